// Records as the API shows them, and the making of keys.
#include "service/operations/views.hpp"

#include <unordered_set>

#include "api/text.hpp"
#include "atlas/types.hpp"

namespace orgd {

namespace ops = atlas::ops;

static_assert(store::owner_role == atlas::name_of(atlas::OrgRole::org_owner));

namespace {

atlas::MembershipStatus status_of(store::Member const& member, store::Seconds now) {
  using Status = atlas::MembershipStatus;
  if (member.status == store::Standing::active) return Status::active;
  if (member.status == store::Standing::rejected) return Status::invitation_rejected;
  return store::is_pending(member, now) ? Status::pending : Status::invitation_expired;
}

}  // namespace

atlas::OrgUserResponse org_user_view(store::Member const& member, store::Seconds now) {
  auto const status = status_of(member, now);
  atlas::OrgUserResponse view;
  view.id = member.user_id;
  view.username = member.spelling;
  view.org_membership_status = atlas::membership_status_names[static_cast<std::size_t>(status)];
  view.roles.org_roles = roles_of(member.roles);
  for (auto const& on_project : member.project_roles.by_project())
    view.roles.group_role_assignments.push_back({.group_id = std::string(on_project.project_id),
                                                 .group_roles = roles_of(on_project.roles())});
  view.team_ids.assign(member.team_ids.begin(), member.team_ids.end());
  if (status == atlas::MembershipStatus::active) {
    view.country = member.country;
    view.created_at = member.account_created_at;
    view.first_name = member.first_name;
    view.last_name = member.last_name;
    view.last_auth = member.last_auth_at;
    view.mobile_number.emplace(member.mobile_number);
  } else {
    view.invitation_created_at = member.invited_at;
    view.invitation_expires_at.emplace(member.expires_at);
    view.inviter_username = member.inviter;
  }
  return view;
}

std::vector<atlas::RoleAssignment> role_assignments(store::OrgId org_id,
                                                    store::Names const& org_roles,
                                                    store::AllProjectRoles const& project_roles) {
  std::vector<atlas::RoleAssignment> all;
  for (auto const& role : org_roles)
    all.push_back({.org_id = std::string(org_id), .role_name = role});
  for (auto const& on_project : project_roles.by_project())
    for (auto const& role : on_project.roles())
      all.push_back({.group_id = std::string(on_project.project_id), .role_name = role});
  return all;
}

atlas::ApiKey api_key_view(Exchange& exchange, store::ApiKeyRecord const& key,
                           std::string_view private_key) {
  return {.desc = key.description,
          .id = std::string(key.key_id),
          .links = {exchange.self_link(ops::get_api_key.info, {key.org_id, key.key_id})},
          .private_key = private_key.empty() ? "********-****-****-" + key.private_key_tail
                                             : std::string(private_key),
          .public_key = key.public_key,
          .roles = role_assignments(key.org_id, key.roles, key.project_roles)};
}

Result<Done> check_name(Call const& call, std::string const& name, Code refusal) {
  if (call.environment().options.fidelity != Fidelity::hosted) return Done{};
  auto const points = atlas::code_points(name).value();
  auto const foreign = [](char32_t point) {
    return atlas::is_combining_mark(point) || point == 0x200c || point == 0x200d;
  };
  if (std::ranges::none_of(points, foreign)) return Done{};
  return fail(refusal, name);
}

store::Names unique_names(store::Names names) {
  std::unordered_set<std::string> seen;
  std::erase_if(names, [&](auto const& name) { return !seen.insert(name).second; });
  return names;
}

store::Names names_of(std::vector<atlas::Role> const& roles) {
  store::Names names;
  names.reserve(roles.size());
  for (auto const& role : roles) names.push_back(role.name());
  return names;
}

Task<CreatedKey> create_key(Transaction& tx, Environment& environment, store::LockedOrg const& org,
                            atlas::CreateApiKey const& request, store::Seconds now) {
  CreatedKey created;
  store::ApiKeyRecord& key = created.record;
  key.org_id = org.id();
  key.key_id = store::KeyId::of(environment.ids.next());
  key.description = request.desc;
  key.roles = unique_names(names_of(request.roles));
  key.created_at = now;
  // Another key may have drawn the same eight letters: draw again.
  do {
    KeyPair pair = new_key_pair(environment.platform);
    key.public_key = std::move(pair.public_key);
    created.private_key = std::move(pair.private_key);
  } while (!co_await store::claim_public_key(tx, org, key));
  auto const seal = [&](DigestAlgorithm algorithm) {
    return environment.vault.seal(
        DigestHash(algorithm).ha1(key.public_key, digest_realm, created.private_key), key.key_id);
  };
  key.ha1_md5 = seal(DigestAlgorithm::md5);
  key.ha1_sha256 = seal(DigestAlgorithm::sha256);
  key.private_key_tail = created.private_key.substr(created.private_key.size() - 12);
  co_await store::insert_api_key(tx, org, key);
  co_return created;
}

}  // namespace orgd
