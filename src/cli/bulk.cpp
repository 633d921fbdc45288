// Row after row.
#include "cli/bulk.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <csignal>

#include "api/json_read.hpp"
#include "cli/answer.hpp"
#include "cli/bulk_rows.hpp"
#include "cli/confirm.hpp"
#include "cli/judge.hpp"
#include "cli/secrets.hpp"
#include "cli/spelling.hpp"
#include "cli/terminal.hpp"

namespace orgctl {
namespace {

using atlas::JsonNode;

// Of what was made: at the top, or in the member that is named like the collection.
std::string id_in(JsonNode const& content, std::string_view collection) {
  if (auto const* id = content.find("id")) return id->text;
  if (auto const* id = content.find("clientId")) return id->text;
  auto const singular = collection.substr(0, collection.size() - (collection.ends_with('s')));
  for (JsonNode const& member : content.children)
    if (auto const* id = member.find("id"); id && member.key.starts_with(singular)) return id->text;
  return "";
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

// What ends a run before its last row.
enum class Stop : std::uint8_t { none, hopeless, unwritten };

class BulkRun {
 public:
  BulkRun(Caller& caller, CallArguments const& arguments, std::vector<BulkRow> rows,
          OutcomeFile file)
      : caller_(caller), arguments_(arguments), rows_(std::move(rows)), file_(std::move(file)) {}

  /// Files that cannot be written are told before anything is sent.
  std::expected<void, std::string> open_files();
  Exit run();

 private:
  bool is_settled(BulkRow const& row);
  Stop run_row(BulkRow const& row);
  Stop note_done(BulkRow const& row, RowOutcome& outcome, atlas::HttpResponse const& answer);
  void note_failed(BulkRow const& row, RowOutcome& outcome, atlas::Error const& error);
  void tell_failed(BulkRow const& row, std::string const& reason) const;
  void tell_end() const;

  Caller& caller_;
  CallArguments const& arguments_;
  std::vector<BulkRow> rows_;
  OutcomeFile file_;
  std::optional<SecretsFile> secrets_{};
  Tally tally_{};
};

std::expected<void, std::string> BulkRun::open_files() {
  if (auto begun = file_.begin(); !begun) return begun;
  auto const secret =
      std::ranges::find_if(rows_, [](BulkRow const& row) { return shows_secret(*row.call.form); });
  if (secret == rows_.end()) return {};
  constexpr std::string_view suffix = ".outcome.csv";
  std::string path = file_.path();
  if (path.ends_with(suffix)) path.resize(path.size() - suffix.size());
  auto secrets = SecretsFile::open(path + ".secrets.csv", *secret->call.form);
  if (!secrets) return std::unexpected(std::move(secrets.error()));
  secrets_ = std::move(*secrets);
  return {};
}

// True when an earlier run did this row, or may have done it.
bool BulkRun::is_settled(BulkRow const& row) {
  auto const* before = file_.find(row.number);
  if (!before || before->state == RowState::failed) return false;
  if (before->state == RowState::done) {
    ++tally_.skipped;
    return true;
  }
  bool const safe = row.call.form->info->retry == atlas::Retry::safe;
  if (safe || arguments_.repeat_unknown) return false;
  ++tally_.unknown;
  return true;
}

void BulkRun::tell_failed(BulkRow const& row, std::string const& reason) const {
  constexpr int bar = 70;  // what the progress may have left on the line
  if (shows_progress()) fmt::print(stderr, "\r{:{}}\r", "", bar);
  fmt::print(stderr, "line {}: {}\n", row.line, harmless(reason));
}

// The secret is on disk before the row counts as done, and before the next is sent.
Stop BulkRun::note_done(BulkRow const& row, RowOutcome& outcome,
                        atlas::HttpResponse const& answer) {
  outcome.state = RowState::done;
  outcome.status = answer.status;
  ++tally_.done;
  if (answer.body.empty()) return Stop::none;
  auto const node = atlas::parse_json(answer.body);
  if (!node) {
    outcome.message = "done, but the answer cannot be read";
    return Stop::none;
  }
  if (auto refusal = refusal_in(*node); !refusal.empty()) {
    outcome.state = RowState::failed;
    outcome.message = std::move(refusal);
    --tally_.done;
    ++tally_.failed;
    tell_failed(row, outcome.message);
    return Stop::none;
  }
  auto const segments = row.call.form->info->path;
  outcome.id = id_in(content_of(*node), segments.substr(segments.rfind('/') + 1));
  if (!secrets_ || secrets_in(*node).empty()) return Stop::none;
  auto const kept = secrets_->add(row.number, *node);
  if (kept) return Stop::none;
  tell_failed(row, fmt::format("done, but its secret is not in the file: {}", kept.error()));
  tell_kept(answer.body);
  return Stop::unwritten;
}

void BulkRun::note_failed(BulkRow const& row, RowOutcome& outcome, atlas::Error const& error) {
  bool const seen = error.status != 0 || error.failure == atlas::Failure::connect;
  outcome.state = seen ? RowState::failed : RowState::unknown;
  outcome.status = error.status;
  outcome.message = error.summary();
  ++(seen ? tally_.failed : tally_.unknown);
  if (is_hopeless(error)) return;  // told with the reason why the run stops
  std::string reason = outcome.message;
  for (auto const& choice : wrong_choices(*row.call.form, row.call.given)) reason += "; " + choice;
  tell_failed(row, reason);
}

Stop BulkRun::run_row(BulkRow const& row) {
  if (is_settled(row)) return Stop::none;
  RowOutcome outcome{.line = row.line, .input = row.input};
  auto written = file_.record(row.number, outcome);
  Stop stop = Stop::none;
  if (written) {
    auto const answer = caller_.send(row.call.request);
    if (answer)
      stop = note_done(row, outcome, *answer);
    else
      note_failed(row, outcome, answer.error());
    written = file_.record(row.number, outcome);
    if (!answer && is_hopeless(answer.error())) {
      fmt::print(stderr, "{}  stopped at line {}; go on with --resume\n",
                 explanation_of(answer.error(), screen().colours), row.line);
      stop = Stop::hopeless;
    }
  }
  if (written) return stop;
  tell_failed(row, fmt::format("{}; the run stops", written.error()));
  return Stop::unwritten;
}

void BulkRun::tell_end() const {
  fmt::print(stderr, "{} done, {} failed, {} done before, {} unknown; each row in {}\n",
             tally_.done, tally_.failed, tally_.skipped, tally_.unknown, file_.path());
  if (secrets_ && secrets_->is_used())
    fmt::print(stderr, "the answers and their secrets, shown only once, are in {}\n",
               secrets_->path());
  if (tally_.unknown > 0)
    fmt::print(stderr,
               "  next: look whether the unknown rows happened; --resume "
               "--repeat-unknown sends them again\n");
}

Exit BulkRun::run() {
  Stop stop = Stop::none;
  for (std::size_t i = 0; i < rows_.size() && stop == Stop::none; ++i) {
    stop = run_row(rows_[i]);
    if (shows_progress()) show_progress(i + 1, rows_.size(), tally_.failed + tally_.unknown);
  }
  if (shows_progress()) end_progress();
  if (secrets_) secrets_->drop_unused();
  tell_end();
  if (auto const written = file_.finish(); !written && stop != Stop::unwritten) {
    misuse(written.error());
    stop = Stop::unwritten;
  }
  if (stop == Stop::unwritten) return Exit::failed;
  bool const whole = stop == Stop::none && tally_.failed + tally_.unknown == 0;
  return whole ? Exit::done : Exit::partly;
}

bool may_go_on(Caller const& caller, std::vector<BulkRow> const& rows) {
  if (rows.front().call.form->info->method != atlas::Method::remove) return true;
  return is_confirmed(caller.options().yes,
                      fmt::format("{}", fmt::join(caller.command().words, " ")),
                      [&] { return Doomed{fmt::format("what {} rows name", rows.size()), ""}; });
}

}  // namespace

Exit run_bulk(Caller& caller, CallArguments const& arguments) {
  std::string path = arguments.outcomes;
  if (path.empty()) {
    if (arguments.csv == "-" && !arguments.dry_run)
      return misuse("--outcomes is needed when rows come from standard input");
    path = arguments.csv + ".outcome.csv";
  }
  auto rows = read_rows(caller, arguments);
  if (!rows) return misuse(rows.error());
  if (arguments.dry_run) return try_rows(*rows);
  auto file = OutcomeFile::open(std::move(path), arguments.resume);
  if (!file) return misuse(file.error());
  if (auto const same = match(*rows, *file); !same) return misuse(same.error());
  if (!may_go_on(caller, *rows)) return Exit::misused;
  BulkRun run(caller, arguments, std::move(*rows), std::move(*file));
  if (auto const open = run.open_files(); !open) return misuse(open.error());
  // Whoever stops reading what is said must not stop the run between a call and its record.
  std::signal(SIGPIPE, SIG_IGN);
  return run.run();
}

}  // namespace orgctl
