// What this build is. Alone in its file, so that a commit recompiles nothing else.
#include "service/environment.hpp"

namespace orgd {

std::string_view build_commit() { return ORGD_COMMIT; }
std::string_view build_version() { return ORGD_VERSION; }

}  // namespace orgd
