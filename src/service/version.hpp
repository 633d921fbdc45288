// What this build is.
#pragma once

#include <string_view>

namespace orgd {

/// The 40-digit commit of this build, and its version, "0.1.0".
std::string_view build_commit();
std::string_view build_version();

}  // namespace orgd
