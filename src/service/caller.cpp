// Loading callers, their rights, and access lists.
#include "service/caller.hpp"

#include <stdexcept>

#include "store/callers.hpp"

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

namespace {

void add_rights(Caller& caller, store::CallerKey const& key) {
  for (auto const& name : key.roles)
    if (auto const role = atlas::parse_org_role(name)) caller.org_roles.add(*role);
  for (auto const& on_project : key.project_roles.by_project()) {
    atlas::RoleSet<GroupRole> roles;
    for (auto const& name : on_project.roles())
      if (auto const role = atlas::parse_group_role(name)) roles.add(*role);
    caller.group_roles.emplace_back(on_project.project_id, roles);
  }
}

}  // namespace

Task<std::shared_ptr<Caller const>> load_caller(Transaction& tx, std::string_view public_key,
                                                Vault const& vault, DigestAlgorithm algorithm) {
  auto const wanted = algorithm == DigestAlgorithm::md5 ? store::Ha1::md5 : store::Ha1::sha256;
  auto found = co_await store::find_caller(tx, public_key, wanted);
  if (!found || found->organization.deleted_at) co_return std::shared_ptr<Caller const>();
  auto const& key = found->key;
  auto ha1 = vault.open(key.ha1, key.key_id);
  if (!ha1)
    throw std::runtime_error("the secret of API key " + std::string(key.key_id) + " does not open");
  KeyProof proof{.ha1 = std::move(*ha1)};
  for (auto const& text : key.access_list)
    if (auto const block = atlas::Block::parse(text)) proof.access_list.push_back(*block);
  auto const caller = std::make_shared<Caller>();
  caller->identity = {store::ActorKind::api_key, key.key_id, std::string(public_key)};
  caller->proof = std::move(proof);
  caller->org_id = key.org_id;
  add_rights(*caller, key);
  caller->organization = std::move(found->organization);
  co_return std::shared_ptr<Caller const>(caller);
}

Task<Done> load_nobody(Transaction& tx, std::string_view public_key) {
  co_await store::find_caller(tx, std::string(public_key) + ' ', store::Ha1::md5);
  co_return Done{};
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
