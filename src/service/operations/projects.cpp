// Projects: list, create, change, delete.
#include <algorithm>
#include <iterator>
#include <unordered_set>

#include "api/text.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/inviting.hpp"
#include "service/operations/names.hpp"
#include "service/operations/project_views.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;
using Tags = std::vector<atlas::Tag>;

template <class Query>
PageListing<atlas::Group> page_of_projects(Call& call, Query const& query, std::int64_t total,
                                           std::vector<store::Project> projects, Lasts lasts) {
  return page_of(
      call, query, total, std::move(projects),
      [&exchange = call.exchange](auto const& project) {
        return with_tags(group_view(exchange, project), project);
      },
      lasts);
}

// What of an organization's projects the caller may see.
store::ProjectFilter visible_to(Caller const& caller, store::OrgId org_id,
                                std::string folded_prefix) {
  store::ProjectFilter filter{.folded_prefix = std::move(folded_prefix)};
  if (!atlas::sees_all_projects(caller.rights_in(org_id, {}).org_roles))
    filter.principal_id = caller.identity.id;
  filter.by_team = caller.session() != nullptr;
  return filter;
}

// Those of all organizations of a person, one organization behind the other.
template <class Query>
Task<PageListing<atlas::Group>> visible_everywhere(Call& call, Query const& query) {
  auto slice = slice_of(query);
  std::int64_t total = 0;
  std::vector<store::Project> projects;
  for (auto const& seat : call.caller().seats) {
    if (!atlas::allows(ops::list_projects.info.access, call.caller().rights_in(seat.org_id(), {})))
      continue;
    auto const filter = visible_to(call.caller(), seat.org_id(), {});
    auto const there = co_await store::count_projects(call.tx, seat.org_id(), filter);
    total += there;
    if (slice.limit > 0 && slice.offset < there) {
      auto found = co_await store::list_projects(call.tx, seat.org_id(), filter, slice);
      slice.limit -= std::ssize(found);
      std::ranges::move(found, std::back_inserter(projects));
    }
    slice.offset = std::max<std::int64_t>(slice.offset - there, 0);
  }
  co_return page_of_projects(call, query, total, std::move(projects), Lasts::not_at_all);
}

// Those of the call's organization that the caller may see.
template <class Query>
Task<PageListing<atlas::Group>> visible_projects(Call& call, Query const& query,
                                                 std::string folded_prefix) {
  auto const& org_id = call.organization.org_id;
  auto const filter = visible_to(call.caller(), org_id, std::move(folded_prefix));
  auto [total, projects] =
      co_await both(store::count_projects(call.tx, org_id, filter),
                    store::list_projects(call.tx, org_id, filter, slice_of(query)));
  co_return page_of_projects(call, query, total, std::move(projects), Lasts::until_changed);
}

Task<PageListing<atlas::Group>> list_organization_projects(
    Call& call, Input<ops::list_organization_projects> const& input) {
  auto listing =
      co_await visible_projects(call, input.query, atlas::fold_case(input.query.name.value_or("")));
  co_return std::move(listing);
}

Task<PageListing<atlas::Group>> list_projects(Call& call, Input<ops::list_projects> const& input) {
  auto const& query = input.query;
  if (call.caller().session()) {
    auto listing = co_await visible_everywhere(call, query);
    co_return std::move(listing);
  }
  if (!call.caller().is_everyone()) {
    auto listing = co_await visible_projects(call, query, std::string());
    co_return std::move(listing);
  }
  auto [total, projects] = co_await both(store::count_all_projects(call.tx),
                                         store::list_all_projects(call.tx, slice_of(query)));
  co_return page_of_projects(call, query, total, std::move(projects), Lasts::not_at_all);
}

// Who owns the new project: the member that the query names, or the organization's oldest owner.
Task<store::Member> require_project_owner(Call& call, std::optional<store::UserId> owner_id) {
  auto const& org_id = call.organization.org_id;
  auto finding = owner_id ? store::find_member(call.tx, org_id, *owner_id)
                          : store::find_oldest_owner(call.tx, org_id);
  auto member = co_await std::move(finding);
  if (member && member->status == store::Standing::active) {
    co_await require_fewer_projects(call, org_id, member->user_id);
    co_return std::move(*member);
  }
  auto const id = owner_id.value_or(store::UserId());
  auto const account = co_await store::find_account(call.tx, id);
  co_return fail(account ? Code::user_not_in_org : Code::user_not_found, std::string(id));
}

Result<std::string> tags_json(std::optional<Tags> const& tags) {
  Tags const given = tags.value_or(Tags{});
  std::unordered_set<std::string_view> keys;
  for (auto const& tag : given)
    if (!keys.insert(tag.key).second) return fail(Code::invalid_attribute, "tags");
  std::string json;
  atlas::write_json(json, given);
  return json;
}

Task<Done> require_free_name(Call& call, std::string const& name) {
  auto const taken = co_await store::find_project_named(call.tx, call.organization.org_id, name);
  if (taken) co_return fail(Code::group_already_exists, name);
  co_return Done{};
}

Task<Done> require_room(Call& call) {
  auto const& org_id = call.organization.org_id;
  store::ProjectFilter const all;
  auto const count = co_await store::count_projects(call.tx, org_id, all);
  if (count >= call.limits().projects_per_org)
    co_return fail(Code::max_groups_per_org_exceeded, call.limits().projects_per_org,
                   std::string(org_id));
  co_return Done{};
}

Task<Done> record(Call& call, store::EventType type, store::ProjectId project_id,
                  std::optional<std::string> target = {}) {
  auto event = call.event(type);
  event.project_id = project_id;
  event.target_username = std::move(target);
  co_return co_await store::insert_event(call.tx, call.locked(), event);
}

Task<atlas::Group> create_project(Call& call, Input<ops::create_project> const& input) {
  auto const& body = input.body;
  co_await check_name(call, body.name, Code::invalid_group_name);
  auto const tags = co_await tags_json(body.tags);
  co_await require_free_name(call, body.name);
  co_await require_room(call);
  auto owner_id = input.query.project_owner_id.transform(store::UserId::of);
  if (auto const* const session = call.caller().session())
    owner_id = owner_id.value_or(session->session.user_id);
  auto const owner = co_await require_project_owner(call, owner_id);
  store::Project project{.org_id = call.organization.org_id,
                         .project_id = call.new_id<store::ProjectId>(),
                         .name = body.name,
                         .name_folded = atlas::fold_case(body.name),
                         .created_at = call.now()};
  project.default_alerts = body.with_default_alerts_settings.value_or(true);
  project.tags = tags;
  co_await store::insert_project(call.tx, call.locked(), project);
  store::ProjectRoles const ownership{
      .project_id = project.project_id,
      .roles = {std::string(atlas::name_of(atlas::GroupRole::group_owner))}};
  co_await store::insert_project_roles(call.tx, call.locked(), owner.user_id, ownership);
  Identity const& creator = call.caller().identity;
  bool const owns_already =
      call.caller().is_everyone() || creator.id == store::PrincipalId(owner.user_id);
  if (!owns_already)
    co_await store::insert_project_roles(call.tx, call.locked(), creator.id, ownership);
  co_await record(call, "GROUP_CREATED", project.project_id);
  co_await record(call, "JOINED_GROUP", project.project_id, owner.spelling);
  co_await store::touch_authorization(call.tx, call.locked());
  auto view = group_view(call.exchange, project);
  view.tags = body.tags;
  call.exchange.location = view.links.front().href;
  co_return view;
}

Task<atlas::Group> get_project(Call& call, Input<ops::get_project> const& input) {
  auto const project =
      co_await store::find_project(call.tx, call.organization.org_id, call.project_id);
  if (!project) co_return fail(Code::group_not_found, input.path.group_id);
  co_return with_tags(group_view(call.exchange, *project), *project);
}

Task<std::vector<store::Project>> visible_named(Call& call, std::string const& name) {
  if (call.caller().is_everyone()) {
    auto all = co_await store::projects_named(call.tx, name, 2);
    co_return std::move(all);
  }
  std::vector<store::Project> visible;
  for (auto const& seat : call.caller().seats) {
    auto found = co_await store::find_project_named(call.tx, seat.org_id(), name);
    if (!found) continue;
    auto const rights = call.caller().rights_in(seat.org_id(), found->project_id);
    if (allows(ops::get_project.info.access, rights)) visible.push_back(std::move(*found));
  }
  co_return std::move(visible);
}

Task<atlas::Group> get_project_by_name(Call& call, Input<ops::get_project_by_name> const& input) {
  auto const& name = input.path.group_name;
  auto const projects = co_await visible_named(call, name);
  if (projects.empty()) co_return fail(Code::group_name_not_found, name);
  if (projects.size() > 1) co_return fail(Code::multiple_groups, name);
  co_return with_tags(group_view(call.exchange, projects[0]), projects[0]);
}

// The project with what the body says, each change with its event.
Task<store::Project> changed(Call& call, store::Project project, atlas::GroupUpdate const& body) {
  if (body.name && *body.name != project.name) {
    co_await check_name(call, *body.name, Code::invalid_group_name);
    co_await require_free_name(call, *body.name);
    project.name = *body.name;
    project.name_folded = atlas::fold_case(*body.name);
    co_await record(call, "GROUP_NAME_CHANGED", project.project_id);
  }
  auto tags = body.tags ? tags_json(body.tags) : Result<std::string>(project.tags);
  std::string const labels = co_await std::move(tags);
  if (labels != project.tags) {
    project.tags = labels;
    co_await record(call, "GROUP_TAGS_MODIFIED", project.project_id);
  }
  bool const alerts = body.with_default_alerts_settings.value_or(project.default_alerts);
  if (alerts != project.default_alerts) {
    project.default_alerts = alerts;
    co_await record(call, "GROUP_DEFAULT_ALERTS_SETTINGS_CHANGED", project.project_id);
  }
  co_return std::move(project);
}

Task<atlas::Group> update_project(Call& call, Input<ops::update_project> const& input) {
  auto found = co_await store::find_project(call.tx, call.organization.org_id, call.project_id);
  if (!found) co_return fail(Code::group_not_found, input.path.group_id);
  auto const project = co_await changed(call, std::move(*found), input.body);
  co_await store::update_project(call.tx, call.locked(), project);
  co_return with_tags(group_view(call.exchange, project), project);
}

Task<atlas::NoBody> delete_project(Call& call, Input<ops::delete_project> const&) {
  co_await record(call, "GROUP_DELETED", call.project_id);
  co_await store::delete_project(call.tx, call.locked(), call.project_id);
  co_await store::touch_authorization(call.tx, call.locked());
  co_return atlas::NoBody{};
}

}  // namespace

void bind_projects(Router& router) {
  bind<ops::list_organization_projects, list_organization_projects>(router);
  bind<ops::list_projects, list_projects>(router);
  bind<ops::create_project, create_project>(router);
  bind<ops::get_project_by_name, get_project_by_name>(router);
  bind<ops::get_project, get_project>(router);
  bind<ops::update_project, update_project>(router);
  bind<ops::delete_project, delete_project>(router);
}

}  // namespace orgd
