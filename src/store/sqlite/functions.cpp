// string_agg as PostgreSQL defines it: null values are left out, no value at all gives null.
// It promises no order beyond that of the rows it is fed.
#include "store/sqlite/functions.hpp"

#include <sqlite3.h>

#include <memory>
#include <new>
#include <string>

namespace orgd {
namespace {

void append(std::string& text, sqlite3_value* value) {
  // Ask for the text first: a number is turned into text there, and only then has a length.
  auto const* bytes = reinterpret_cast<char const*>(sqlite3_value_text(value));
  if (bytes) text.append(bytes, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

void string_agg_step(sqlite3_context* context, int /*count*/, sqlite3_value** arguments) {
  if (sqlite3_value_type(arguments[0]) == SQLITE_NULL) return;
  // SQLite owns this memory, zeroed at first, so it can hold a pointer but no object.
  auto** const slot = static_cast<std::string**>(
      sqlite3_aggregate_context(context, static_cast<int>(sizeof(std::string*))));
  try {
    if (!slot) throw std::bad_alloc();
    if (*slot) {
      append(**slot, arguments[1]);
    } else {
      *slot = std::make_unique<std::string>().release();
    }
    append(**slot, arguments[0]);
  } catch (std::bad_alloc const&) {
    sqlite3_result_error_nomem(context);
  }
}

void string_agg_final(sqlite3_context* context) {
  auto** const slot = static_cast<std::string**>(sqlite3_aggregate_context(context, 0));
  if (!slot || !*slot) return;
  std::unique_ptr<std::string> const text(*slot);
  sqlite3_result_text64(context, text->data(), text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

}  // namespace

bool register_functions(sqlite3* handle) {
  constexpr int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
  return sqlite3_create_function_v2(handle, "string_agg", 2, flags, nullptr, nullptr,
                                    string_agg_step, string_agg_final, nullptr) == SQLITE_OK;
}

}  // namespace orgd
