// Prints the error catalogue as a table for people.
#include "api/errors_document.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <vector>

#include "atlas/error.hpp"
#include "atlas/operations.hpp"

namespace atlas {
namespace {

constexpr std::string_view introduction =
    R"(# Errors

This file is derived from the catalogue in `include/atlas/error.hpp` and from the operations table;
a test compares them.

Every error is a JSON object with exactly five members: `detail` (for people; do not parse it),
`error` (the HTTP status), `errorCode`, `parameters` (the values that the text mentions) and
`reason` (the status in words). Match on `errorCode` and on the status, on nothing else. The two
answers that differ come before a caller is known: the Digest challenge, which has the body that
existing clients expect (401 with `UNEXPECTED_ERROR`), and the refusal of a Bearer token, which has
none. The token endpoints have the errors of RFC 6749 (`docs/service-accounts.md`).
In the meanings below `{0}`, `{1}` stand for the parameters.

A failed request changes nothing, except that `OUTCOME_UNKNOWN` says that nobody can tell. A 500
says only that something unexpected happened; its `X-Request-Id` header is also in the server's
log, with the cause. A 503 carries `Retry-After`.
)";

std::string names_of(CodeSet const& codes) {
  std::vector<std::string> names;
  for (Code const code : codes.list()) names.push_back("`" + wire_name(code) + "`");
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string by_operation() {
  std::string text = fmt::format(
      "\n## By operation\n\nEvery operation can answer what is about the form of the request, the "
      "caller, what the path names,\nor the state of the service:\n\n{}.\n\nThese have errors "
      "of their own:\n\n| Operation | Codes |\n|---|---|\n",
      names_of(common_codes));
  for_each_operation(AllOperations{}, [&]<auto const & Row>() {
    if (auto const names = names_of(own_codes(Row.info)); !names.empty())
      text += fmt::format("| `{}` | {} |\n", Row.info.id, names);
  });
  return text;
}

std::string causeless() {
  std::string text =
      "\n## Documented without a known cause\n\n"
      "The API's published description lists these statuses, and so does `openapi.json`, but "
      "nothing "
      "is\nknown to cause them and this server never answers them:\n\n";
  for_each_operation(AllOperations{}, [&]<auto const & Row>() {
    for (auto const status : Row.info.causeless)
      text += fmt::format("- {} on `{}` ({} {})\n", status, Row.info.id, name_of(Row.info.method),
                          Row.info.path);
  });
  return text;
}

// A bar would end the cell.
std::string cell(std::string_view text) {
  std::string escaped;
  for (char const c : text) {
    if (c == '|' || c == '<') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

}  // namespace

std::string errors_document() {
  std::vector<CodeRow> rows(code_rows.begin(), code_rows.end());
  std::ranges::sort(rows, {}, &CodeRow::name);
  std::string text(introduction);
  text += "\n## Codes\n\n| Code | Status | Meaning |\n|---|---|---|\n";
  for (CodeRow const& row : rows) {
    std::string name(row.name);
    for (char& c : name)
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    text += fmt::format("| `{}` | {} {} | {} |\n", name, row.status, reason_phrase(row.status),
                        cell(row.detail));
  }
  return text + by_operation() + causeless();
}

}  // namespace atlas
