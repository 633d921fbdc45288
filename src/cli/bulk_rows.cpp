// From a file to requests.
#include "cli/bulk_rows.hpp"

#include <fmt/format.h>

#include <map>

#include "api/text.hpp"
#include "cli/csv.hpp"
#include "cli/judge.hpp"
#include "cli/row_options.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

using Problem = std::unexpected<std::string>;

std::string on_one_line(std::vector<std::string> const& cells) {
  auto text = csv_row(cells);
  text.resize(text.size() - 2);
  return harmless(text);
}

// Notes which line says something first.
class Sayings {
 public:
  /// The line that said it before, or 0.
  std::size_t note(std::string saying, std::size_t line) {
    auto const [at, added] = lines_.emplace(std::move(saying), line);
    return added ? 0 : at->second;
  }

 private:
  std::map<std::string, std::size_t> lines_;
};

std::string address_of(Caller::Prepared const& call) {
  for (auto const& [name, values] : call.given) {
    auto const* option = call.form->find(name);
    if (option && option->rule.text == &atlas::text::email)
      return atlas::lower_ascii(values.back());
  }
  return "";
}

}  // namespace

std::expected<std::vector<BulkRow>, std::string> read_rows(Caller const& caller,
                                                           CallArguments const& arguments) {
  auto const text = read_file(arguments.csv);
  if (!text) return Problem(text.error());
  auto const named = [&](std::string const& what) {
    return Problem(fmt::format("{}: {}", arguments.csv, what));
  };
  auto const lines = parse_csv(*text);
  if (!lines) return named(lines.error());
  if (lines->size() < 2) return named("the file holds no row below its heading");
  auto const columns = options_of_heading(caller.command(), lines->front());
  if (!columns) return named(columns.error());
  std::vector<BulkRow> rows;
  for (std::size_t i = 1; i < lines->size(); ++i) {
    auto const& [line, cells] = (*lines)[i];
    auto given = given_of(caller.command(), *columns, (*lines)[i], arguments.given);
    if (!given) return named(fmt::format("line {}: {}", line, given.error()));
    auto call = caller.prepare(std::move(*given), nullptr);
    if (!call) return named(fmt::format("line {}: {}", line, call.error()));
    rows.push_back({i, line, on_one_line(cells), std::move(*call)});
  }
  return rows;
}

std::expected<void, std::string> match(std::vector<BulkRow> const& rows, OutcomeFile const& file) {
  for (BulkRow const& row : rows) {
    auto const* before = file.find(row.number);
    if (before && before->state != RowState::failed && before->input != row.input)
      return Problem(
          fmt::format("line {} is not the row {} that {} tells of, which is done or unknown: {}",
                      row.line, row.number, file.path(), before->input));
  }
  return {};
}

Exit try_rows(std::vector<BulkRow> const& rows) {
  Sayings requests;
  Sayings addresses;
  std::size_t wrong = 0;
  for (BulkRow const& row : rows) {
    auto problems = problems_of(*row.call.form, row.call.given);
    auto const& request = row.call.request;
    auto const address = address_of(row.call);
    if (auto const line = requests.note(request.target + "\n" + request.body, row.line); line != 0)
      problems.push_back(fmt::format("the same as line {}", line));
    else if (auto const other = address.empty() ? 0 : addresses.note(address, row.line); other != 0)
      problems.push_back(fmt::format("{} stands in line {} already", address, other));
    for (auto const& problem : problems)
      fmt::print(stderr, "line {}: {}\n", row.line, harmless(problem));
    wrong += problems.empty() ? 0 : 1;
  }
  fmt::print(stderr, "{} row{}, {} with a problem; nothing was sent\n", rows.size(),
             rows.size() == 1 ? "" : "s", wrong);
  return wrong == 0 ? Exit::done : Exit::misused;
}

}  // namespace orgctl
