// The server's own metrics with their meanings, and everybody else's behind them.
#include "monitoring/metrics.hpp"

#include <fmt/format.h>

#include <map>

#include "store/store_metrics.hpp"
#include "telemetry/metrics_text.hpp"
#include "telemetry/process_metrics.hpp"

namespace orgd {
namespace {

using enum MetricType;

constexpr MetricFamily build{
    "orgd_build_info", gauge, "Always 1; its labels say what runs", {"version", "commit"}};
constexpr MetricFamily requests{"orgd_http_requests_total",
                                counter,
                                "Requests answered; \"-\" where no operation was reached",
                                {"operation", "status"}};
constexpr MetricFamily durations{"orgd_http_request_duration_seconds",
                                 histogram,
                                 "From a request's last byte to its answer",
                                 {"operation"}};
constexpr MetricFamily store_errors{
    "orgd_store_errors_total",
    counter,
    "Requests that failed because the store did; overload: too many "
    "writes, connections or password hashes were waited for",
    {"kind"}};
constexpr MetricFamily rate_limited{"orgd_rate_limited_total",
                                    counter,
                                    "Requests refused by a rate limit, by its set of operations",
                                    {"set"}};

constexpr MetricFamily nonces_refused{"orgd_nonces_refused_total",
                                      counter,
                                      "Digest nonces refused: not from here, too old, of a clock "
                                      "too far ahead, older than what is remembered, used before",
                                      {"reason"}};

constexpr MetricFamily mail_attempts{
    "orgd_mail_attempts_total",
    counter,
    "Attempts of this server to send a mail; failed: it is tried again; dead: it is given up",
    {"outcome"}};

template <Counter MailFigures::* Member>
double of_mail(Watched const& watched) {
  return static_cast<double>((watched.environment.mail.*Member).value());
}

template <auto Member>
double of_connections(Watched const& watched) {
  return static_cast<double>((watched.serving.counts().*Member).load());
}

template <CacheMetrics LoopMetrics::* Cache, Counter CacheMetrics::* Member>
double of_cache(Watched const& watched) {
  return static_cast<double>(watched.environment.loops.sum(
      [](LoopMetrics const& loop) { return (loop.*Cache.*Member).value(); }));
}

template <NonceSource::Refusal Why>
double of_nonces(Watched const& watched) {
  return static_cast<double>(watched.environment.nonces.refused(Why));
}

constexpr std::string_view name_of(NonceSource::Refusal why) {
  return NonceSource::refusal_names[static_cast<std::size_t>(why)];
}

using Refusal = NonceSource::Refusal;
using W = Watched const;

constexpr std::array<MetricRow<Watched>, 37> rows{
    {{{"orgd_ready", gauge, "1 when /readyz says so"},
      [](W& w) { return w.readiness.ready() ? 1.0 : 0.0; }},
     {{"orgd_draining", gauge, "1 after SIGTERM"},
      [](W& w) { return w.serving.draining() ? 1.0 : 0.0; }},
     {{"orgd_http_connections", gauge, "Open connections"},
      of_connections<&ConnectionCounts::open>},
     {{"orgd_http_connections_accepted_total", counter, "Connections served"},
      of_connections<&ConnectionCounts::accepted>},
     {{"orgd_http_connections_lingering", gauge,
       "Connections that have their last answer and are not counted as open"},
      of_connections<&ConnectionCounts::lingering>},
     {{"orgd_http_connections_refused_total", counter,
       "Connections beyond max_connections or their address's share of them"},
      of_connections<&ConnectionCounts::refused>},
     {{"orgd_http_connections_displaced_total", counter,
       "Idle connections closed to make room for new ones"},
      of_connections<&ConnectionCounts::displaced>},
     {{"orgd_http_accept_failures_total", counter,
       "Connections not accepted for want of descriptors or memory"},
      of_connections<&ConnectionCounts::accept_failures>},
     {{"orgd_http_slow_readers_total", counter,
       "Connections closed because their answer was not read in time"},
      of_connections<&ConnectionCounts::slow_readers>},
     {{"orgd_http_body_bytes", gauge, "Memory of the bodies of requests under way"},
      of_connections<&ConnectionCounts::body_bytes>},
     {{"orgd_http_bodies_refused_total", counter, "Requests refused because of body_memory"},
      of_connections<&ConnectionCounts::refused_bodies>},
     {{"orgd_http_answer_bytes", gauge, "Memory of large answers that are not sent yet"},
      of_connections<&ConnectionCounts::answer_bytes>},
     {{"orgd_http_answers_refused_total", counter, "Answers refused because of answer_memory"},
      of_connections<&ConnectionCounts::refused_answers>},
     {{"orgd_http_requests_refused_total", counter,
       "Requests that reached no operation because they were malformed, too large or too slow"},
      of_connections<&ConnectionCounts::refused_requests>},
     {{"orgd_caller_cache_hits_total", counter, "Callers found in memory"},
      of_cache<&LoopMetrics::callers, &CacheMetrics::hits>},
     {{"orgd_caller_cache_misses_total", counter, "Callers looked up in the store"},
      of_cache<&LoopMetrics::callers, &CacheMetrics::misses>},
     {{"orgd_caller_cache_stale_total", counter,
       "Callers found in memory whose organization had changed since"},
      of_cache<&LoopMetrics::callers, &CacheMetrics::stale>},
     {{"orgd_caller_cache_entries", gauge, "Callers in memory, in each loop's cache"},
      of_cache<&LoopMetrics::callers, &CacheMetrics::entries>},
     {{"orgd_list_cache_hits_total", counter, "Pages of lists found in memory"},
      of_cache<&LoopMetrics::lists, &CacheMetrics::hits>},
     {{"orgd_list_cache_misses_total", counter, "Pages of lists read from the store"},
      of_cache<&LoopMetrics::lists, &CacheMetrics::misses>},
     {{"orgd_list_cache_stale_total", counter,
       "Pages of lists found in memory that no longer stood, so they were read"},
      of_cache<&LoopMetrics::lists, &CacheMetrics::stale>},
     {{"orgd_list_cache_entries", gauge, "Pages of lists in memory, in each loop's cache"},
      of_cache<&LoopMetrics::lists, &CacheMetrics::entries>},
     {{"orgd_nonces_minted_total", counter, "Digest nonces given out"},
      [](W& w) { return static_cast<double>(w.environment.nonces.minted()); }},
     {nonces_refused, of_nonces<Refusal::unknown>, name_of(Refusal::unknown)},
     {nonces_refused, of_nonces<Refusal::expired>, name_of(Refusal::expired)},
     {nonces_refused, of_nonces<Refusal::ahead>, name_of(Refusal::ahead)},
     {nonces_refused, of_nonces<Refusal::forgotten>, name_of(Refusal::forgotten)},
     {nonces_refused, of_nonces<Refusal::replayed>, name_of(Refusal::replayed)},
     {{"orgd_rate_limit_buckets", gauge, "Callers and organizations whose rate is remembered"},
      [](W& w) {
        return static_cast<double>(w.environment.rate_limiter.buckets() +
                                   w.environment.token_rate_limiter.buckets());
      }},
     {mail_attempts, of_mail<&MailFigures::sent>, "sent"},
     {mail_attempts, of_mail<&MailFigures::failed>, "failed"},
     {mail_attempts, of_mail<&MailFigures::given_up>, "dead"},
     {{"orgd_mails_waiting", gauge,
       "Mails of the store that wait to be sent, where mails are sent"},
      of_mail<&MailFigures::waiting>},
     {{"orgd_mails_oldest_waiting_seconds", gauge, "How long the oldest of these has waited"},
      of_mail<&MailFigures::oldest_age>},
     {{"orgd_mails_dead", gauge, "Mails of the store that were given up; orgd outbox says why"},
      of_mail<&MailFigures::dead>},
     {{"orgd_log_lines_dropped_total", counter,
       "Log lines lost because nobody read standard error, or not quickly enough"},
      [](W& w) { return static_cast<double>(w.environment.log.dropped()); }},
     {{"orgd_survived_failures_total", counter,
       "Exceptions that ended a request or a turn of a thread, which went on; the log has each"},
      [](W& w) { return static_cast<double>(w.environment.log.survivals()); }}}};

using Labels = std::array<std::string_view, 2>;
using Label = std::array<std::string_view, 1>;

void write_requests(MetricsText& text, Environment const& environment) {
  std::map<std::pair<std::size_t, int>, std::uint64_t> answers;
  auto const& ids = environment.router.operation_ids();
  std::vector<DurationTotals> totals(ids.size());
  environment.loops.each([&](LoopMetrics const& loop) {
    loop.requests.each([&](std::size_t operation, int status, std::uint64_t count) {
      answers[{operation, status}] += count;
    });
    for (std::size_t i = 0; i < ids.size(); ++i) loop.requests.add_durations(i, totals[i]);
  });
  text.begin(requests);
  for (auto const& [key, count] : answers) {
    std::string const status = key.second == 0 ? "other" : fmt::to_string(key.second);
    text.add(static_cast<double>(count), Labels{ids[key.first], status});
  }
  text.begin(durations);
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (totals[i] != DurationTotals()) text.add(totals[i], Label{ids[i]});
}

void write_store_errors(MetricsText& text, Environment const& environment) {
  text.begin(store_errors);
  for (std::size_t kind = 0; kind < failure_kind_names.size(); ++kind) {
    auto const count = environment.loops.sum(
        [kind](LoopMetrics const& loop) { return loop.store_errors.at(kind).value(); });
    text.add(static_cast<double>(count), Label{failure_kind_names.at(kind)});
  }
}

void write_rate_limited(MetricsText& text, Environment const& environment) {
  auto refused = environment.rate_limiter.refused();
  refused.merge(environment.token_rate_limiter.refused());
  for (PathNode const& node : environment.router.nodes())
    for (Endpoint const& endpoint : node.endpoints)
      refused.try_emplace(rate_limit_of(*endpoint.info).set, 0);
  refused.try_emplace(token_rate_limit().set, 0);
  text.begin(rate_limited);
  for (auto const& [set, count] : refused) text.add(static_cast<double>(count), Label{set});
}

}  // namespace

std::string metrics_text(Watched const& watched) {
  auto const& environment = watched.environment;
  MetricsText text;
  text.begin(build);
  text.add(1, Labels{build_version(), build_commit()});
  write_requests(text, environment);
  text.add(samples_of(std::span<MetricRow<Watched> const>(rows), watched));
  write_rate_limited(text, environment);
  write_store_errors(text, environment);
  text.add(watched.database.metrics());
  text.add(samples_of(process_metrics(), process_figures()));
  return text.take();
}

std::vector<MetricFamily> metric_families() {
  std::vector<MetricFamily> families{build, requests, durations};
  append_families(families, std::span<MetricRow<Watched> const>(rows));
  families.insert(families.end(), {rate_limited, store_errors});
  std::ranges::copy(store_metric_families(), std::back_inserter(families));
  append_families(families, process_metrics());
  return families;
}

}  // namespace orgd
