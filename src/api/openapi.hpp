// The OpenAPI 3.0 document, derived from the operations table, its types and their rules.
#pragma once

#include <string>

namespace atlas {

/// The whole document over several lines, the same bytes for the same table.
std::string openapi_document();

}  // namespace atlas
