// Calls of a sandbox's control plane. Its rows are not the API's: no dated versions, no Digest.
#include "atlas/testing/world.hpp"

#include <fmt/format.h>

#include "api/json_read.hpp"
#include "api/json_write.hpp"
#include "api/uri.hpp"
#include "client/error_body.hpp"

namespace atlas::testing {
namespace {

// A journal holds 64 MiB, which JSON makes longer.
constexpr std::size_t most_answer = std::size_t{512} << 20U;
constexpr std::chrono::seconds patience{60};

struct WorldCall {
  std::string_view operation;  // that of the control plane's document
  std::string_view method;
  std::string path;
  Filter query{};
  std::string body{};
  std::string_view media_type = "application/json";
  std::chrono::seconds may_wait{};
};

// What lists are wrapped in.
struct FaultList {
  std::vector<Fault> faults{};
};
BOOST_DESCRIBE_STRUCT(FaultList, (), (faults))
struct RequestList {
  std::vector<RecordedRequest> requests{};
};
BOOST_DESCRIBE_STRUCT(RequestList, (), (requests))
struct MailList {
  std::vector<Mail> mails{};
};
BOOST_DESCRIBE_STRUCT(MailList, (), (mails))

template <Described T>
std::string json_of(T const& value) {
  std::string text;
  write_json(text, value);
  return text;
}

std::string place(std::string_view collection, std::string_view name, std::string_view verb = "") {
  return fmt::format("/{}/{}{}", collection, percent_encode(name), verb);
}

template <class T>
Response<T> with(HttpResponse answer, T value) {
  return {answer.status, std::move(answer.reason), std::move(answer.headers),
          std::move(answer.body), std::move(value)};
}

// The answer of a call with what is in it.
template <class T>
Response<T> read_as(std::expected<HttpResponse, Error> answer, std::string_view operation) {
  if (!answer) return std::move(answer.error());
  auto value = read_json<T>(answer->body, Side::lenient_answer);
  if (value) return with(std::move(*answer), std::move(*value));
  return Error{.failure = Failure::unreadable,
               .status = answer->status,
               .reason = std::move(answer->reason),
               .headers = std::move(answer->headers),
               .body = std::move(answer->body),
               .detail = value.error().detail,
               .operation = std::string(operation)};
}

// The one member of an answer that is a list.
template <auto Member, class T>
auto unwrapped(Response<T> answer)
    -> Response<std::remove_cvref_t<decltype(answer.value().*Member)>> {
  if (!answer) return answer.error();
  auto list = (*answer).*Member;
  return {answer.status(), answer.reason(), answer.headers(), answer.body(), std::move(list)};
}

}  // namespace

struct World::State {
  SandboxAddress address;
  std::string name;
  std::shared_ptr<Transport> transport = make_http_transport({.proxy = ""});

  std::string target(WorldCall const& call) const {
    std::string target = address.control + call.path;
    char separator = '?';
    for (auto const& [key, value] : call.query) {
      target += fmt::format("{}{}={}", separator, percent_encode(key), percent_encode(value));
      separator = '&';
    }
    return target;
  }

  std::expected<HttpResponse, Error> send(WorldCall const& call) const {
    HttpRequest request{.method = std::string(call.method),
                        .url = target(call),
                        .body = call.body,
                        .timeout = patience + call.may_wait,
                        .max_body = most_answer};
    request.headers.set("X-Orgd", "1");
    if (!address.control_token.empty())
      request.headers.set("Authorization", "Bearer " + address.control_token);
    if (!call.body.empty()) request.headers.set("Content-Type", call.media_type);
    auto answer = transport->send(request);
    if (answer && answer->status / 100 == 2) return std::move(*answer);
    Error error = answer
                      ? detail::error_of(std::move(*answer), 1)
                      : Error{.failure = answer.error().failure, .detail = answer.error().detail};
    error.operation = call.operation;
    error.object = name;
    return std::unexpected(std::move(error));
  }

  // The same in this world.
  std::expected<HttpResponse, Error> send_here(WorldCall call) const {
    call.query.emplace_back("world", name);
    return send(call);
  }

  template <class T>
  Response<T> ask(WorldCall call) const {
    auto const operation = call.operation;
    return read_as<T>(send_here(std::move(call)), operation);
  }

  Response<NoBody> tell(WorldCall call) const {
    auto answer = send_here(std::move(call));
    if (!answer) return std::move(answer.error());
    return with(std::move(*answer), NoBody{});
  }
};

World::World(SandboxAddress address, std::string name)
    : state_(std::make_shared<State const>(std::move(address), std::move(name))) {}

std::string const& World::name() const { return state_->name; }

Configuration World::configuration() const {
  Configuration configuration{.host = state_->address.url,
                              .credentials = state_->address.credentials,
                              .http = {.proxy = ""}};
  configuration.headers.add("X-Orgd-World", name());
  return configuration;
}

Response<World> World::make_world(std::string const& name, std::string_view begins) const {
  World made(state_->address, name);
  auto answer = made.state_->send({.operation = "makeWorld",
                                   .method = "PUT",
                                   .path = place("worlds", name),
                                   .body = std::string(begins)});
  if (!answer) return std::move(answer.error());
  return with(std::move(*answer), std::move(made));
}

Response<NoBody> World::remove() const {
  auto answer = state_->send(
      {.operation = "deleteWorld", .method = "DELETE", .path = place("worlds", name())});
  if (!answer) return std::move(answer.error());
  return with(std::move(*answer), NoBody{});
}

Response<NoBody> World::seed(std::string_view file) const {
  return state_->tell({.operation = "addSeed",
                       .method = "POST",
                       .path = ":seed",
                       .body = std::string(file),
                       .media_type = "application/yaml"});
}

Response<NoBody> World::reset() const {
  return state_->tell({.operation = "resetWorld", .method = "POST", .path = ":reset"});
}

Response<NoBody> World::snapshot(std::string_view snapshot_name) const {
  return state_->tell(
      {.operation = "takeSnapshot", .method = "PUT", .path = place("snapshots", snapshot_name)});
}

Response<NoBody> World::restore(std::string_view snapshot_name) const {
  return state_->tell({.operation = "restoreSnapshot",
                       .method = "POST",
                       .path = place("snapshots", snapshot_name, ":restore")});
}

Response<std::string> World::export_seed() const {
  auto answer = state_->send_here({.operation = "exportSeed", .method = "GET", .path = ":export"});
  if (!answer) return std::move(answer.error());
  std::string file = answer->body;
  return with(std::move(*answer), std::move(file));
}

Response<Clock> World::clock() const {
  return state_->ask<Clock>({.operation = "getClock", .method = "GET", .path = "/clock"});
}

Response<Clock> World::set_clock(ClockChange const& change) const {
  return state_->ask<Clock>(
      {.operation = "setClock", .method = "PATCH", .path = "/clock", .body = json_of(change)});
}

Response<Fault> World::add_fault(std::string_view rule) const {
  return state_->ask<Fault>(
      {.operation = "addFault", .method = "POST", .path = "/faults", .body = std::string(rule)});
}

Response<std::vector<Fault>> World::faults() const {
  return unwrapped<&FaultList::faults>(
      state_->ask<FaultList>({.operation = "listFaults", .method = "GET", .path = "/faults"}));
}

Response<NoBody> World::remove_fault(std::string_view id) const {
  return state_->tell(
      {.operation = "deleteFault", .method = "DELETE", .path = place("faults", id)});
}

Response<NoBody> World::clear_faults() const {
  return state_->tell({.operation = "deleteFaults", .method = "DELETE", .path = "/faults"});
}

Response<std::vector<RecordedRequest>> World::requests(Filter const& filter) const {
  return unwrapped<&RequestList::requests>(state_->ask<RequestList>(
      {.operation = "listRequests", .method = "GET", .path = "/requests", .query = filter}));
}

Response<Waited> World::wait_for_requests(int count, Filter const& filter,
                                          std::chrono::seconds timeout) const {
  WorldCall call{.operation = "waitForRequests",
                 .method = "GET",
                 .path = "/requests:wait",
                 .query = filter,
                 .may_wait = timeout};
  call.query.emplace_back("count", std::to_string(count));
  call.query.emplace_back("timeout", fmt::format("{}s", timeout.count()));
  return state_->ask<Waited>(std::move(call));
}

Response<Verdict> World::verify(std::string_view expectation) const {
  return state_->ask<Verdict>({.operation = "verifyRequests",
                               .method = "POST",
                               .path = "/requests:verify",
                               .body = std::string(expectation)});
}

Response<NoBody> World::clear_requests() const {
  return state_->tell({.operation = "deleteRequests", .method = "DELETE", .path = "/requests"});
}

Response<std::vector<Mail>> World::mails() const {
  return unwrapped<&MailList::mails>(
      state_->ask<MailList>({.operation = "listMails", .method = "GET", .path = "/mails"}));
}

Response<NoBody> World::accept(std::string_view mail_id, Person const& person) const {
  return state_->tell({.operation = "acceptMail",
                       .method = "POST",
                       .path = place("mails", mail_id, ":accept"),
                       .body = json_of(person)});
}

Response<NoBody> World::reject(std::string_view mail_id) const {
  return state_->tell(
      {.operation = "rejectMail", .method = "POST", .path = place("mails", mail_id, ":reject")});
}

}  // namespace atlas::testing
