// Row after row.
#include "cli/bulk.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "api/json_read.hpp"
#include "cli/csv.hpp"
#include "cli/outcomes.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

bool takes_several(OperationCommand const& command, std::string_view name) {
  return std::ranges::any_of(command.forms, [&](Form const& form) {
    auto const* option = form.find(name);
    return option && option->kind == ValueKind::texts;
  });
}

std::vector<std::string> split(std::string const& cell) {
  std::vector<std::string> values;
  for (std::size_t begin = 0; begin <= cell.size();) {
    auto const end = std::min(cell.find(';', begin), cell.size());
    values.push_back(cell.substr(begin, end - begin));
    begin = end + 1;
  }
  return values;
}

// A row as options: cells of its own over those of the command line. Empty cells say nothing;
// values of a list stand between semicolons.
Given given_of(OperationCommand const& command, std::vector<std::string> const& heading,
               std::vector<std::string> const& cells, Given given) {
  for (std::size_t i = 0; i < heading.size(); ++i) {
    if (cells[i].empty()) continue;
    std::string const name = "--" + heading[i];
    given[name] = takes_several(command, name) ? split(cells[i]) : std::vector{cells[i]};
  }
  return given;
}

std::string id_in(std::string const& body) {
  auto const node = atlas::parse_json(body);
  auto const* id = node ? node->find("id") : nullptr;
  return id ? id->text : "";
}

// Whether the next rows would meet the same failure.
bool is_hopeless(atlas::Error const& error) {
  return exit_of(error) == Exit::unreached || exit_of(error) == Exit::busy || error.status == 401;
}

struct Tally {
  std::size_t done = 0;
  std::size_t failed = 0;
  std::size_t skipped = 0;
  std::size_t unknown = 0;
};

class BulkRun {
 public:
  BulkRun(Caller& caller, CallArguments const& arguments, CsvRows rows, OutcomeFile file)
      : caller_(caller), arguments_(arguments), rows_(std::move(rows)), file_(std::move(file)) {}

  /// Every row as a request, before the first is sent: a wrong cell stops the run in time.
  std::expected<void, std::string> check() const;
  Exit run();

 private:
  bool is_settled(std::size_t row, bool safe);
  bool run_row(std::size_t row);
  std::string input_of(std::size_t row) const {
    auto text = csv_row(rows_[row]);
    text.resize(text.size() - 2);
    return text;
  }
  auto prepared(std::size_t row) const {
    return caller_.prepare(given_of(caller_.command(), rows_[0], rows_[row], arguments_.given),
                           nullptr);
  }

  Caller& caller_;
  CallArguments const& arguments_;
  CsvRows rows_;
  OutcomeFile file_;
  Tally tally_{};
};

std::expected<void, std::string> BulkRun::check() const {
  for (std::size_t row = 1; row < rows_.size(); ++row) {
    if (auto const one = prepared(row); !one)
      return std::unexpected(fmt::format("row {}: {}", row, one.error()));
    auto const* before = file_.find(row);
    if (before && before->input != input_of(row))
      return std::unexpected(fmt::format("row {} is not the one that {} tells of: {}", row,
                                         file_.path(), before->input));
  }
  return {};
}

// True when an earlier run did this row, or may have done it.
bool BulkRun::is_settled(std::size_t row, bool safe) {
  auto const* before = file_.find(row);
  if (!before || before->state == RowState::failed) return false;
  if (before->state == RowState::done) {
    ++tally_.skipped;
    return true;
  }
  if (safe || arguments_.repeat_unknown) return false;
  ++tally_.unknown;
  return true;
}

// False when the run should end here.
bool BulkRun::run_row(std::size_t row) {
  auto const one = prepared(row);
  if (is_settled(row, one->form->info->retry == atlas::Retry::safe)) return true;
  RowOutcome outcome{.input = input_of(row)};
  if (!file_.record(row, outcome)) {
    misuse(file_.path() + " cannot be written");
    return false;
  }
  auto const answer = caller_.send(one->request);
  if (answer) {
    outcome.state = RowState::done;
    outcome.status = answer->status;
    outcome.id = id_in(answer->body);
    ++tally_.done;
  } else {
    auto const& error = answer.error();
    bool const seen = error.status != 0 || error.failure == atlas::Failure::connect;
    outcome.state = seen ? RowState::failed : RowState::unknown;
    outcome.status = error.status;
    outcome.message = error.message();
    ++(seen ? tally_.failed : tally_.unknown);
  }
  file_.record(row, outcome);
  if (answer || !is_hopeless(answer.error())) return true;
  fmt::print(stderr, "{}  stopped at row {}; go on with --resume\n",
             explanation_of(answer.error(), screen().colours), row);
  return false;
}

Exit BulkRun::run() {
  bool whole = true;
  std::size_t const total = rows_.size() - 1;
  for (std::size_t row = 1; row <= total && whole; ++row) {
    whole = run_row(row);
    if (shows_progress()) show_progress(row, total, tally_.failed + tally_.unknown);
  }
  if (shows_progress()) end_progress();
  file_.finish();
  fmt::print(stderr, "{} done, {} failed, {} done before, {} unknown; each row in {}\n",
             tally_.done, tally_.failed, tally_.skipped, tally_.unknown, file_.path());
  if (tally_.unknown > 0)
    fmt::print(stderr,
               "  next: look whether the unknown rows happened; --resume "
               "--repeat-unknown sends them again\n");
  return whole && tally_.failed + tally_.unknown == 0 ? Exit::done : Exit::partly;
}

}  // namespace

Exit run_bulk(Caller& caller, CallArguments const& arguments) {
  auto const text = read_file(arguments.csv);
  if (!text) return misuse(text.error());
  auto rows = parse_csv(*text);
  if (!rows) return misuse(fmt::format("{}: {}", arguments.csv, rows.error()));
  if (rows->size() < 2) return misuse(arguments.csv + " holds no row below its heading");
  std::string path = arguments.outcomes;
  if (path.empty()) {
    if (arguments.csv == "-")
      return misuse("--outcomes is needed when rows come from standard input");
    path = arguments.csv + ".outcome.csv";
  }
  auto file = OutcomeFile::open(std::move(path), arguments.resume);
  if (!file) return misuse(file.error());
  BulkRun run(caller, arguments, std::move(*rows), std::move(*file));
  if (auto const fine = run.check(); !fine) return misuse(fine.error());
  return run.run();
}

}  // namespace orgctl
