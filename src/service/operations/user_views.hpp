// People of an organization as the API shows them.
#pragma once

#include "service/call.hpp"
#include "store/people.hpp"

namespace orgd {

/// As the API names it.
atlas::MembershipStatus standing_of(store::Member const& member, store::Seconds now);
/// Whether it is one of those that are asked for: whoever is active or may accept, by default.
bool is_wanted(store::Member const& member, atlas::PersonQuery const& query, store::Seconds now);

/// False for whom only a project invites: these show in the organization, its teams and projects
/// once they accept, or are invited by another way as well.
Task<bool> is_shown(Call& call, store::UserId user_id);
/// USER_NOT_FOUND for them.
Task<Done> require_shown(Call& call, store::UserId user_id);

/// The people of a list of 2025-02-19: who is active or may accept, by default. The two ways to ask
/// for standings exclude each other.
Result<store::MemberFilter> filter_of(std::optional<std::string> const& username,
                                      std::optional<std::string> const& standing,
                                      store::Names const& standings);

/// An active person in the form of 2023-01-01.
atlas::CloudAppUser cloud_user_view(Exchange& exchange, store::Member const& member);

/// Anybody in the form of 2025-02-19.
atlas::OrgUserResponse org_user_view(store::Member const& member, store::Seconds now);

/// The same as a person of one project.
atlas::GroupUserResponse project_user_view(store::Member const& member, store::ProjectId project_id,
                                           store::Seconds now);

}  // namespace orgd
