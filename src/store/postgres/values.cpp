// Text format both ways; the column's type tells integers from texts.
#include "store/postgres/values.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace orgd {
namespace {

bool is_number(Oid type) {
  constexpr std::array<Oid, 3> integers{20, 21, 23};  // int8, int2, int4
  return std::ranges::find(integers, type) != integers.end();
}

}  // namespace

void copy(PGresult const& result, Rows& rows) {
  auto* const from = const_cast<PGresult*>(&result);  // libpq has no const here
  int const columns = PQnfields(from);
  rows.start(static_cast<std::size_t>(columns));
  for (int row = 0; row < PQntuples(from); ++row)
    for (int column = 0; column < columns; ++column) {
      std::string_view const text(PQgetvalue(from, row, column),
                                  static_cast<std::size_t>(PQgetlength(from, row, column)));
      if (PQgetisnull(from, row, column) != 0) {
        rows.add_null();
      } else if (is_number(PQftype(from, column))) {
        std::int64_t number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        rows.add_integer(number);
      } else {
        rows.add_text(text);
      }
    }
}

void PostgresCloser::operator()(pg_conn* connection) const { PQfinish(connection); }
void PostgresCloser::operator()(pg_result* answer) const { PQclear(answer); }

PostgresError error_of(PGresult const& result) {
  char const* state = PQresultErrorField(&result, PG_DIAG_SQLSTATE);
  return {state ? state : "08000", PQresultErrorMessage(&result)};
}

}  // namespace orgd
