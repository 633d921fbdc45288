// The OpenAPI document of the control plane, derived from its rows.
#pragma once

#include <string>

namespace orgd::sandbox {

/// The whole document over several lines, the same bytes for the same rows.
std::string control_document();

}  // namespace orgd::sandbox
