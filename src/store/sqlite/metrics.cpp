// The writer's numbers, with names and meanings.
#include "store/sqlite/metrics.hpp"

namespace orgd {
namespace {

using enum MetricType;

template <auto Member>
double read(SqliteStats const& stats) {
  return static_cast<double>(stats.*Member);
}

constexpr std::array<MetricRow<SqliteStats>, 7> figure_rows{
    {{{"orgd_store_waiting_writes", gauge, "Writes that wait for the writer (SQLite)"},
      read<&SqliteStats::waiting_writes>},
     {{"orgd_store_commits_total", counter, "Commits to disk, each of many writes (SQLite)"},
      read<&SqliteStats::commits>},
     {{"orgd_store_committed_writes_total", counter,
       "Writes in those commits; divided by them, the size of a group (SQLite)"},
      read<&SqliteStats::committed_writes>},
     {{"orgd_store_failed_commits_total", counter,
       "Commits that failed, each with every write in it (SQLite)"},
      read<&SqliteStats::failed_commits>},
     {{"orgd_store_wal_pages", gauge, "Pages in the write-ahead log (SQLite)"},
      read<&SqliteStats::wal_pages>},
     {{"orgd_store_checkpoints_total", counter,
       "Times that the write-ahead log was copied back (SQLite)"},
      read<&SqliteStats::checkpoints>},
     {{"orgd_store_refused_checkpoints_total", counter,
       "Times that readers kept it from being copied back (SQLite)"},
      read<&SqliteStats::refused_checkpoints>}}};

}  // namespace

std::span<MetricRow<SqliteStats> const> sqlite_metrics() { return figure_rows; }

}  // namespace orgd
