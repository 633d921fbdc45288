// Looks names up where they stand: an organization has few of each.
#include "sandbox/seed_names.hpp"

#include <algorithm>

#include "api/email.hpp"
#include "security/client_credentials.hpp"

namespace orgd::sandbox {
namespace {

// The one of the list whose member is this.
template <class T, class Member>
T const* only_one(std::vector<T> const& list, Member T::* member, std::string_view wanted) {
  auto const at = std::ranges::find(list, wanted, member);
  if (at == list.end()) return nullptr;
  bool const others = std::ranges::find(at + 1, list.end(), wanted, member) != list.end();
  return others ? nullptr : &*at;
}

}  // namespace

std::map<std::string, std::string> ids_of_people(SeedFile const& file) {
  std::map<std::string, std::string> ids;
  for (auto const& person : file.people)
    ids.emplace(atlas::email_key(person.email), person.id.value_or(""));
  return ids;
}

std::optional<std::string> team_id_of(SeedOrganization const& organization, std::string_view name) {
  auto const at = std::ranges::find(organization.teams, name, &SeedTeam::name);
  return at == organization.teams.end() ? std::nullopt : at->id;
}

std::optional<std::string> key_id_of(SeedOrganization const& organization, std::string_view name) {
  auto const& keys = organization.api_keys;
  auto const at =
      std::ranges::find_if(keys, [&](auto const& key) { return key.public_key == name; });
  if (at != keys.end()) return at->id;
  auto const* const described = only_one(keys, &SeedApiKey::desc, name);
  return described ? described->id : std::nullopt;
}

std::optional<std::string> account_id_of(SeedOrganization const& organization,
                                         std::string_view name) {
  auto const& accounts = organization.service_accounts;
  auto const at =
      std::ranges::find_if(accounts, [&](auto const& one) { return one.client_id == name; });
  if (at != accounts.end()) return account_of_client(*at->client_id);
  auto const* const named = only_one(accounts, &SeedServiceAccount::name, name);
  return named ? account_of_client(named->client_id.value()) : std::nullopt;
}

}  // namespace orgd::sandbox
