// The settings of an organization.
#include "service/bind.hpp"
#include "service/operations/bind_all.hpp"
#include "service/operations/settings_views.hpp"

namespace orgd {
namespace {

namespace ops = atlas::ops;

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
  auto const after = co_await settings_with(before, input.body);
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
