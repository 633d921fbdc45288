// Projects of an organization.
#pragma once

#include "store/people.hpp"

namespace orgd::store {

struct Project {
  OrgId org_id{};
  ProjectId project_id{};
  std::string name{};
  std::string name_folded{};  ///< for search without case
  Seconds created_at{};
  bool default_alerts = true;
  std::string tags = "[]";  ///< the JSON of the wire, kept as it is

  static constexpr std::string_view table = "project";
  static constexpr std::string_view alias = "p";
};
BOOST_DESCRIBE_STRUCT(Project, (),
                      (org_id, project_id, name, name_folded, created_at, default_alerts, tags))

/// Which projects a list holds: all of the organization, or those where a principal has a role.
struct ProjectFilter {
  std::optional<PrincipalId> principal_id{};
  std::string folded_prefix{};
  bool by_team = false;  ///< also those on which a team of the principal, a person, is
};

Task<std::optional<OrgId>> find_org_of_project(Transaction& tx, ProjectId project_id);
/// Those of `project_ids` that are projects of the organization.
Task<std::set<ProjectId>> known_projects(Transaction& tx, OrgId org_id,
                                         std::vector<ProjectId> const& project_ids);
Task<std::optional<Project>> find_project(Transaction& tx, OrgId org_id, ProjectId project_id);
Task<std::optional<Project>> find_project_named(Transaction& tx, OrgId org_id,
                                                std::string_view name);
/// Those of that name in all organizations, the oldest first.
Task<std::vector<Project>> projects_named(Transaction& tx, std::string_view name,
                                          std::int64_t limit);

/// Projects by name, byte order.
Task<std::vector<Project>> list_projects(Transaction& tx, OrgId org_id, ProjectFilter const& filter,
                                         Slice slice);
Task<std::int64_t> count_projects(Transaction& tx, OrgId org_id, ProjectFilter const& filter);
/// Those of all organizations.
Task<std::vector<Project>> list_all_projects(Transaction& tx, Slice slice);
Task<std::int64_t> count_all_projects(Transaction& tx);
Task<std::int64_t> count_projects_of(Transaction& tx, OrgId org_id, PrincipalId principal_id);

Task<Done> insert_project(Transaction& tx, LockedOrg const& org, Project const& project);

/// Changes its name, its tags and whether it has default alerts.
Task<Done> update_project(Transaction& tx, LockedOrg const& org, Project const& project);

/// The JSON of the settings that were ever set; nothing when there is no such project.
Task<std::optional<std::string>> find_project_settings(Transaction& tx, OrgId org_id,
                                                       ProjectId project_id);
Task<Done> save_project_settings(Transaction& tx, LockedOrg const& org, ProjectId project_id,
                                 std::string_view settings);

/// Whether slow operations are measured by a threshold of the service's own.
Task<std::optional<bool>> find_managed_slow_ms(Transaction& tx, OrgId org_id, ProjectId project_id);
Task<Done> save_managed_slow_ms(Transaction& tx, LockedOrg const& org, ProjectId project_id,
                                bool managed);

/// Removes the project, every role on it and every invitation to it.
Task<Done> delete_project(Transaction& tx, LockedOrg const& org, ProjectId project_id);

}  // namespace orgd::store
