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

bool is_pooler_mark(std::string_view state) { return state == "26000" || state == "42P05"; }

}  // namespace orgd
