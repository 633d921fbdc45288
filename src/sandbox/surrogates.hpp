// JSON says a character beyond U+FFFF as two escapes, which YAML does not know.
#pragma once

#include <string>
#include <string_view>

namespace orgd::sandbox {

/// A JSON document with each such pair as one escape of YAML; any other document as it is.
std::string joined_surrogates(std::string_view document);

}  // namespace orgd::sandbox
