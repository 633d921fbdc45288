// Organizations: list, create, return, rename, delete.
#include "api/text.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/inviting.hpp"
#include "service/operations/key_views.hpp"
#include "service/operations/names.hpp"
#include "service/operations/service_account_views.hpp"
#include "service/organization_view.hpp"
#include "store/projects.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;
using atlas::OrgRole;

// Which authentication has read already: the one of a key, all of a person, by name.
std::pair<std::vector<store::OrganizationRecord>, std::int64_t> own_organizations(
    Caller const& caller, std::string const& prefix, store::Slice slice) {
  std::vector<store::OrganizationRecord> all;
  for (auto const& seat : caller.seats)
    if (seat.inside && atlas::fold_case(seat.organization.name).starts_with(prefix))
      all.push_back(seat.organization);
  std::ranges::sort(all, {}, [](auto const& one) { return std::tie(one.name, one.org_id); });
  auto const total = std::ssize(all);
  auto const begin = std::min(slice.offset, total);
  auto const end = std::min(begin + slice.limit, total);
  return {{all.begin() + begin, all.begin() + end}, total};
}

Task<PageListing<atlas::Organization>> list_organizations(
    Call& call, Input<ops::list_organizations> const& input) {
  auto const& query = input.query;
  std::string const prefix = atlas::fold_case(query.name.value_or(""));
  std::vector<store::OrganizationRecord> found;
  std::int64_t total = 0;
  if (call.caller().is_everyone()) {
    std::tie(found, total) =
        co_await both(store::list_organizations(call.tx, prefix, slice_of(query)),
                      store::count_organizations(call.tx, prefix));
  } else {
    std::tie(found, total) = own_organizations(call.caller(), prefix, slice_of(query));
  }
  co_return page_of(call, query, total, std::move(found),
                    [&exchange = call.exchange](auto const& record) {
                      return organization_view(exchange, record, Stands::in_list);
                    });
}

// Keys must say who is to own the new organization; where a service account does not, it is whoever
// has owned its own for longest. A person's is the person's own.
Task<store::UserId> require_owner_id(Call& call, atlas::CreateOrganizationRequest const& body) {
  if (body.org_owner_id) co_return store::UserId::of(*body.org_owner_id);
  if (auto const* const session = call.caller().session()) co_return session->session.user_id;
  if (call.caller().identity.kind != store::ActorKind::service_account)
    co_return fail(Code::missing_attribute, "orgOwnerId");
  auto const oldest = co_await store::find_oldest_owner(call.tx, call.organization.org_id);
  co_return oldest.value().user_id;
}

// The account that is to own the new organization: a member of the caller's.
Task<store::Account> require_new_owner(Call& call, store::UserId owner_id) {
  bool const by_person = call.caller().session() != nullptr;
  bool known = call.caller().is_everyone() || (by_person && owner_id == call.caller().identity.id);
  if (!known && !by_person) {
    auto const member = co_await store::find_member(call.tx, call.organization.org_id, owner_id);
    known = member && member->status == store::Standing::active;
  }
  auto account = co_await store::find_account(call.tx, owner_id);
  if (!known || !account) co_return fail(Code::user_not_found, std::string(owner_id));
  co_await require_fewer_organizations(call, owner_id);
  co_return std::move(*account);
}

// A person links the new one to none, but must own a paying one where that is asked.
Result<Done> check_paying(Call const& call) {
  auto const pays = [](Seat const& seat) {
    return seat.organization.is_paying &&
           atlas::allows(atlas::Access::org_owner, seat.rights_on(store::ProjectId()));
  };
  bool const gate = call.environment().options.paying_gate;
  if (!gate || std::ranges::any_of(call.caller().seats, pays)) return Done{};
  return fail(Code::api_key_must_be_associated_with_paying_org);
}

Task<Done> require_may_create(Call& call, atlas::CreateOrganizationRequest const& body) {
  auto const& options = call.environment().options;
  if (body.api_key && body.service_account)
    co_return fail(Code::validation_error, "apiKey and serviceAccount exclude each other");
  if (body.federation_settings_id)
    co_return fail(Code::resource_not_found, *body.federation_settings_id);
  if (!options.org_creation) co_return fail(Code::api_key_cannot_create_org);
  if (call.caller().is_everyone()) co_return Done{};
  if (call.caller().session()) co_return check_paying(call);
  if (options.paying_gate && !call.organization.is_paying)
    co_return fail(Code::api_key_must_be_associated_with_paying_org);
  auto const linked = co_await store::count_linked(call.tx, call.organization.org_id);
  if (linked >= call.limits().linked_orgs)
    co_return fail(Code::validation_error, "too many organizations are linked to this one");
  co_return Done{};
}

Task<Done> record_creation(Call& call, store::LockedOrg const& created,
                           std::string const& owner_name) {
  co_await store::insert_event(call.tx, created, call.event("ORG_CREATED"));
  if (call.lock) {
    co_await store::insert_event(call.tx, created, call.event("ORG_LINKED_TO_PAYING_ORG"));
    co_await store::insert_event(call.tx, *call.lock, call.event("NEW_LINKED_ORG"));
  }
  auto event = call.event("JOINED_ORG");
  event.target_username = owner_name;
  co_return co_await store::insert_event(call.tx, created, event);
}

Task<atlas::CreateOrganizationResponse> create_organization(
    Call& call, Input<ops::create_organization> const& input) {
  auto const& body = input.body;
  co_await check_name(call, body.name, Code::invalid_org_name);
  auto const owner_id = co_await require_owner_id(call, body);
  co_await require_may_create(call, body);
  auto const owner = co_await require_new_owner(call, owner_id);
  store::NewOrganization organization{.org_id = call.new_id<store::OrgId>(),
                                      .name = body.name,
                                      .name_folded = atlas::fold_case(body.name),
                                      .created_at = call.now()};
  organization.skip_default_alerts = body.skip_default_alerts_settings.value_or(false);
  if (call.lock) organization.linked_to = call.lock->id();
  auto const created = co_await store::insert_organization(call.tx, organization);
  store::Names const owner_roles{std::string(store::owner_role)};
  co_await store::insert_member(call.tx, created, owner, owner_roles, call.now());
  co_await record_creation(call, created, owner.spelling);

  atlas::CreateOrganizationResponse response{.org_owner_id = std::string(owner_id)};
  response.skip_default_alerts_settings = body.skip_default_alerts_settings;
  if (body.api_key) {
    auto const key =
        co_await create_key(call.tx, call.environment(), created, *body.api_key, call.now());
    auto event = call.event("API_KEY_CREATED");
    event.target_public_key = key.record.public_key;
    co_await store::insert_event(call.tx, created, event);
    response.api_key = api_key_view(call.exchange, key.record, key.private_key);
    call.exchange.secret = true;
  }
  if (body.service_account) {
    auto const& account = *body.service_account;
    NewAccount const wanted{.name = account.name,
                            .description = account.description,
                            .org_roles = unique_names(names_of(account.roles)),
                            .secret_hours = account.secret_expires_after_hours};
    response.service_account = co_await create_account(call, created, wanted);
  }
  auto const record = co_await store::find_organization(call.tx, created.id());
  response.organization = organization_view(call.exchange, *record, Stands::alone);
  call.exchange.location = response.organization.links.front().href;
  co_return response;
}

Task<ShownOrganization> get_organization(Call& call, Input<ops::get_organization> const&) {
  co_return ShownOrganization{std::move(call.organization), &call.exchange};
}

Task<ShownOrganization> rename_organization(Call& call,
                                            Input<ops::rename_organization> const& input) {
  co_await check_name(call, input.body.name, Code::invalid_org_name);
  auto& record = call.organization;
  bool const skipped = input.body.skip_default_alerts_settings.value_or(record.skip_default_alerts);
  if (record.skip_default_alerts != skipped) {
    record.skip_default_alerts = skipped;
    co_await store::set_default_alerts_skipped(call.tx, call.locked(), skipped);
    co_await store::insert_event(call.tx, call.locked(),
                                 call.event("ORG_DEFAULT_ALERTS_SETTINGS_CHANGED"));
  }
  if (record.name != input.body.name) {
    record.name = input.body.name;
    co_await store::rename_organization(call.tx, call.locked(), record.name,
                                        atlas::fold_case(record.name));
    co_await store::insert_event(call.tx, call.locked(), call.event("ORG_RENAMED"));
  }
  co_return ShownOrganization{std::move(record), &call.exchange};
}

Task<atlas::NoBody> delete_organization(Call& call, Input<ops::delete_organization> const&) {
  auto const& record = call.organization;
  store::ProjectFilter const all;
  auto const projects = co_await store::count_projects(call.tx, record.org_id, all);
  if (projects > 0) co_return fail(Code::org_not_empty, std::string(record.org_id));
  if (record.owes_money) co_return fail(Code::cannot_delete_org_failed_payments);
  co_await store::insert_event(call.tx, call.locked(), call.event("ORG_DELETED"));
  if (record.linked_to) {
    auto const paying = co_await store::lock_organization(call.tx, *record.linked_to);
    co_await store::insert_event(call.tx, paying.value().lock, call.event("UNLINKED_ORG"));
  }
  co_await store::delete_organization(call.tx, call.locked(), call.now());
  co_return atlas::NoBody{};
}

}  // namespace

void bind_organizations(Router& router) {
  bind<ops::list_organizations, list_organizations>(router);
  bind<ops::create_organization, create_organization>(router);
  bind<ops::get_organization, get_organization>(router);
  bind<ops::rename_organization, rename_organization>(router);
  bind<ops::delete_organization, delete_organization>(router);
}

}  // namespace orgd
