// Alone in its file, so that a commit recompiles nothing else.
#include "service/version.hpp"

namespace orgd {

std::string_view build_commit() { return ORGD_COMMIT; }
std::string_view build_version() { return ORGD_VERSION; }

}  // namespace orgd
