// The OpenAPI 3.0 document, derived from the operations table, its types and their rules.
#pragma once

#include <string>
#include <string_view>

#include "atlas/role.hpp"

namespace atlas {

/// The whole document over several lines, the same bytes for the same table.
std::string openapi_document();

/// Who may call an operation of this class, in words.
std::string_view permission_of(Access access);

}  // namespace atlas
