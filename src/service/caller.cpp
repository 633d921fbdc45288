// Loading callers, their rights, and access lists.
#include "service/caller.hpp"

#include <stdexcept>

#include "store/organizations.hpp"
#include "store/people.hpp"

namespace orgd {

using atlas::GroupRole;
using atlas::OrgRole;
using atlas::Rights;

std::size_t CachedCaller::bytes() const {
  std::size_t bytes = sizeof *caller + sizeof *this;
  for (std::string const* text :
       {&caller->identity.name, &caller->key().ha1, &caller->organization.name})
    if (text->capacity() > std::string().capacity()) bytes += text->capacity() + 1;
  bytes += caller->group_roles.capacity() * sizeof caller->group_roles.front();
  return bytes + caller->key().access_list.capacity() * sizeof(atlas::Block);
}

Rights Caller::rights_in(store::OrgId org, store::ProjectId project) const {
  if (is_everyone()) return {.inside = true, .org_roles = {OrgRole::org_owner}};
  if (org_id != org) return {};
  Rights rights{.inside = true, .org_roles = org_roles};
  for (auto const& [project_id, roles] : group_roles)
    if (project_id == project) rights.group_roles = roles;
  // Whoever is in a project is in its organization.
  if (!group_roles.empty()) rights.org_roles.add(OrgRole::org_member);
  if (!rights.group_roles.empty()) rights.group_roles.add(GroupRole::group_read_only);
  return rights;
}

Caller caller_of(store::ApiKeyRecord const& key, Vault const& vault, DigestAlgorithm algorithm) {
  auto const& sealed = algorithm == DigestAlgorithm::md5 ? key.ha1_md5 : key.ha1_sha256;
  auto ha1 = vault.open(sealed, key.key_id);
  if (!ha1)
    throw std::runtime_error("the secret of API key " + std::string(key.key_id) + " does not open");
  Caller caller{.identity = {store::ActorKind::api_key, key.key_id, key.public_key},
                .proof = KeyProof{.ha1 = std::move(*ha1)},
                .org_id = key.org_id};
  for (auto const& name : key.roles)
    if (auto const role = atlas::parse_org_role(name)) caller.org_roles.add(*role);
  for (auto const& on_project : key.project_roles.by_project()) {
    atlas::RoleSet<GroupRole> roles;
    for (auto const& name : on_project.roles())
      if (auto const role = atlas::parse_group_role(name)) roles.add(*role);
    caller.group_roles.emplace_back(on_project.project_id, roles);
  }
  return caller;
}

Task<std::optional<Caller>> load_caller(Transaction& tx, std::string_view public_key,
                                        Vault const& vault, DigestAlgorithm algorithm) {
  auto const key = co_await store::find_credential(tx, public_key);
  if (!key) co_return std::optional<Caller>();
  auto const organization = co_await store::find_organization(tx, key->org_id);
  if (!organization || organization->deleted_at) co_return std::optional<Caller>();
  Caller caller = caller_of(*key, vault, algorithm);
  caller.organization = *organization;
  constexpr store::Slice whole_list{.limit = 100000};
  auto const entries =
      co_await store::list_access_entries(tx, key->org_id, key->key_id, whole_list);
  auto& access_list = std::get<KeyProof>(caller.proof).access_list;
  for (auto const& entry : entries)
    if (auto const block = atlas::Block::parse(entry.block)) access_list.push_back(*block);
  co_return std::optional(std::move(caller));
}

Result<Done> check_access_list(KeyProof const& key, bool list_required, std::string_view address) {
  if (key.access_list.empty()) {
    if (list_required) return fail(Code::org_requires_access_list, std::string(address));
    return Done{};
  }
  auto const from = atlas::Address::parse(address);
  for (auto const& block : key.access_list)
    if (from && block.contains(*from)) return Done{};
  return fail(Code::ip_address_not_on_access_list, std::string(address));
}

}  // namespace orgd
