// The control plane: rows bound to what they do with worlds, and the handler of its listener.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "api/json_write.hpp"
#include "api/parameters.hpp"
#include "sandbox/allowed.hpp"
#include "sandbox/control_rows.hpp"
#include "sandbox/seed_file.hpp"
#include "sandbox/worlds.hpp"
#include "service/router.hpp"

namespace orgd::sandbox {

struct ControlOptions {
  std::string host{};      ///< of the control listener, as it was given
  std::uint16_t port = 0;  ///< of the control listener
  std::string token{};     ///< that every request shows; "" where the loopback is trusted
  std::string api_url{};   ///< of the API's listener, "http://127.0.0.1:8080"
};

/// One request, on the loop of the worlds.
struct ControlCall {
  Worlds& worlds;
  ControlOptions const& options;
  Request const& request;
  std::vector<atlas::NamedText> query{};  ///< all of it
  Worlds::Made world{};                   ///< that of the query; null for rows without one

  /// The pairs of the query, but those that the row has for itself, as a filter.
  Result<Match> filter(std::span<std::string_view const> own = own_of_all) const;
  static constexpr std::array<std::string_view, 1> own_of_all{"world"};
  /// What names a world in front of paths of the API; "" for the default one.
  static std::string prefix_of(std::string_view world_name);
  /// Host and port of the API as whoever makes this call can reach it: those of its listener, or,
  /// when that is on all addresses, the name of this call's Host with its port.
  std::string authority() const;
  /// The base URL of a world's API.
  std::string url_of(std::string_view world_name) const;
};

template <auto const& Row>
struct ControlInput {
  using Op = std::remove_cvref_t<decltype(Row)>;
  typename Op::Path path{};
  typename Op::Query query{};
  typename Op::Body body{};
  std::shared_ptr<SeedFile> seed{};  ///< that the body brings, if it does
};

class ControlTable {
 public:
  using Query = std::vector<atlas::NamedText>;
  /// What a request asks for, on the loop of the worlds: fills the response.
  using Action = std::function<Task<Done>(ControlCall&, Response&)>;
  struct Asked {
    Query query{};  ///< all of it
    Action act{};
    std::shared_ptr<SeedFile> seed{};  ///< which the action writes, if it does
  };

  /// `handle` takes (ControlCall&, ControlInput<Row> const&) and returns a Task of the row's
  /// answer, Done where there is none.
  template <auto const& Row, class Handle>
  void bind(Handle handle);
  void seal() { router_.seal(); }
  std::size_t size() const { return rows_.size(); }

  /// Reads a request, with its body and the seed in it. Touches no world, so any thread may, and it
  /// may take its time. The response gets what an error needs beside it.
  Result<Asked> read(Request const& request, Response& response) const;

 private:
  using Read = std::function<Result<Asked>(Request const&, RouteMatch const&, Query const&)>;

  template <auto const& Row>
  static Result<ControlInput<Row>> decode(Request const& request, RouteMatch const& match,
                                          Query const& query);
  template <auto const& Row>
  static Result<Done> find_world(ControlCall& call, ControlInput<Row> const& input);
  void add(atlas::OperationInfo const& info, Read read);

  Router router_;
  std::unordered_map<atlas::OperationInfo const*, Read> rows_;
};

/// The errors of the reader, and of a file that is too large, as one, VALIDATION_ERROR.
Result<std::shared_ptr<SeedFile>> seed_of(std::string_view text);

/// The text of a seed that stands in a body, as an object or as a file's text.
std::string text_of_seed(atlas::JsonNode const& seed);

/// Binds every row and seals the table.
void bind_control(ControlTable& table);

/// Judges and reads a request where it arrives, hops to the worlds' loop and back. All that it is
/// given outlives the tasks.
HandlerFactory control_door(Worlds& worlds, ControlOptions const& options,
                            ControlTable const& table);

template <auto const& Row>
Result<ControlInput<Row>> ControlTable::decode(Request const& request, RouteMatch const& match,
                                               Query const& query) {
  using Op = std::remove_cvref_t<decltype(Row)>;
  ControlInput<Row> input;
  std::vector<std::string_view> const values(match.values.begin(), match.values.end());
  auto path = atlas::read_path<typename Op::Path>(match.node->names, values, request.target);
  // What stands in a path of the control plane is one name.
  if (!path)
    return std::unexpected(explained_parameter<typename Op::Path>(std::move(path.error()), "path",
                                                                  match.node->names.front()));
  input.path = std::move(*path);
  auto parameters = atlas::read_query<typename Op::Query>(query);
  if (!parameters)
    return std::unexpected(explained_query<typename Op::Query>(std::move(parameters.error())));
  input.query = std::move(*parameters);
  using Body = typename Op::Body;
  std::optional<std::string> seed;
  if constexpr (std::is_same_v<Body, RawBody>) {
    seed = request.body;
  } else if constexpr (!std::is_same_v<Body, atlas::NoBody>) {
    // No body says as much as an empty object: which members are missing, if any are needed.
    std::string_view const sent = request.body;
    auto body = atlas::read_json<Body>(sent.empty() ? "{}" : sent, atlas::Side::request);
    if (!body) return std::unexpected(explained<Body>(std::move(body.error()), sent));
    input.body = std::move(*body);
  }
  if constexpr (std::is_same_v<Body, WorldRequest>)
    if (input.body.seed) seed = text_of_seed(input.body.seed->node);
  if (!seed) return input;
  auto file = seed_of(*seed);
  if (!file) return std::unexpected(std::move(file.error()));
  input.seed = std::move(*file);
  return input;
}

template <auto const& Row>
Result<Done> ControlTable::find_world(ControlCall& call, ControlInput<Row> const& input) {
  if constexpr (requires { input.query.world; }) {
    // A page can make a browser ask for anything, but not change anything.
    constexpr bool changes = Row.info.method != atlas::Method::get;
    std::string const name = input.query.world.value_or("");
    auto world = changes ? call.worlds.find_or_make(name) : call.worlds.find(name);
    if (!world) return std::unexpected(std::move(world.error()));
    call.world = std::move(*world);
  }
  return Done{};
}

template <auto const& Row, class Handle>
void ControlTable::bind(Handle handle) {
  using Reply = typename std::remove_cvref_t<decltype(Row)>::Reply;
  add(Row.info,
      [handle](Request const& request, RouteMatch const& match,
               Query const& query) -> Result<Asked> {
        auto read = decode<Row>(request, match, query);
        if (!read) return std::unexpected(std::move(read.error()));
        Asked asked{.query = query, .seed = read->seed};
        asked.act = [handle, input = std::move(*read)](ControlCall& call,
                                                       Response& response) -> Task<Done> {
          co_await find_world<Row>(call, input);
          [[maybe_unused]] auto reply = co_await handle(call, input);
          response.status = Row.info.success;
          if constexpr (std::is_base_of_v<RawReply, Reply>) {
            if (reply.status != 0) response.status = reply.status;
            response.content_type = std::move(reply.media_type);
            response.body = std::move(reply.text);
          } else if constexpr (!std::is_same_v<Reply, atlas::NoBody>) {
            response.content_type = "application/json";
            atlas::write_json(response.body, reply);
          }
          co_return Done{};
        };
        return asked;
      });
}

}  // namespace orgd::sandbox
