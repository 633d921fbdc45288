// Service accounts of a project: those of its organization that have roles on it.
#include "security/client_credentials.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/names.hpp"
#include "service/operations/service_account_views.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

atlas::ServiceAccount on_project_view(store::ServiceAccount const& account,
                                      store::ProjectId project_id) {
  return service_account_view(account, account.project_roles.on(project_id));
}

// Not kept: when a secret was last used changes without the organization.
Task<PageListing<atlas::ServiceAccount>> list_group_service_accounts(
    Call& call, Input<ops::list_group_service_accounts> const& input) {
  auto const& org_id = call.organization.org_id;
  auto [total, accounts] = co_await both(
      store::count_accounts_of_project(call.tx, org_id, call.project_id),
      store::list_accounts_of_project(call.tx, org_id, call.project_id, slice_of(input.query)));
  co_return page_of(call, input.query, total, std::move(accounts),
                    [project_id = call.project_id](auto const& account) {
                      return on_project_view(account, project_id);
                    });
}

Task<atlas::ServiceAccount> create_group_service_account(
    Call& call, Input<ops::create_group_service_account> const& input) {
  auto const& body = input.body;
  co_await require_room_for_account(call);
  co_await require_allowed_life(call, body.secret_expires_after_hours);
  NewAccount wanted{.name = body.name,
                    .description = body.description,
                    .secret_hours = body.secret_expires_after_hours};
  wanted.org_roles = mere_membership();
  wanted.on_project = store::ProjectRoles{.project_id = call.project_id,
                                          .roles = unique_names(names_of(body.roles))};
  auto view = co_await create_account(call, call.locked(), wanted);
  call.exchange.location =
      call.exchange.url_of(ops::get_group_service_account.info, {call.project_id, view.client_id});
  co_await store::touch_authorization(call.tx, call.locked());
  co_return std::move(view);
}

Task<atlas::ServiceAccount> get_group_service_account(
    Call& call, Input<ops::get_group_service_account> const& input) {
  auto const account = co_await require_account_on_project(call, input.path.client_id);
  co_return on_project_view(account, call.project_id);
}

// The account's roles on the project become these, with the event of it.
Task<Done> put_roles(Call& call, store::ServiceAccount const& account, store::Names const& roles) {
  auto const before = account.project_roles.on(call.project_id);
  if (roles == before) co_return Done{};
  store::ProjectRoles const given{.project_id = call.project_id, .roles = roles};
  co_await store::put_project_roles(call.tx, call.locked(), account.account_id, given);
  store::EventType const added = "SERVICE_ACCOUNT_ADDED_TO_GROUP";
  store::EventType const changed = "SERVICE_ACCOUNT_ROLES_CHANGED";
  auto const type = before.empty() ? added : changed;
  co_await record_account_event(call, call.locked(), type, account, call.project_id);
  co_return co_await store::touch_authorization(call.tx, call.locked());
}

Task<atlas::ServiceAccount> update_group_service_account(
    Call& call, Input<ops::update_group_service_account> const& input) {
  auto account = co_await require_account_on_project(call, input.path.client_id);
  // Its texts are those of the whole organization; its roles here are the project's own.
  auto const& body = input.body;
  if (describes_anew(account, body.name, body.description)) {
    co_await require_may_act_as(call, account);
    co_await change_texts(call, account, body.name, body.description, call.project_id);
  }
  auto roles = account.project_roles.on(call.project_id);
  if (body.roles) roles = unique_names(names_of(*body.roles));
  co_await put_roles(call, account, roles);
  co_return service_account_view(account, roles);
}

Task<atlas::NoBody> delete_group_service_account(
    Call& call, Input<ops::delete_group_service_account> const& input) {
  auto const account = co_await require_account_on_project(call, input.path.client_id);
  co_await store::remove_project_roles(call.tx, call.locked(), account.account_id, call.project_id);
  co_await record_account_event(call, call.locked(), "SERVICE_ACCOUNT_REMOVED_FROM_GROUP", account,
                                call.project_id);
  co_await store::touch_authorization(call.tx, call.locked());
  co_return atlas::NoBody{};
}

Task<atlas::ServiceAccountSecret> create_group_service_account_secret(
    Call& call, Input<ops::create_group_service_account_secret> const& input) {
  auto const account = co_await require_account_on_project(call, input.path.client_id);
  co_await require_may_act_as(call, account);
  auto made =
      co_await add_secret(call, account, input.body.secret_expires_after_hours, call.project_id);
  call.exchange.location =
      call.exchange.url_of(ops::delete_group_service_account_secret.info,
                           {call.project_id, client_id_of(account.account_id), made.id});
  co_return std::move(made);
}

Task<atlas::NoBody> delete_group_service_account_secret(
    Call& call, Input<ops::delete_group_service_account_secret> const& input) {
  auto const account = co_await require_account_on_project(call, input.path.client_id);
  co_await require_may_act_as(call, account);
  co_await remove_secret(call, account, input.path.secret_id, call.project_id);
  co_return atlas::NoBody{};
}

Task<atlas::ServiceAccount> invite_group_service_account(
    Call& call, Input<ops::invite_group_service_account> const& input) {
  auto const account = co_await require_service_account(call, input.path.client_id);
  auto all = account.project_roles.on(call.project_id);
  for (auto const& role : input.body.roles) all.push_back(role.name());
  auto const roles = unique_names(std::move(all));
  co_await put_roles(call, account, roles);
  co_return service_account_view(account, roles);
}

}  // namespace

void bind_project_service_accounts(Router& router) {
  bind<ops::list_group_service_accounts, list_group_service_accounts>(router);
  bind<ops::create_group_service_account, create_group_service_account>(router);
  bind<ops::get_group_service_account, get_group_service_account>(router);
  bind<ops::update_group_service_account, update_group_service_account>(router);
  bind<ops::delete_group_service_account, delete_group_service_account>(router);
  bind<ops::create_group_service_account_secret, create_group_service_account_secret>(router);
  bind<ops::delete_group_service_account_secret, delete_group_service_account_secret>(router);
  bind<ops::invite_group_service_account, invite_group_service_account>(router);
}

}  // namespace orgd
