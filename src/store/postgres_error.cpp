// SQLSTATE by class (PostgreSQL, appendix A).
#include "store/postgres_error.hpp"

#include <algorithm>
#include <array>

namespace orgd {

bool is_transient(std::string_view state) {
  constexpr std::array<std::string_view, 5> codes{"40001", "40P01", "57P01", "57P02", "57P03"};
  return state.starts_with("08") || state == "XX000" || state == "25006" ||
         std::ranges::find(codes, state) != codes.end();
}

FailureKind kind_of(std::string_view state) {
  if (state == "40001") return FailureKind::serialization;
  if (state == "40P01") return FailureKind::deadlock;
  if (state == "55P03") return FailureKind::lock_timeout;
  if (state == "57014") return FailureKind::statement_timeout;
  if (state.starts_with("08") || state.starts_with("57P")) return FailureKind::connection;
  // Too many connections, disk full, out of memory; a server that only reads; broken data.
  bool const unavailable = state.starts_with("53") || state == "25006" || state.starts_with("XX");
  return unavailable ? FailureKind::unavailable : FailureKind::other;
}

bool is_pooler_mark(std::string_view state) { return state == "26000" || state == "42P05"; }

}  // namespace orgd
