// Teams as requests name them and as the API shows them.
#pragma once

#include "service/call.hpp"
#include "store/teams.hpp"

namespace orgd {

atlas::TeamResponse team_view(Exchange& exchange, store::Team const& team);

/// The organization's team, or TEAM_NOT_FOUND.
Task<store::Team> require_team(Call& call, store::TeamId team_id);

/// All of these are teams of the organization, or TEAM_NOT_FOUND, or TEAM_NOT_IN_ORG.
Task<Done> require_teams(Call& call, std::vector<store::TeamId> const& team_ids);

/// The person may be in one more team.
Result<Done> require_fewer_teams(Call const& call, store::Member const& member);

}  // namespace orgd
