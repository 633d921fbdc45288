// The settings of an organization.
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

constexpr std::int32_t default_absolute_timeout_s = 43200;

atlas::OrganizationSettings settings_view(store::SettingsRecord const& record) {
  atlas::OrganizationSettings view{
      .api_access_list_required = record.access_list_required,
      .multi_factor_auth_required = record.multi_factor_required,
      .restrict_employee_access = record.employees_restricted,
      .gen_a_i_features_enabled = record.gen_ai_enabled,
      .max_service_account_secret_validity_in_hours = {record.secret_validity_hours},
      .security_contact = {record.security_contact},
      .operations_contact = {record.operations_contact},
      .streams_cross_group_enabled = record.streams_cross_group,
      .custom_session_timeouts = atlas::null_of<atlas::CustomSessionTimeouts>()};
  if (record.has_session_timeouts) {
    atlas::CustomSessionTimeouts timeouts;
    timeouts.absolute_session_timeout_in_seconds.emplace(record.session_absolute_s);
    timeouts.idle_session_timeout_in_seconds.emplace(record.session_idle_s);
    view.custom_session_timeouts.emplace(timeouts);
  }
  return view;
}

template <class T>
void take(std::optional<T> const& given, T& out) {
  if (given) out = *given;
}

Result<Done> take_timeouts(atlas::CustomSessionTimeouts const& given,
                           store::SettingsRecord& record) {
  record.has_session_timeouts = true;
  take(given.absolute_session_timeout_in_seconds, record.session_absolute_s);
  take(given.idle_session_timeout_in_seconds, record.session_idle_s);
  auto const absolute = record.session_absolute_s.value_or(default_absolute_timeout_s);
  if (record.session_idle_s.value_or(0) > absolute)
    return fail(Code::validation_error,
                "customSessionTimeouts.idleSessionTimeoutInSeconds exceeds the absolute timeout");
  return Done{};
}

Result<store::SettingsRecord> merged(store::SettingsRecord record,
                                     atlas::OrganizationSettings const& given) {
  take(given.api_access_list_required, record.access_list_required);
  take(given.multi_factor_auth_required, record.multi_factor_required);
  take(given.restrict_employee_access, record.employees_restricted);
  take(given.gen_a_i_features_enabled, record.gen_ai_enabled);
  take(given.max_service_account_secret_validity_in_hours, record.secret_validity_hours);
  take(given.security_contact, record.security_contact);
  if (record.security_contact == "") record.security_contact.reset();
  take(given.operations_contact, record.operations_contact);
  take(given.streams_cross_group_enabled, record.streams_cross_group);
  if (!given.custom_session_timeouts) return record;
  if (!*given.custom_session_timeouts) {
    record.has_session_timeouts = false;
    record.session_absolute_s.reset();
    record.session_idle_s.reset();
    return record;
  }
  auto taken = take_timeouts(**given.custom_session_timeouts, record);
  if (!taken) return std::unexpected(std::move(taken.error()));
  return record;
}

// The events of what changed: one for each. A change without one could not be told from none when
// the answer to its commit is lost.
std::vector<store::EventType> events_of(store::SettingsRecord const& before,
                                        store::SettingsRecord const& after) {
  std::vector<store::EventType> types;
  auto const flag = [&](bool was, bool is, store::EventType on, store::EventType off) {
    if (was != is) types.push_back(is ? on : off);
  };
  flag(before.access_list_required, after.access_list_required,
       "ORG_PUBLIC_API_ACCESS_LIST_REQUIRED", "ORG_PUBLIC_API_ACCESS_LIST_NOT_REQUIRED");
  flag(before.multi_factor_required, after.multi_factor_required, "ORG_TWO_FACTOR_AUTH_REQUIRED",
       "ORG_TWO_FACTOR_AUTH_OPTIONAL");
  flag(before.employees_restricted, after.employees_restricted, "ORG_EMPLOYEE_ACCESS_RESTRICTED",
       "ORG_EMPLOYEE_ACCESS_UNRESTRICTED");
  flag(before.gen_ai_enabled, after.gen_ai_enabled, "ORG_GEN_AI_FEATURES_ENABLED",
       "ORG_GEN_AI_FEATURES_DISABLED");
  flag(before.streams_cross_group, after.streams_cross_group, "ORG_STREAMS_CROSS_GROUP_ENABLED",
       "ORG_STREAMS_CROSS_GROUP_DISABLED");
  auto const edit = [&](bool is_other, store::EventType type) {
    if (is_other) types.push_back(type);
  };
  edit(before.secret_validity_hours != after.secret_validity_hours,
       "ORG_SERVICE_ACCOUNT_MAX_SECRET_VALIDITY_EDITED");
  edit(before.security_contact != after.security_contact, "SECURITY_CONTACT_MODIFIED");
  edit(before.operations_contact != after.operations_contact, "OPERATIONS_CONTACT_MODIFIED");
  edit(before.has_session_timeouts != after.has_session_timeouts ||
           before.session_absolute_s != after.session_absolute_s ||
           before.session_idle_s != after.session_idle_s,
       "CUSTOM_SESSION_TIMEOUT_MODIFIED");
  return types;
}

Task<atlas::OrganizationSettings> get_organization_settings(
    Call& call, Input<ops::get_organization_settings> const&) {
  co_return settings_view(co_await store::settings_of(call.tx, call.organization.org_id));
}

Task<atlas::OrganizationSettings> update_organization_settings(
    Call& call, Input<ops::update_organization_settings> const& input) {
  auto const& org = call.locked();
  auto const before = co_await store::settings_of(call.tx, org.id());
  auto const after = co_await merged(before, input.body);
  co_await store::save_settings(call.tx, org, after);
  auto const types = events_of(before, after);
  for (auto const type : types) co_await store::insert_event(call.tx, org, call.event(type));
  if (!types.empty()) co_await store::touch_authorization(call.tx, org);
  co_return settings_view(after);
}

}  // namespace

void bind_settings(Router& router) {
  bind<ops::get_organization_settings, get_organization_settings>(router);
  bind<ops::update_organization_settings, update_organization_settings>(router);
}

}  // namespace orgd
