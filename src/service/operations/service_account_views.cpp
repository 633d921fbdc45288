// Service accounts as the API shows them, the making of accounts and secrets, and the events that
// tell of them.
#include "service/operations/service_account_views.hpp"

#include "security/client_credentials.hpp"
#include "service/operations/names.hpp"

namespace orgd {
namespace {

atlas::ServiceAccountSecret secret_view(store::AccountSecret const& secret) {
  atlas::ServiceAccountSecret view{.created_at = secret.created_at,
                                   .expires_at = secret.expires_at,
                                   .id = std::string(secret.secret_id),
                                   .masked_secret_value = masked_secret(secret.tail)};
  view.last_used_at.emplace(secret.last_used_at);
  return view;
}

}  // namespace

atlas::ServiceAccount service_account_view(store::ServiceAccount const& account,
                                           store::Names const& roles) {
  atlas::ServiceAccount view{.client_id = client_id_of(account.account_id),
                             .created_at = account.created_at,
                             .description = account.description,
                             .name = account.name,
                             .roles = roles_of(roles)};
  for (auto const& secret : account.secrets.by_creation())
    view.secrets.push_back(secret_view(secret));
  return view;
}

Task<store::ServiceAccount> require_service_account(Call& call, std::string const& client_id) {
  auto const account_id = account_of_client(client_id);
  if (!account_id) co_return fail(Code::service_account_not_found, client_id);
  auto account = co_await store::find_service_account(call.tx, call.organization.org_id,
                                                      store::AccountId::of(*account_id));
  if (!account) co_return fail(Code::service_account_not_found, client_id);
  co_return std::move(*account);
}

Task<store::ServiceAccount> require_account_on_project(Call& call, std::string const& client_id) {
  auto account = co_await require_service_account(call, client_id);
  if (account.project_roles.on(call.project_id).empty())
    co_return fail(Code::service_account_not_found, client_id);
  co_return std::move(account);
}

// An account that makes a project gets a role on it. Whoever manages that project alone could else
// take the account's secrets, or shut it out of the whole organization by its access list.
Result<Done> require_may_act_as(Call const& call, store::ServiceAccount const& account) {
  if (call.caller().identity.id == account.account_id) return Done{};
  auto const& org_id = call.organization.org_id;
  auto const own = call.caller().rights_in(org_id, call.project_id).org_roles;
  if (own.has(atlas::OrgRole::org_owner)) return Done{};
  for (auto const& name : account.roles) {
    auto const role = atlas::parse_org_role(name);
    bool const covered = role == atlas::OrgRole::org_member || (role && own.has(*role));
    if (!covered) return fail(Code::user_unauthorized);
  }
  for (auto const& one : account.project_roles.by_project()) {
    auto const rights = call.caller().rights_in(org_id, one.project_id);
    bool const is_owner = rights.group_roles.has(atlas::GroupRole::group_owner);
    bool const is_managed = one.project_id == call.project_id && !gives_ownership(one.roles());
    if (!is_owner && !is_managed) return fail(Code::user_unauthorized);
  }
  return Done{};
}

Task<Done> record_account_event(Call& call, store::LockedOrg const& org, store::EventType type,
                                store::ServiceAccount const& account,
                                std::optional<store::ProjectId> project_id) {
  auto event = call.event(type);
  event.project_id = project_id;
  event.target_public_key = client_id_of(account.account_id);
  co_return co_await store::insert_event(call.tx, org, event);
}

Task<Done> require_room_for_account(Call& call) {
  auto const most = call.limits().service_accounts_per_org;
  auto const count = co_await store::count_service_accounts(call.tx, call.organization.org_id);
  if (count >= most)
    co_return fail(Code::max_service_accounts_per_org_exceeded, most,
                   std::string(call.organization.org_id));
  co_return Done{};
}

Task<Done> require_allowed_life(Call& call, std::int32_t hours) {
  auto const settings = co_await store::settings_of(call.tx, call.organization.org_id);
  auto const most = settings.secret_validity_hours;
  if (most && hours > *most)
    co_return fail(Code::validation_error, "a secret of the organization is valid for at most " +
                                               std::to_string(*most) + " hours");
  co_return Done{};
}

Task<atlas::ServiceAccountSecret> create_secret(Call& call, store::LockedOrg const& org,
                                                store::AccountId account_id, std::int32_t hours) {
  std::string secret = new_client_secret(call.environment().platform);
  store::NewAccountSecret const made{.org_id = org.id(),
                                     .account_id = account_id,
                                     .secret_id = call.new_id<store::SecretId>(),
                                     .secret_hash = hash_token(secret),
                                     .secret_tail = std::string(tail_of_secret(secret)),
                                     .created_at = call.now(),
                                     .expires_at = call.now() + std::chrono::hours(hours)};
  co_await store::insert_account_secret(call.tx, org, made);
  call.exchange.secret = true;
  auto view = secret_view({.secret_id = made.secret_id,
                           .created_at = made.created_at,
                           .expires_at = made.expires_at,
                           .tail = made.secret_tail});
  view.secret = std::move(secret);
  co_return std::move(view);
}

Task<atlas::ServiceAccount> create_account(Call& call, store::LockedOrg const& org,
                                           NewAccount const& wanted) {
  store::ServiceAccount const account{.org_id = org.id(),
                                      .account_id = call.new_id<store::AccountId>(),
                                      .name = wanted.name,
                                      .description = wanted.description,
                                      .roles = wanted.org_roles,
                                      .created_at = call.now()};
  std::string const client_id = client_id_of(account.account_id);
  co_await store::insert_service_account(call.tx, org, account, client_id);
  std::optional<store::ProjectId> project_id;
  if (wanted.on_project) {
    project_id = wanted.on_project->project_id;
    co_await store::insert_project_roles(call.tx, org, account.account_id, *wanted.on_project);
  }
  co_await record_account_event(call, org, "SERVICE_ACCOUNT_CREATED", account, project_id);
  if (project_id)
    co_await record_account_event(call, org, "SERVICE_ACCOUNT_ADDED_TO_GROUP", account, project_id);
  auto view = service_account_view(account,
                                   wanted.on_project ? wanted.on_project->roles : wanted.org_roles);
  auto secret = co_await create_secret(call, org, account.account_id, wanted.secret_hours);
  view.secrets.push_back(std::move(secret));
  co_await record_account_event(call, org, "SERVICE_ACCOUNT_SECRET_ADDED", account, project_id);
  co_return std::move(view);
}

Task<atlas::ServiceAccountSecret> add_secret(Call& call, store::ServiceAccount const& account,
                                             std::int32_t hours,
                                             std::optional<store::ProjectId> project_id) {
  auto const most = call.limits().secrets_per_service_account;
  if (std::ssize(account.secrets.by_creation()) >= most)
    co_return fail(Code::validation_error,
                   "a service account has at most " + std::to_string(most) + " secrets");
  co_await require_allowed_life(call, hours);
  auto made = co_await create_secret(call, call.locked(), account.account_id, hours);
  co_await record_account_event(call, call.locked(), "SERVICE_ACCOUNT_SECRET_ADDED", account,
                                project_id);
  co_return std::move(made);
}

Task<Done> record_end_of_expiry(Call& call, store::ToldStates before) {
  if (!before.expiring && !before.expired) co_return Done{};
  auto const after = co_await store::told_states(call.tx, call.organization.org_id);
  if (before.expiring && !after.expiring) {
    auto const event = call.event("ORG_SERVICE_ACCOUNT_SECRETS_NO_LONGER_EXPIRING");
    co_await store::insert_event(call.tx, call.locked(), event);
  }
  if (before.expired && !after.expired) {
    auto const event = call.event("ORG_SERVICE_ACCOUNT_SECRETS_NO_LONGER_EXPIRED");
    co_await store::insert_event(call.tx, call.locked(), event);
  }
  co_return Done{};
}

Task<Done> remove_secret(Call& call, store::ServiceAccount const& account,
                         std::string const& secret_id, std::optional<store::ProjectId> project_id) {
  auto const told = co_await store::told_states(call.tx, call.organization.org_id);
  auto const known = co_await store::delete_account_secret(
      call.tx, call.locked(), account.account_id, store::SecretId::of(secret_id));
  if (!known) co_return fail(Code::resource_not_found, std::string(call.exchange.path));
  co_await record_account_event(call, call.locked(), "SERVICE_ACCOUNT_SECRET_DELETED", account,
                                project_id);
  co_await record_end_of_expiry(call, told);
  co_return co_await store::touch_authorization(call.tx, call.locked());
}

bool describes_anew(store::ServiceAccount const& account, std::optional<std::string> const& name,
                    std::optional<std::string> const& description) {
  return name.value_or(account.name) != account.name ||
         description.value_or(account.description) != account.description;
}

Task<Done> change_texts(Call& call, store::ServiceAccount& account,
                        std::optional<std::string> const& name,
                        std::optional<std::string> const& description,
                        std::optional<store::ProjectId> project_id) {
  account.name = name.value_or(account.name);
  account.description = description.value_or(account.description);
  co_await store::update_service_account(call.tx, call.locked(), account);
  co_return co_await record_account_event(call, call.locked(), "SERVICE_ACCOUNT_DETAILS_CHANGED",
                                          account, project_id);
}

}  // namespace orgd
