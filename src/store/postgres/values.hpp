// Values and rows between the store's types and libpq's.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "store/database.hpp"
#include "store/postgres/error.hpp"

struct pg_conn;
struct pg_result;

namespace orgd {

struct PostgresCloser {
  void operator()(pg_conn* connection) const;
  void operator()(pg_result* answer) const;
};
using PostgresHandle = std::unique_ptr<pg_conn, PostgresCloser>;
using PostgresAnswer = std::unique_ptr<pg_result, PostgresCloser>;

/// Values as the texts that libpq takes.
struct Parameters {
  explicit Parameters(std::span<Value const> values) {
    texts.reserve(values.size());
    for (Value const& value : values) {
      if (std::holds_alternative<std::monostate>(value)) {
        pointers.push_back(nullptr);
        continue;
      }
      auto const* number = std::get_if<std::int64_t>(&value);
      texts.push_back(number ? std::to_string(*number)
                             : std::string(std::get<std::string_view>(value)));
      pointers.push_back(texts.back().c_str());
    }
  }
  int size() const { return static_cast<int>(pointers.size()); }

  std::vector<std::string> texts;
  std::vector<char const*> pointers;
};

void copy(pg_result const& result, Rows& rows);

PostgresError error_of(pg_result const& result);

}  // namespace orgd
