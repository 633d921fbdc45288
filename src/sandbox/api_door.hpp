// The handler of the API's listener: finds out which world a request is for, and hands it on.
#pragma once

#include <string>
#include <string_view>

#include "http/http.hpp"
#include "sandbox/worlds.hpp"

namespace orgd::sandbox {

/// The field by which a client names its world.
inline constexpr std::string_view world_field = "X-Orgd-World";
/// What stands before a world's name in front of the path: "/w/name/api/atlas/v2/orgs".
inline constexpr std::string_view world_path = "/w/";

/// The name of the request's world, "" where it has none. A name in the path moves from the target
/// to the request's prefix. VALIDATION_ERROR when field and path name different ones, and when the
/// field is there twice.
Result<std::string> take_world_name(Request& request);

/// Answers what names no world with RESOURCE_NOT_FOUND. `worlds` outlives the tasks.
Handler api_door(Worlds& worlds);

}  // namespace orgd::sandbox
