// Moving a project to another organization.
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/inviting.hpp"
#include "service/operations/project_views.hpp"
#include "store/project_limits.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

// A person owns both. A key lives in one organization: that it may do this in the other is shown by
// one from there, which is bound to its access list as if it called.
Task<std::shared_ptr<Caller const>> require_voucher(Call& call,
                                                    atlas::GroupMigrationRequest const& body,
                                                    store::OrganizationRecord const& destination) {
  if (call.caller().is_everyone()) co_return call.exchange.caller;
  if (call.caller().session()) {
    auto const rights = call.caller().rights_in(destination.org_id, store::ProjectId());
    bool const owns = atlas::allows(atlas::Access::org_owner, rights);
    if (!owns) co_return fail(Code::user_unauthorized);
    co_return call.exchange.caller;
  }
  auto const& public_key = body.destination_org_public_api_key;
  auto const& private_key = body.destination_org_private_api_key;
  if (!public_key) co_return fail(Code::missing_attribute, "destinationOrgPublicApiKey");
  if (!private_key) co_return fail(Code::missing_attribute, "destinationOrgPrivateApiKey");
  auto const algorithm = call.environment().options.digest_algorithm;
  auto key = co_await load_caller(call.tx, *public_key, call.environment().vault, algorithm);
  auto const given = DigestHash(algorithm).ha1(*public_key, digest_realm, *private_key);
  store::ProjectId const no_project;
  bool const may =
      key && equal_secrets(key->key().ha1, given) &&
      atlas::allows(atlas::Access::org_owner, key->rights_in(destination.org_id, no_project));
  if (!may) co_return fail(Code::user_unauthorized);
  co_await check_access_list(*key, destination.access_list_required,
                             call.exchange.request.remote_address);
  co_return std::move(key);
}

// Where the project goes to. What happens there is the deed of whoever vouched for it: its people
// know him, and nobody of the organization that gives the project away.
struct Destination {
  store::LockedOrg const& org;
  Caller const& voucher;
};

Task<Done> require_place_for(Call& call, store::OrgId destination, std::string const& name) {
  auto const taken = co_await store::find_project_named(call.tx, destination, name);
  if (taken) co_return fail(Code::group_already_exists, name);
  store::ProjectFilter const all;
  auto const count = co_await store::count_projects(call.tx, destination, all);
  if (count >= call.limits().projects_per_org)
    co_return fail(Code::max_groups_per_org_exceeded, call.limits().projects_per_org,
                   std::string(destination));
  co_return Done{};
}

// Those who have a role of their own on the project; who is invited has none yet.
Task<std::vector<store::Member>> people_on(Call& call) {
  store::ProjectPeople const own{.project_id = call.project_id};
  store::MemberFilter const active;
  store::Slice const all{.limit = std::numeric_limits<std::int32_t>::max()};
  auto people = co_await store::list_project_people(call.tx, call.organization.org_id, own, active,
                                                    call.now(), all);
  co_return std::move(people);
}

// Nobody has a role on a project who is not in its organization. Who is invited there has it from
// acceptance on; an invitation that has expired makes room. False: the person has refused.
Task<bool> bring_in(Call& call, Destination const& destination, store::Member const& person) {
  auto const& org = destination.org;
  auto const there = co_await store::find_member(call.tx, org.id(), person.user_id);
  if (there && there->status == store::Standing::rejected) co_return false;
  if (there && store::is_seated(*there, call.now())) co_return true;
  co_await make_room(call, org, there);
  co_await require_fewer_organizations(call, person.user_id);
  auto const account = co_await store::find_account(call.tx, person.user_id);
  auto const roles = mere_membership();
  co_await store::insert_member(call.tx, org, account.value(), roles, call.now());
  auto event = call.event_by(destination.voucher, "JOINED_ORG");
  event.target_username = person.spelling;
  co_await store::insert_event(call.tx, org, event);
  co_return true;
}

Task<Done> record_move(Call& call, Destination const& destination) {
  auto const left = call.project_event("GROUP_MOVED_FROM_ORG");
  co_await store::insert_event(call.tx, call.locked(), left);
  auto moved = call.event_by(destination.voucher, "GROUP_MOVED");
  moved.project_id = call.project_id;
  co_return co_await store::insert_event(call.tx, destination.org, moved);
}

// What was set on the project goes with it.
Task<Done> move_row(Call& call, store::LockedOrg const& destination,
                    store::Project const& project) {
  auto const& org_id = call.organization.org_id;
  auto const& id = call.project_id;
  auto const settings = co_await store::find_project_settings(call.tx, org_id, id);
  auto const managed_slow_ms = co_await store::find_managed_slow_ms(call.tx, org_id, id);
  auto const limits = co_await store::list_project_limits(call.tx, org_id, id);
  co_await store::delete_project(call.tx, call.locked(), id);
  co_await store::insert_project(call.tx, destination, project);
  co_await store::save_project_settings(call.tx, destination, id, settings.value());
  co_await store::save_managed_slow_ms(call.tx, destination, id, managed_slow_ms.value());
  for (auto const& limit : limits)
    co_await store::put_project_limit(call.tx, destination, id, limit);
  co_return Done{};
}

// Roles on the project, and invitations to it, go with its row; those of people are given anew.
Task<Done> move_project(Call& call, Destination const& destination, store::Project const& project) {
  auto const people = co_await people_on(call);
  co_await move_row(call, destination.org, project);
  for (auto const& person : people) {
    bool const is_there = co_await bring_in(call, destination, person);
    if (!is_there) continue;
    co_await require_fewer_projects(call, destination.org.id(), person.user_id);
    store::ProjectRoles const roles{.project_id = call.project_id,
                                    .roles = person.project_roles.on(call.project_id)};
    co_await store::insert_project_roles(call.tx, destination.org, person.user_id, roles);
  }
  co_return Done{};
}

Task<atlas::Group> migrate_project(Call& call, Input<ops::migrate_project> const& input) {
  auto const& body = input.body;
  auto const destination_id = store::OrgId::of(body.destination_org_id);
  if (destination_id == call.organization.org_id)
    co_return fail(Code::validation_error, "the project is in this organization already");
  // Without the key nobody makes others wait for their organization.
  auto const there = co_await store::find_organization(call.tx, destination_id);
  if (!there || there->deleted_at) co_return fail(Code::org_not_found, body.destination_org_id);
  co_await require_voucher(call, body, *there);
  // Whoever moves another one the other way at this moment may have to wait for this one and this
  // one for that: the database then undoes one of the two, which is run again.
  auto const locked = co_await store::lock_organization(call.tx, destination_id);
  if (!locked || locked->record.deleted_at)
    co_return fail(Code::org_not_found, body.destination_org_id);
  auto const voucher = co_await require_voucher(call, body, locked->record);
  Destination const destination{.org = locked->lock, .voucher = *voucher};
  auto project = co_await store::find_project(call.tx, call.organization.org_id, call.project_id);
  if (!project) co_return fail(Code::group_not_found, input.path.group_id);
  co_await require_place_for(call, destination_id, project->name);
  project->org_id = destination_id;
  co_await move_project(call, destination, *project);
  co_await record_move(call, destination);
  co_await store::touch_authorization(call.tx, call.locked());
  co_await store::touch_authorization(call.tx, destination.org);
  co_return with_tags(group_view(call.exchange, *project), *project);
}

}  // namespace

void bind_project_migration(Router& router) { bind<ops::migrate_project, migrate_project>(router); }

}  // namespace orgd
