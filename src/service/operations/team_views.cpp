// Teams as requests name them and as the API shows them.
#include "service/operations/team_views.hpp"

namespace orgd {

atlas::TeamResponse team_view(Exchange& exchange, store::Team const& team) {
  return {
      .id = std::string(team.team_id),
      .links = {exchange.self_link(atlas::ops::get_team_by_id.info, {team.org_id, team.team_id})},
      .name = team.name};
}

Task<store::Team> require_team(Call& call, store::TeamId team_id) {
  auto team = co_await store::find_team(call.tx, call.organization.org_id, team_id);
  if (!team) co_return fail(Code::team_not_found, std::string(team_id));
  co_return std::move(*team);
}

Task<Done> require_teams(Call& call, std::vector<store::TeamId> const& team_ids) {
  auto const& own = call.organization.org_id;
  auto const known = co_await store::known_teams(call.tx, own, team_ids);
  for (auto const& team_id : team_ids) {
    if (known.contains(team_id)) continue;
    auto const org_id = co_await store::find_org_of_team(call.tx, team_id);
    co_return fail(org_id ? Code::team_not_in_org : Code::team_not_found, std::string(team_id));
  }
  co_return Done{};
}

Result<Done> require_fewer_teams(Call const& call, store::Member const& member) {
  if (std::ssize(member.team_ids) >= call.limits().teams_per_user)
    return fail(Code::max_teams_per_user_exceeded, call.limits().teams_per_user);
  return Done{};
}

}  // namespace orgd
