// Loading callers, their rights, and access lists.
#include "service/caller.hpp"

#include <algorithm>
#include <stdexcept>

#include "store/access_tokens.hpp"
#include "store/callers.hpp"

namespace orgd {

using atlas::GroupRole;
using atlas::OrgRole;
using atlas::Rights;

std::size_t CachedCaller::bytes() const {
  std::size_t bytes = sizeof *caller + sizeof *this;
  auto const add = [&](std::string const& text) {
    if (text.capacity() > std::string().capacity()) bytes += text.capacity() + 1;
  };
  add(caller->identity.name);
  if (auto const* const token = caller->token()) {
    add(token->place);
    add(token->token_hash);
  } else {
    add(caller->key().ha1);
  }
  for (auto const& seat : caller->seats) {
    add(seat.organization.name);
    bytes += sizeof seat + seat.group_roles.capacity() * sizeof seat.group_roles.front();
  }
  return bytes + caller->access_list.capacity() * sizeof(atlas::Block);
}

Rights Seat::rights_on(store::ProjectId project) const {
  if (!inside) return {};
  Rights rights{.inside = true};
  if (barred) return rights;
  rights.org_roles = org_roles;
  for (auto const& [project_id, roles] : group_roles)
    if (project_id == project) rights.group_roles = roles;
  // Whoever is in a project is in its organization.
  if (!group_roles.empty()) rights.org_roles.add(OrgRole::org_member);
  if (!rights.group_roles.empty()) rights.group_roles.add(GroupRole::group_read_only);
  return rights;
}

Seat const* Caller::seat_in(store::OrgId org) const {
  auto const at = std::ranges::find(seats, org, &Seat::org_id);
  return at == seats.end() ? nullptr : &*at;
}

Rights Caller::rights_in(store::OrgId org, store::ProjectId project) const {
  if (is_everyone()) return {.inside = true, .org_roles = {OrgRole::org_owner}};
  auto const* const seat = seat_in(org);
  return seat ? seat->rights_on(project) : Rights{};
}

void add_project_roles(Seat& seat, store::AllProjectRoles const& of) {
  for (auto const& on_project : of.by_project()) {
    using OnProject = decltype(seat.group_roles)::value_type;
    auto at = std::ranges::find(seat.group_roles, on_project.project_id, &OnProject::first);
    if (at == seat.group_roles.end())
      at = seat.group_roles.insert(at, OnProject(on_project.project_id, {}));
    for (auto const& name : on_project.roles())
      if (auto const role = atlas::parse_group_role(name)) at->second.add(*role);
  }
}

namespace {

// Of a key or a token: roles, and from where it may be used.
template <class Credential>
void add_rights(Caller& caller, Credential const& of, store::OrganizationRecord organization) {
  for (auto const& text : of.access_list)
    if (auto const block = atlas::Block::parse(text)) caller.access_list.push_back(*block);
  Seat& seat = caller.seats.emplace_back(std::move(organization));
  for (auto const& name : of.roles)
    if (auto const role = atlas::parse_org_role(name)) seat.org_roles.add(*role);
  add_project_roles(seat, of.project_roles);
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
  auto const caller = std::make_shared<Caller>();
  caller->identity = {store::ActorKind::api_key, key.key_id, std::string(public_key)};
  caller->proof = KeyProof{.ha1 = std::move(*ha1)};
  add_rights(*caller, key, std::move(found->organization));
  co_return std::shared_ptr<Caller const>(caller);
}

Task<std::shared_ptr<Caller const>> load_caller_by_token(Transaction& tx, std::string_view place) {
  auto const account_id = store::AccountId::of(place.substr(0, place.size() / 2));
  std::string client_id = client_id_of(account_id);
  store::TokenPlace const of{.client_id = client_id,
                             .account_id = account_id,
                             .token_id = store::TokenId::of(place.substr(place.size() / 2))};
  auto found = co_await store::find_token_caller(tx, of);
  if (!found || found->organization.deleted_at) co_return std::shared_ptr<Caller const>();
  auto& token = found->token;
  auto const caller = std::make_shared<Caller>();
  caller->identity = {store::ActorKind::service_account, account_id, std::move(client_id)};
  caller->proof = TokenProof{.place = std::string(place),
                             .token_hash = std::move(token.token_hash),
                             .expires_at = token.expires_at};
  add_rights(*caller, token, std::move(found->organization));
  co_return std::shared_ptr<Caller const>(caller);
}

Task<Done> load_nobody(Transaction& tx, std::string_view public_key) {
  co_await store::find_caller(tx, std::string(public_key) + ' ', store::Ha1::md5);
  co_return Done{};
}

Task<Done> load_nobody_by_token(Transaction& tx) {
  std::string const nowhere(token_place_size, ' ');
  co_await load_caller_by_token(tx, nowhere);
  co_return Done{};
}

bool same_proof(Caller const& a, Caller const& b) {
  auto const* const token_a = a.token();
  auto const* const token_b = b.token();
  if (token_a && token_b) return equal_secrets(token_a->token_hash, token_b->token_hash);
  return !token_a && !token_b && equal_secrets(a.key().ha1, b.key().ha1);
}

Result<Done> check_access_list(Caller const& caller, bool list_required, std::string_view address) {
  if (caller.access_list.empty()) {
    if (list_required) return fail(Code::org_requires_access_list, std::string(address));
    return Done{};
  }
  auto const from = atlas::Address::parse(address);
  for (auto const& block : caller.access_list)
    if (from && block.contains(*from)) return Done{};
  return fail(Code::ip_address_not_on_access_list, std::string(address));
}

}  // namespace orgd
