// An organization's settings as the API shows them, and what a request makes of them.
#include "service/operations/settings_views.hpp"

namespace orgd {
namespace {

constexpr std::int32_t default_absolute_timeout_s = 43200;

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

}  // namespace

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

Result<store::SettingsRecord> settings_with(store::SettingsRecord record,
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

}  // namespace orgd
