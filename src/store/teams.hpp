// Teams of an organization, who is in them, and the roles that they have on projects.
#pragma once

#include "store/people.hpp"

namespace orgd::store {

struct Team {
  OrgId org_id{};
  TeamId team_id{};
  std::string name{};

  static constexpr std::string_view alias = "t";
};
BOOST_DESCRIBE_STRUCT(Team, (), (org_id, team_id, name))

Task<std::optional<Team>> find_team(Transaction& tx, OrgId org_id, TeamId team_id);
Task<std::optional<Team>> find_team_by_name(Transaction& tx, OrgId org_id, std::string_view name);

/// Teams by name, byte order.
Task<std::vector<Team>> list_teams(Transaction& tx, OrgId org_id, Slice slice);
Task<std::int64_t> count_teams(Transaction& tx, OrgId org_id);

Task<Done> rename_team(Transaction& tx, LockedOrg const& org, TeamId team_id,
                       std::string_view name);
/// Removes the team, which is on no project, and everybody from it.
Task<Done> delete_team(Transaction& tx, LockedOrg const& org, TeamId team_id);

/// Those of the people who are members of the organization, whatever their standing.
Task<std::vector<Member>> known_members(Transaction& tx, OrgId org_id,
                                        std::vector<UserId> const& user_ids);
Task<std::vector<Member>> known_members_by_username(Transaction& tx, OrgId org_id,
                                                    Names const& usernames);
/// Whether the address is that of a person with an account.
Task<bool> has_account(Transaction& tx, std::string_view username);

/// The active people of a team by the keys of their usernames.
Task<std::vector<Member>> list_team_users(Transaction& tx, OrgId org_id, TeamId team_id,
                                          Slice slice);
Task<std::int64_t> count_team_users(Transaction& tx, OrgId org_id, TeamId team_id);

/// Everybody in a team, who is invited as well, by their addresses as they were sent.
Task<Names> names_in_team(Transaction& tx, OrgId org_id, TeamId team_id);

/// What is written of people who enter one team.
struct TeamEntryRow {
  OrgId org_id{};
  TeamId team_id{};
  UserId user_id{};

  static constexpr std::string_view table = "team_member";
  static constexpr std::array<std::string_view, 1> varying{"user_id"};
};
BOOST_DESCRIBE_STRUCT(TeamEntryRow, (), (org_id, team_id, user_id))

/// Those of the teams that have at least so many people.
Task<std::set<TeamId>> full_teams(Transaction& tx, OrgId org_id,
                                  std::vector<TeamId> const& team_ids, std::int64_t most);

Task<Done> insert_team_members(Transaction& tx, LockedOrg const& org, TeamId team_id,
                               std::vector<UserId> const& user_ids);
/// Whether the person was in the team.
Task<bool> delete_team_member(Transaction& tx, LockedOrg const& org, TeamId team_id,
                              UserId user_id);

/// A team with its roles on one project.
struct TeamOnProject {
  OrgId org_id{};
  ProjectId project_id{};
  TeamId principal_id{};
  Names roles{};

  static constexpr std::string_view table = "project_role";
  static constexpr std::string_view alias = "r";
  static constexpr std::array<std::string_view, 2> varying{"principal_id", "roles"};
};
BOOST_DESCRIBE_STRUCT(TeamOnProject, (), (org_id, project_id, principal_id, roles))

/// Teams on a project by name, byte order.
Task<std::vector<TeamOnProject>> list_project_teams(Transaction& tx, OrgId org_id,
                                                    ProjectId project_id, Slice slice);
Task<std::int64_t> count_project_teams(Transaction& tx, OrgId org_id, ProjectId project_id);
Task<std::optional<TeamOnProject>> find_project_team(Transaction& tx, OrgId org_id,
                                                     ProjectId project_id, TeamId team_id);

/// Those of `team_ids` that are on the project.
Task<std::set<TeamId>> teams_on_project(Transaction& tx, OrgId org_id, ProjectId project_id,
                                        std::vector<TeamId> const& team_ids);

/// Adds teams to one project.
Task<Done> insert_project_teams(Transaction& tx, LockedOrg const& org,
                                std::vector<TeamOnProject> const& teams);

}  // namespace orgd::store
