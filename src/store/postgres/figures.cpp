// Sums over the loops, with names and meanings.
#include "store/postgres/figures.hpp"

#include <algorithm>

namespace orgd {
namespace {

using enum MetricType;
using Figures = PostgresLoopFigures;

template <Counter Figures::* Member>
double sum(PostgresFigures const& figures) {
  return static_cast<double>(
      figures.sum([](Figures const& loop) { return (loop.*Member).value(); }));
}

// The loops go on while their numbers are read, so the parts may for a moment exceed the whole.
double lent(PostgresFigures const& figures) {
  double const rest = sum<&Figures::shared>(figures) + sum<&Figures::idle>(figures) +
                      sum<&Figures::connecting>(figures);
  return std::max(0.0, sum<&Figures::open>(figures) - rest);
}

constexpr MetricFamily connections{"orgd_store_connections",
                                   gauge,
                                   "Connections lent to a transaction alone, shared by reads that "
                                   "travel together, idle, being made (PostgreSQL)",
                                   {"state"}};
constexpr MetricFamily lookups{
    "orgd_store_commit_lookups_total",
    counter,
    "Commits whose answer was lost, by what was found: committed, not committed, or nobody could "
    "say (PostgreSQL)",
    {"outcome"}};

constexpr std::array<MetricRow<PostgresFigures>, 12> figure_rows{
    {{connections, lent, "lent"},
     {connections, sum<&Figures::shared>, "shared"},
     {connections, sum<&Figures::idle>, "idle"},
     {connections, sum<&Figures::connecting>, "connecting"},
     {{"orgd_store_connection_limit", gauge, "Connections that there may be (PostgreSQL)"},
      sum<&Figures::limit>},
     {{"orgd_store_waiting_transactions", gauge,
       "Transactions that wait for a connection (PostgreSQL)"},
      sum<&Figures::waiting>},
     {{"orgd_store_connections_made_total", counter, "Connections made (PostgreSQL)"},
      sum<&Figures::connections_made>},
     {{"orgd_store_connections_failed_total", counter,
       "Attempts to connect that failed (PostgreSQL)"},
      sum<&Figures::connections_failed>},
     {{"orgd_store_retries_total", counter, "Transactions run again (PostgreSQL)"},
      sum<&Figures::retries>},
     {lookups, sum<&Figures::commits_found>, "committed"},
     {lookups, sum<&Figures::commits_missing>, "not_committed"},
     {lookups, sum<&Figures::commits_unknown>, "unknown"}}};

}  // namespace

std::span<MetricRow<PostgresFigures> const> postgres_metrics() { return figure_rows; }

}  // namespace orgd
