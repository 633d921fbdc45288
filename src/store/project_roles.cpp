// Reading the text of a principal's project roles.
#include "store/project_roles.hpp"

#include <algorithm>

namespace orgd::store {

std::vector<ProjectRolesView> AllProjectRoles::by_project() const {
  std::vector<ProjectRolesView> all;
  std::string_view text = text_;
  while (!text.empty()) {
    auto const one = text.substr(0, text.find(' '));
    auto const equals = one.find('=');
    all.push_back(
        {.project_id = ProjectId::of(one.substr(0, equals)), .joined = one.substr(equals + 1)});
    text.remove_prefix(std::min(text.size(), one.size() + 1));
  }
  std::ranges::sort(all, {}, &ProjectRolesView::project_id);
  return all;
}

}  // namespace orgd::store
