// Limits that were set on a project, by their names.
#pragma once

#include "store/locked_org.hpp"
#include "store/rows.hpp"

namespace orgd::store {

struct ProjectLimit {
  std::string name{};
  std::int64_t value{};
};
BOOST_DESCRIBE_STRUCT(ProjectLimit, (), (name, value))

/// By name, byte order. There are no more than the service knows names.
Task<std::vector<ProjectLimit>> list_project_limits(Transaction& tx, OrgId org_id,
                                                    ProjectId project_id);
/// Nothing when it was never set.
Task<std::optional<std::int64_t>> find_project_limit(Transaction& tx, OrgId org_id,
                                                     ProjectId project_id, std::string_view name);

/// Sets it, whether or not it was set before.
Task<Done> put_project_limit(Transaction& tx, LockedOrg const& org, ProjectId project_id,
                             ProjectLimit const& limit);
Task<Done> delete_project_limit(Transaction& tx, LockedOrg const& org, ProjectId project_id,
                                std::string_view name);

}  // namespace orgd::store
