// docs/errors.md, derived from the error catalogue.
#pragma once

#include <string>

namespace atlas {

/// The whole document, the same bytes for the same catalogue.
std::string errors_document();

}  // namespace atlas
