// docs/permissions.md, derived from the table of operations.
#pragma once

#include <string>

namespace atlas {

/// The whole document: who may call each operation.
std::string permissions_document();

}  // namespace atlas
