// Local commands on whole stores, and what they print.
#include "orgd/store_commands.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <optional>
#include <stdexcept>

#include "api/json_write.hpp"
#include "orgd/store_directory.hpp"
#include "orgd/store_place.hpp"
#include "store/migrate.hpp"
#include "store/store_copy.hpp"

namespace orgd {
namespace {

namespace fs = std::filesystem;

// What is printed as JSON.
struct StepView {
  std::string name{};
  std::optional<std::string> statement{};  // of a placement
  std::optional<std::int32_t> version{};   // of a migration
};
struct MigrateView {
  bool applied = false;
  std::vector<StepView> steps{};
};
struct TableView {
  std::string checksum{};
  std::string name{};
  std::int64_t rows = 0;
};
struct CopyView {
  bool key_copied = false;
  std::vector<TableView> tables{};
};
BOOST_DESCRIBE_STRUCT(StepView, (), (name, statement, version))
BOOST_DESCRIBE_STRUCT(MigrateView, (), (applied, steps))
BOOST_DESCRIBE_STRUCT(TableView, (), (checksum, name, rows))
BOOST_DESCRIBE_STRUCT(CopyView, (), (key_copied, tables))

template <class T>
void print_json(T const& view) {
  std::string json;
  atlas::write_json(json, view);
  fmt::print("{}\n", json);
}

void print_steps(std::vector<MigrationStep> const& steps, bool applied, Output output) {
  if (output == Output::json) {
    MigrateView view{.applied = applied};
    for (auto const& step : steps) {
      StepView& shown = view.steps.emplace_back(step.name);
      if (step.version != 0)
        shown.version = step.version;
      else
        shown.statement = step.sql;
    }
    return print_json(view);
  }
  if (steps.empty()) fmt::print("the schema is up to date\n");
  auto const* const verb = applied ? "applied" : "would apply";
  for (auto const& step : steps)
    if (step.version != 0)
      fmt::print("{} {} {}\n", verb, step.version, step.name);
    else
      fmt::print("{} {}: {}\n", verb, step.name, step.sql);
}

// One side of a copy.
struct Location {
  DatabaseOptions database{};
  std::optional<fs::path> directory{};
};

Location locate(std::string const& url) {
  constexpr std::string_view file_prefix = "sqlite:";
  if (url.starts_with("postgresql://") || url.starts_with("postgres://"))
    return {.database = {.url = url}};
  if (url.starts_with(file_prefix)) return {.database = {.path = url.substr(file_prefix.size())}};
  if (fs::is_regular_file(url))
    throw std::runtime_error(fmt::format("{} is a file: write sqlite:{}", url, url));
  return {.database = {.path = StoreDirectory::database_file(url)}, .directory = url};
}

// False: there is no key file to copy, or no directory to copy it to.
bool carry_key(Location const& from, Location const& to) {
  if (!from.directory || !to.directory) return false;
  auto const source = StoreDirectory::key_file(*from.directory);
  auto const target = StoreDirectory::key_file(*to.directory);
  if (!fs::exists(source)) return false;
  if (!fs::exists(target)) {
    StorePlace place(*to.directory, StorePlace::Beside::anything);
    auto const made = StoreDirectory::key_file(place.workshop());
    fs::copy_file(source, made);
    fs::permissions(made, fs::perms::owner_read | fs::perms::owner_write);
    place.finish();
  } else if (Vault::load(source) != Vault::load(target)) {
    throw std::runtime_error(fmt::format("{} holds another key than the source", target.string()));
  }
  return true;
}

// Progress on standard error: one line that changes on a terminal, a line for each table elsewhere.
class CopyReport {
 public:
  CopyReport(Platform& platform, Output output)
      : platform_(platform), quiet_(output == Output::json) {}

  void show(CopyProgress const& progress) {
    if (quiet_) return;
    auto const* const verb = progress.compares ? "comparing" : "copying";
    bool const begins = progress.table != table_ || progress.compares != compares_;
    auto const now = platform_.steady_now();
    if (begins) {
      table_ = progress.table;
      compares_ = progress.compares;
      began_ = now;
      began_with_ = progress.rows;
    }
    if (!terminal_) {
      if (begins) fmt::print(stderr, "{} {}: {} rows\n", verb, table_, progress.total);
      return;
    }
    if (!begins && now - drawn_ < std::chrono::milliseconds(200)) return;
    drawn_ = now;
    auto const spent = std::chrono::duration<double>(now - began_).count();
    auto const rate = spent > 0 ? static_cast<double>(progress.rows - began_with_) / spent : 0.0;
    auto const percent = progress.total > 0 ? 100 * progress.rows / progress.total : 100;
    fmt::print(stderr, "\r\x1b[K{} {}: {} of {} rows ({} %), {:.0f} rows/s", verb, table_,
               progress.rows, progress.total, percent, rate);
  }
  void end() const {
    if (!quiet_ && terminal_) fmt::print(stderr, "\r\x1b[K");
  }

 private:
  Platform& platform_;
  bool const quiet_;
  bool const terminal_ = ::isatty(STDERR_FILENO) == 1;
  std::string table_{};
  bool compares_ = false;
  std::int64_t began_with_ = 0;
  std::chrono::steady_clock::time_point began_{};
  std::chrono::steady_clock::time_point drawn_{};
};

std::sig_atomic_t volatile stop_asked = 0;

// The first signal ends the copy between two batches, the second one at once.
void watch_for_stop() {
  struct sigaction action{};
  action.sa_handler = [](int) { stop_asked = 1; };
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  for (int const signal : {SIGINT, SIGTERM}) ::sigaction(signal, &action, nullptr);
}

void print_copied(std::vector<CopiedTable> const& tables, bool key_copied, Output output) {
  if (output == Output::json) {
    CopyView view{.key_copied = key_copied};
    for (auto const& table : tables)
      view.tables.push_back({.checksum = fmt::format("{:016x}", table.checksum),
                             .name = std::string(table.name),
                             .rows = table.rows});
    return print_json(view);
  }
  for (auto const& table : tables)
    fmt::print("{:<22}{:>12} rows  checksum {:016x}\n", table.name, table.rows, table.checksum);
  if (!key_copied)
    fmt::print("The copy needs the source's key: as {} in its directory, or in ORGD_KEY.\n",
               StoreDirectory::key_file("").string());
}

}  // namespace

void migrate_store(DatabaseOptions const& database, MigrateCommand const& given, Platform& platform,
                   Output output) {
  auto const connection = open_schema(database);
  if (given.plan)
    return print_steps(plan_migration(*connection, store_migrations()), false, output);
  auto const steps =
      migrate(*connection, store_migrations(), now_in_seconds(platform),
              {.patience = std::chrono::seconds(given.wait_seconds), .waits = announce_wait});
  print_steps(steps, true, output);
}

void copy_store(CopyCommand const& given, Platform& platform, Output output) {
  auto const from = locate(given.from);
  auto to = locate(given.to);
  auto const source = open_schema(from.database);
  if (!plan_migration(*source, store_migrations()).empty())
    throw std::runtime_error(
        "the source has an older schema than this program, or is no store: run orgd migrate on it");
  if (to.directory) StoreDirectory::make(*to.directory);
  bool const key_copied = carry_key(from, to);
  to.database.create = true;
  auto const target = open_schema(to.database);
  migrate(*target, store_migrations(), now_in_seconds(platform), {.waits = announce_wait});
  CopyReport report(platform, output);
  watch_for_stop();
  CopyOptions const options{
      .batch = given.batch,
      .resume = given.resume,
      .progress = [&report](CopyProgress const& progress) { report.show(progress); },
      .stop = [] { return stop_asked != 0; }};
  auto const tables = [&] {
    try {
      return copy_store(*source, *target, options);
    } catch (...) {
      report.end();
      throw;
    }
  }();
  report.end();
  print_copied(tables, key_copied, output);
}

}  // namespace orgd
