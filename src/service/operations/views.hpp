// Records of the store as the API shows them, where several handlers show the same thing.
#pragma once

#include "service/call.hpp"
#include "service/organization_view.hpp"
#include "store/people.hpp"
#include "store/projects.hpp"

namespace orgd {

atlas::OrgUserResponse org_user_view(store::Member const& member, store::Seconds now);

/// `private_key` is the clear one right after creation; empty shows the redacted form.
atlas::ApiKey api_key_view(Exchange& exchange, store::ApiKeyRecord const& key,
                           std::string_view private_key = {});

/// Organization and project roles as one list.
std::vector<atlas::RoleAssignment> role_assignments(store::OrgId org_id,
                                                    store::Names const& org_roles,
                                                    store::AllProjectRoles const& project_roles);

/// Whether the name of an organization or project is one that the service takes as it is set up:
/// the hosted service takes no combining marks.
Result<Done> check_name(Call const& call, std::string const& name, Code refusal);

/// The first of each name, in the order received.
store::Names unique_names(store::Names names);

/// Roles by the names that the store keeps, and the other way round.
inline std::vector<atlas::Role> roles_of(store::Names const& names) {
  return {names.begin(), names.end()};
}
store::Names names_of(std::vector<atlas::Role> const& roles);

/// Makes an API key with these organization roles and the event of it. Both secrets' owner is the
/// answer: the record holds them encrypted only.
struct CreatedKey {
  store::ApiKeyRecord record{};
  std::string private_key{};
};
Task<CreatedKey> create_key(Transaction& tx, Environment& environment, store::LockedOrg const& org,
                            atlas::CreateApiKey const& request, store::Seconds now);

}  // namespace orgd
