// Projects as the API shows them.
#include "service/operations/project_views.hpp"

#include "service/bind.hpp"

namespace orgd {

atlas::Group group_view(Exchange& exchange, store::Project const& project) {
  return {.name = project.name,
          .org_id = std::string(project.org_id),
          .with_default_alerts_settings = project.default_alerts,
          .created = project.created_at,
          .id = std::string(project.project_id),
          .links = {exchange.self_link(atlas::ops::get_project.info, {project.project_id})}};
}

atlas::Group with_tags(atlas::Group view, store::Project const& project) {
  view.tags = atlas::read_json<std::vector<atlas::Tag>>(project.tags, atlas::Side::answer).value();
  return view;
}

}  // namespace orgd
