// A request comes in and is read on the control listener's loop, is answered on that of the worlds,
// and goes out where it came in.
#include "sandbox/control.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <coroutine>
#include <exception>

#include "async/next_turn.hpp"
#include "http/host.hpp"
#include "sandbox/api_door.hpp"
#include "sandbox/control_guard.hpp"
#include "sandbox/control_requests.hpp"
#include "sandbox/control_worlds.hpp"
#include "sandbox/seed_passwords.hpp"
#include "sandbox/seed_reader.hpp"
#include "sandbox/seed_writer.hpp"
#include "service/console.hpp"
#include "service/service.hpp"

namespace orgd::sandbox {
namespace {

struct BodyArrival {
  IncomingBody& body;
  std::size_t limit;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiter) const { body.read(limit, waiter); }
  int await_resume() const { return body.refusal(); }
};

// A seed file has no more.
constexpr std::size_t most_body = std::size_t{16} << 20U;

std::optional<atlas::Method> method_of(std::string_view name) {
  using enum atlas::Method;
  if (name == "HEAD") return get;
  for (auto const method : {get, post, put, patch, remove})
    if (atlas::name_of(method) == name) return method;
  return std::nullopt;
}

void answer_error(Response& response, atlas::ApiError const& error) {
  auto fields = std::move(response.fields);
  response = protocol_error(error);
  response.fields += fields;
}

// A seed of some MB takes seconds, in which no world may stand still.
Result<ControlTable::Asked> read_here(ControlTable const& table, Log& log, Request const& request,
                                      Response& response) {
  try {
    return table.read(request, response);
  } catch (...) {
    log.survived("control");
    return fail(Code::unexpected_error);
  }
}

// Two hundred passwords take twenty seconds, in which neither the worlds nor other calls of the
// control plane may stand still.
Task<Done> prepare(Ground const& ground, Loop& here, std::shared_ptr<SeedFile> seed) {
  if (!seed) co_return Done{};
  auto failed = Code::unexpected_error;
  try {
    co_return co_await hash_passwords(*seed, *ground.offload, here);
  } catch (Overload const& overload) {
    ground.log.message(LogLevel::warning, overload.what());
    failed = Code::service_unavailable;
  } catch (...) {
    ground.log.survived("control");
  }
  co_return fail(failed);
}

// What may go wrong ends here, so that the way back is always taken.
Task<Done> answer(ControlTable::Action const& act, ControlCall& call, Response& response) {
  std::exception_ptr exception;
  try {
    auto const outcome = co_await as_result(act(call, response));
    if (!outcome) answer_error(response, outcome.error());
    // An error has it already.
    if (outcome) response.add_field("X-Content-Type-Options", "nosniff");
  } catch (...) {
    exception = std::current_exception();
  }
  if (!exception) co_return Done{};
  call.worlds.ground().log.survived("control", exception);
  answer_error(response, atlas::make_error(Code::unexpected_error));
  co_return Done{};
}

// All of it on the loop of the worlds, locals too.
Task<Done> serve_there(Worlds& worlds, ControlOptions const& options,
                       ControlTable::Asked const& asked, Request const& request,
                       Response& response) {
  ControlCall call{.worlds = worlds, .options = options, .request = request, .query = asked.query};
  co_return co_await answer(asked.act, call, response);
}

Task<Done> serve_control(Worlds& worlds, ControlOptions const& options, ControlTable const& table,
                         Loop& here, Request& request, Response& response) {
  auto const path = atlas::split_target(request.target).path;
  if (under_console(path)) {
    // Before the guards: a browser shows no token when it opens a page, and the pages tell nothing.
    auto const shown = serve_console(ConsolePages::of_sandbox, request, path, response);
    if (!shown) answer_error(response, shown.error());
    co_return Done{};
  }
  response.add_field("Cache-Control", "no-store");
  if (auto const refusal = refusal_of(request, options)) {
    if (refusal->error == 401) response.add_field("WWW-Authenticate", "Bearer");
    answer_error(response, *refusal);
    co_return Done{};
  }
  if (request.incoming) {
    response.status = co_await BodyArrival{*request.incoming, most_body};
    if (response.status != 0) co_return Done{};
  }
  auto const asked = read_here(table, worlds.ground().log, request, response);
  if (!asked) {
    answer_error(response, asked.error());
    co_return Done{};
  }
  auto const prepared = co_await as_result(prepare(worlds.ground(), here, asked->seed));
  if (!prepared) {
    answer_error(response, prepared.error());
    co_return Done{};
  }
  co_await NextTurn(*worlds.ground().loop);
  co_await serve_there(worlds, options, *asked, request, response);
  co_await NextTurn(here);
  co_return Done{};
}

}  // namespace

Result<Match> ControlCall::filter(std::span<std::string_view const> own) const {
  auto pairs = query;
  std::erase_if(pairs, [own](atlas::NamedText const& pair) {
    return std::ranges::find(own, pair.first) != own.end();
  });
  return read_filter(pairs);
}

std::string ControlCall::prefix_of(std::string_view world_name) {
  if (world_name == Worlds::default_name) return {};
  return std::string(world_path).append(world_name);
}

// A listener on all addresses has none that a client could call.
std::string ControlCall::authority() const {
  auto own = options.api_url.substr(options.api_url.find("//") + 2);
  auto const listens = read_host(own);
  auto const called = read_host(request.field("Host"));
  bool const everywhere = listens && (listens->name == "0.0.0.0" || listens->name == "::");
  if (!everywhere || !called || called->name.empty()) return own;
  bool const ipv6 = called->name.contains(':');
  return fmt::format("{}{}{}:{}", ipv6 ? "[" : "", called->name, ipv6 ? "]" : "", listens->port);
}

std::string ControlCall::url_of(std::string_view world_name) const {
  return fmt::format("http://{}{}", authority(), prefix_of(world_name));
}

void ControlTable::add(atlas::OperationInfo const& info, Read read) {
  router_.add({.info = &info, .run = nullptr, .has_body = false, .takes_pretty = false});
  rows_.emplace(&info, std::move(read));
}

Result<ControlTable::Asked> ControlTable::read(Request const& request, Response& response) const {
  auto const [path, query] = atlas::split_target(request.target);
  auto const match = router_.match(path);
  if (!match) return fail(Code::resource_not_found, std::string(path));
  auto const method = method_of(request.method);
  auto const rows = method ? match->node->of(*method) : std::span<Endpoint const>();
  if (rows.empty()) response.add_field("Allow", match->node->allow());
  if (rows.empty()) return fail(Code::method_not_allowed);
  auto pairs = atlas::parse_query(query);
  if (!pairs) {
    pairs.error().detail =
        "What stands in the query must be UTF-8, with two hexadecimal digits behind each %.";
    return std::unexpected(std::move(pairs.error()));
  }
  return rows_.at(rows.front().info)(request, *match, *pairs);
}

Result<std::shared_ptr<SeedFile>> seed_of(std::string_view text) {
  auto file = read_seed(text);
  if (!file) return std::unexpected(refusal_of(file.error()));
  auto const faults = faults_of_size(*file);
  if (!faults.empty()) return std::unexpected(refusal_of(faults));
  return std::make_shared<SeedFile>(std::move(*file));
}

std::string text_of_seed(atlas::JsonNode const& seed) {
  if (seed.kind == atlas::JsonNode::Kind::text) return seed.text;
  std::string text;
  atlas::write_json(text, seed);
  return text;
}

void bind_control(ControlTable& table) {
  control::bind_worlds(table);
  control::bind_faults(table);
  control::bind_requests(table);
  control::bind_mails(table);
  table.seal();
}

HandlerFactory control_door(Worlds& worlds, ControlOptions const& options,
                            ControlTable const& table) {
  return [&worlds, &options, &table](Loop& here) -> Handler {
    return [&worlds, &options, &table, &here](Request& request, Response& response) {
      return serve_control(worlds, options, table, here, request, response);
    };
  };
}

}  // namespace orgd::sandbox
