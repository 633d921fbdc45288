// Three paths; everything else is not there.
#include "monitoring/monitoring.hpp"

#include <fmt/format.h>

#include <exception>

#include "api/json_write.hpp"
#include "api/uri.hpp"
#include "telemetry/metrics_text.hpp"

namespace orgd {
namespace {

struct HealthReport {
  std::string status;
  std::optional<std::vector<ReadinessCheck>> checks{};
};
BOOST_DESCRIBE_STRUCT(HealthReport, (), (status, checks))

ListenerOptions options_for(ListenAddress const& address, Log& log) {
  ListenerOptions options;
  options.log = &log;
  options.host = address.host;
  options.port = address.port;
  options.threads = 1;
  options.max_connections = 256;
  options.stop_timeout = std::chrono::seconds(1);
  return options;
}

void answer_json(Response& response, HealthReport const& report) {
  response.content_type = "application/json";
  atlas::write_json(response.body, report);
}

// Mails are no reason to send requests elsewhere, so this one never fails.
ReadinessCheck check_of_mail(MailFigures const& mail) {
  ReadinessCheck check{.name = "mail"};
  if (mail.dead.value() > 0)
    check.note = fmt::format("{} mails were given up: orgd outbox says why", mail.dead.value());
  else if (mail.route_failures.value() > 0)
    check.note = fmt::format("the last {} attempts to reach the mail server failed",
                             mail.route_failures.value());
  return check;
}

void answer(Watched const& watched, Request const& request, Response& response) {
  bool const reads = request.method == "GET" || request.method == "HEAD";
  std::string_view const path = atlas::split_target(request.target).path;
  response.add_field("Cache-Control", "no-store");
  if (reads && path == "/healthz") return answer_json(response, {"ok"});
  if (reads && path == "/readyz") {
    auto checks = watched.readiness.checks();
    bool const ready = Readiness::passed(checks);
    auto const& mail = watched.environment.mail;
    if (mail.sends) checks.push_back(check_of_mail(mail));
    response.status = ready ? 200 : 503;
    return answer_json(response, {ready ? "ready" : "not ready", std::move(checks)});
  }
  if (reads && path == "/metrics") {
    response.content_type = MetricsText::content_type;
    response.body = metrics_text(watched);
    return;
  }
  response.status = 404;
}

}  // namespace

Monitoring::Monitoring(ListenAddress const& address, Environment const& environment,
                       Database& database, HttpListener const& serving)
    : readiness_(environment.probes, environment.log, [&serving] { return serving.draining(); }),
      watched_{environment, database, serving, readiness_},
      listener_(options_for(address, environment.log),
                [this](Loop&) -> Handler {
                  return [this](Request const& request, Response& response) -> Task<Done> {
                    answer(watched_, request, response);
                    co_return Done{};
                  };
                }),
      thread_([this] { run(); }) {}

// Whatever happens here must not end the service that is watched.
void Monitoring::run() {
  try {
    listener_.run();
  } catch (...) {
    watched_.environment.log.survived("monitoring");
  }
}

Monitoring::~Monitoring() {
  listener_.stop();
  thread_.join();
}

}  // namespace orgd
