// SQLSTATE by class (PostgreSQL, appendix A).
#include "store/postgres/error.hpp"

#include <algorithm>
#include <array>

namespace orgd {
namespace {

bool is_one_of(std::string_view state, auto const& states) {
  return std::ranges::find(states, state) != states.end();
}

constexpr std::array<std::string_view, 2> conflicts{"40001", "40P01"};
constexpr std::array<std::string_view, 4> shutdowns{"57P01", "57P02", "57P03", "57P05"};
// Lock timeout, statement timeout, out of memory, disk full, too many connections, too many locks.
constexpr std::array<std::string_view, 5> busy{"55P03", "57014", "53100", "53200", "53300"};

}  // namespace

std::string state_of(std::exception_ptr const& failure) {
  try {
    if (failure) std::rethrow_exception(failure);
  } catch (PostgresError const& error) {
    return error.state;
  } catch (...) {  // NOLINT(bugprone-empty-catch)
  }
  return {};
}

bool is_conflict(std::string_view state) { return is_one_of(state, conflicts); }

bool is_read_only(std::string_view state) { return state == "25006"; }

bool is_bystander(std::string_view state) { return state == "25P02"; }

bool is_transient(std::string_view state) {
  return state.starts_with("08") || state == "XX000" || is_read_only(state) || is_conflict(state) ||
         is_one_of(state, shutdowns);
}

bool is_busy(std::string_view state) { return is_one_of(state, busy); }

FailureKind kind_of(std::string_view state) {
  if (state == "40001") return FailureKind::serialization;
  if (state == "40P01") return FailureKind::deadlock;
  if (state == "55P03") return FailureKind::lock_timeout;
  if (state == "57014") return FailureKind::statement_timeout;
  if (state.starts_with("08") || is_one_of(state, shutdowns)) return FailureKind::connection;
  // No room, a server that only reads, broken data.
  bool const unavailable =
      state.starts_with("53") || is_read_only(state) || state.starts_with("XX");
  return unavailable ? FailureKind::unavailable : FailureKind::other;
}

bool is_pooler_mark(std::string_view state) { return state == "26000" || state == "42P05"; }

}  // namespace orgd
