// Only the front of a target is looked at; what follows is the world's.
#include "sandbox/api_door.hpp"

#include <utility>

#include "service/service.hpp"

namespace orgd::sandbox {
namespace {

// "/w/name" of a target, or "".
std::string_view prefix_of(std::string_view target) {
  if (!target.starts_with(world_path)) return {};
  return target.substr(0, target.find_first_of("/?", world_path.size()));
}

Task<Done> serve_world(Worlds& worlds, Request& request, Response& response) {
  auto const name = take_world_name(request);
  auto const world = name ? worlds.find_or_make(*name) : std::unexpected(name.error());
  if (!world) {
    response = protocol_error(world.error());
    co_return Done{};
  }
  co_return co_await (*world)->handle(request, response);
}

}  // namespace

// Before it is repeated anywhere: whoever is no world's name may be any bytes.
Result<std::string> take_world_name(Request& request) {
  std::string name(request.field(world_field));
  if (!name.empty() && !is_world_name(name)) return fail(Code::validation_error, no_world_name);
  if (request.count(world_field) > 1)
    return fail(Code::validation_error, "the field X-Orgd-World is there more than once");
  std::string const prefix(prefix_of(request.target));
  if (prefix.empty()) return name;
  std::string in_path = prefix.substr(world_path.size());
  if (!in_path.empty() && !is_world_name(in_path))
    return fail(Code::validation_error, no_world_name);
  if (!name.empty() && name != in_path)
    return fail(Code::validation_error,
                "the field X-Orgd-World names the world " + name + " and the path " + in_path);
  // Nobody means the default one by an empty name in a path.
  if (in_path.empty()) return fail(Code::resource_not_found, request.target);
  request.target.erase(0, prefix.size());
  if (!request.target.starts_with('/')) request.target.insert(0, "/");
  request.prefix = prefix;
  return in_path;
}

Handler api_door(Worlds& worlds) {
  return [&worlds](Request& request, Response& response) {
    return serve_world(worlds, request, response);
  };
}

}  // namespace orgd::sandbox
