// Names of organizations, projects and roles, from the request to the store and back.
#include "service/operations/names.hpp"

#include <algorithm>
#include <unordered_set>

#include "api/text.hpp"

namespace orgd {

static_assert(store::owner_role == atlas::name_of(atlas::OrgRole::org_owner));

Result<Done> check_name(Call const& call, std::string const& name, Code refusal) {
  if (!call.environment().options.as_hosted(Difference::name)) return Done{};
  auto const points = atlas::code_points(name).value();
  auto const documented = [](char32_t point) {
    constexpr std::u32string_view marks = U"-_.(),:&@+'";
    return atlas::is_letter_or_digit(point) || marks.contains(point);
  };
  if (std::ranges::all_of(points, documented)) return Done{};
  atlas::ApiError error = atlas::make_error(refusal, {name});
  error.detail +=
      " This server takes only those of the documented pattern: letters, digits and "
      "-_.(),:&@+'.";
  return std::unexpected(std::move(error));
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

bool has_role(store::Names const& roles, std::string_view role) {
  return std::ranges::find(roles, role) != roles.end();
}

store::Names mere_membership() { return {std::string(atlas::name_of(atlas::OrgRole::org_member))}; }

bool gives_ownership(store::Names const& roles) {
  return has_role(roles, atlas::name_of(atlas::GroupRole::group_owner));
}

Result<Done> require_may_give(Call const& call, store::Names const& roles) {
  auto const rights = call.caller().rights_in(call.organization.org_id, call.project_id);
  bool const owns = rights.org_roles.has(atlas::OrgRole::org_owner) ||
                    rights.group_roles.has(atlas::GroupRole::group_owner);
  if (!owns && gives_ownership(roles)) return fail(Code::user_unauthorized);
  return Done{};
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

}  // namespace orgd
