// Whom the names in a completed seed mean.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "sandbox/seed_file.hpp"

namespace orgd::sandbox {

/// The ids of the file's people by the keys of their addresses.
std::map<std::string, std::string> ids_of_people(SeedFile const& file);

/// The id of the organization's team of that name.
std::optional<std::string> team_id_of(SeedOrganization const& organization, std::string_view name);
/// The id of its API key of that public key, or else of the one key with that description.
std::optional<std::string> key_id_of(SeedOrganization const& organization, std::string_view name);
/// The id of its service account of that client id, or else of the one account of that name.
std::optional<std::string> account_id_of(SeedOrganization const& organization,
                                         std::string_view name);

}  // namespace orgd::sandbox
