// Service accounts of an organization and their secrets.
#include <ranges>

#include "security/client_credentials.hpp"
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/names.hpp"
#include "service/operations/service_account_views.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

// Not kept: when a secret was last used changes without the organization.
Task<PageListing<atlas::ServiceAccount>> list_org_service_accounts(
    Call& call, Input<ops::list_org_service_accounts> const& input) {
  auto const& org_id = call.organization.org_id;
  auto [total, accounts] =
      co_await both(store::count_service_accounts(call.tx, org_id),
                    store::list_service_accounts(call.tx, org_id, slice_of(input.query)));
  co_return page_of(call, input.query, total, std::move(accounts), [](auto const& account) {
    return service_account_view(account, account.roles);
  });
}

Task<atlas::ServiceAccount> create_org_service_account(
    Call& call, Input<ops::create_org_service_account> const& input) {
  auto const& body = input.body;
  co_await require_room_for_account(call);
  co_await require_allowed_life(call, body.secret_expires_after_hours);
  NewAccount const wanted{.name = body.name,
                          .description = body.description,
                          .org_roles = unique_names(names_of(body.roles)),
                          .secret_hours = body.secret_expires_after_hours};
  auto view = co_await create_account(call, call.locked(), wanted);
  call.exchange.location = call.exchange.url_of(ops::get_org_service_account.info,
                                                {call.organization.org_id, view.client_id});
  co_await store::touch_authorization(call.tx, call.locked());
  co_return std::move(view);
}

Task<atlas::ServiceAccount> get_org_service_account(
    Call& call, Input<ops::get_org_service_account> const& input) {
  auto const account = co_await require_service_account(call, input.path.client_id);
  co_return service_account_view(account, account.roles);
}

Task<atlas::ServiceAccount> update_org_service_account(
    Call& call, Input<ops::update_org_service_account> const& input) {
  auto account = co_await require_service_account(call, input.path.client_id);
  auto const& body = input.body;
  if (describes_anew(account, body.name, body.description))
    co_await change_texts(call, account, body.name, body.description);
  auto const before = account.roles;
  if (body.roles) account.roles = unique_names(names_of(*body.roles));
  if (account.roles != before) {
    co_await store::update_service_account(call.tx, call.locked(), account);
    co_await record_account_event(call, call.locked(), "SERVICE_ACCOUNT_ROLES_CHANGED", account);
    co_await store::touch_authorization(call.tx, call.locked());
  }
  co_return service_account_view(account, account.roles);
}

Task<atlas::NoBody> delete_org_service_account(
    Call& call, Input<ops::delete_org_service_account> const& input) {
  auto const account = co_await require_service_account(call, input.path.client_id);
  std::string const client_id = client_id_of(account.account_id);
  auto const told = co_await store::told_states(call.tx, call.organization.org_id);
  co_await store::delete_service_account(call.tx, call.locked(), account.account_id, client_id);
  co_await record_account_event(call, call.locked(), "SERVICE_ACCOUNT_DELETED", account);
  co_await record_end_of_expiry(call, told);
  co_await store::touch_authorization(call.tx, call.locked());
  co_return atlas::NoBody{};
}

Task<atlas::ServiceAccountSecret> create_org_service_account_secret(
    Call& call, Input<ops::create_org_service_account_secret> const& input) {
  auto const account = co_await require_service_account(call, input.path.client_id);
  auto made = co_await add_secret(call, account, input.body.secret_expires_after_hours);
  call.exchange.location =
      call.exchange.url_of(ops::delete_org_service_account_secret.info,
                           {call.organization.org_id, client_id_of(account.account_id), made.id});
  co_return std::move(made);
}

Task<atlas::NoBody> delete_org_service_account_secret(
    Call& call, Input<ops::delete_org_service_account_secret> const& input) {
  auto const account = co_await require_service_account(call, input.path.client_id);
  co_await remove_secret(call, account, input.path.secret_id);
  co_return atlas::NoBody{};
}

Task<PageListing<atlas::ServiceAccountGroup>> get_org_service_account_groups(
    Call& call, Input<ops::get_org_service_account_groups> const& input) {
  auto const account = co_await require_service_account(call, input.path.client_id);
  auto const all = account.project_roles.by_project();
  auto const slice = slice_of(input.query);
  std::vector<atlas::ServiceAccountGroup> shown;
  for (auto const& one : all | std::views::drop(slice.offset) | std::views::take(slice.limit))
    shown.push_back({.group_id = std::string(one.project_id), .roles = roles_of(one.roles())});
  co_return page_of(call, input.query, std::ssize(all), std::move(shown),
                    [](auto const& group) { return group; });
}

}  // namespace

void bind_service_accounts(Router& router) {
  bind<ops::list_org_service_accounts, list_org_service_accounts>(router);
  bind<ops::create_org_service_account, create_org_service_account>(router);
  bind<ops::get_org_service_account, get_org_service_account>(router);
  bind<ops::update_org_service_account, update_org_service_account>(router);
  bind<ops::delete_org_service_account, delete_org_service_account>(router);
  bind<ops::create_org_service_account_secret, create_org_service_account_secret>(router);
  bind<ops::delete_org_service_account_secret, delete_org_service_account_secret>(router);
  bind<ops::get_org_service_account_groups, get_org_service_account_groups>(router);
}

}  // namespace orgd
