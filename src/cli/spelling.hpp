// How the API's names are spelled at a terminal: "groupId" is --project, "apiKeys" is api-keys.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "atlas/operation.hpp"

namespace orgctl {

/// "apiKeys" as "api-keys".
std::string kebab_case(std::string_view name);

/// A parameter's or member's option: "--org" of "orgId", "--role" of "roles".
std::string option_name(std::string_view wire_name);
/// The option of a member of a member: "--api-key.desc" of {"apiKey", "desc"}.
std::string option_name(std::vector<std::string> const& keys);

/// What whoever types a parameter or member should know beside its rule, or "".
std::string_view hint_for(std::string_view wire_name);

/// The nouns of an operation's path and then its verb: {"orgs", "invitations", "create"}.
std::vector<std::string> command_words(atlas::OperationInfo const& info);

/// The things that a noun of a command is about: "organization" of "orgs", one or many.
std::string singular(std::string_view noun);
std::string plural(std::string_view noun);
/// "1 user", "3 API keys".
std::string counted(std::size_t count, std::string_view noun);

/// The noun of what an option's place names: "orgs" of "--org".
std::string noun_of_option(std::string_view option);

/// "deleted" of "delete".
std::string past_of(std::string_view verb);

/// The name of the place that ends a path, "orgId" of "/orgs/{orgId}", or "".
std::string_view final_place(std::string_view path);

}  // namespace orgctl
