// Shapes of organizations and their settings.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types/api_keys.hpp"
#include "atlas/types/common.hpp"
#include "atlas/types/service_accounts.hpp"

namespace atlas {

/// An organization.
struct Organization {
  std::string name{};
  std::optional<bool> skip_default_alerts_settings{};
  std::string id{};
  bool is_deleted = false;
  std::vector<Link> links{};
};
ATLAS_FIELDS(Organization, (name, "the name as people see it", .text = &text::org_name),
             (skip_default_alerts_settings, "leave out the default alerts", .answered = true),
             (id, "its id", .text = &text::object_id, .read_only = true),
             (is_deleted, "true once it is deleted", .read_only = true),
             (links, "links to this and to what belongs to it", .read_only = true))

/// An organization to create.
struct CreateOrganizationRequest {
  std::string name{};
  std::optional<std::string> org_owner_id{};
  std::optional<CreateApiKey> api_key{};
  std::optional<std::string> federation_settings_id{};
  std::optional<OrgServiceAccountRequest> service_account{};
  std::optional<bool> skip_default_alerts_settings{};
};
ATLAS_FIELDS(
    CreateOrganizationRequest, (name, "the name as people see it", .text = &text::org_name),
    (org_owner_id,
     "the id of the user who owns it; where a service account names none, the oldest owner of "
     "its organization; API keys must name one",
     .text = &text::object_id),
    (api_key, "a first key to create"),
    (federation_settings_id, "the federation to join", .text = &text::object_id),
    (service_account, "a first service account to create, in place of a key"),
    (skip_default_alerts_settings, "leave out the default alerts"))

/// An organization just created.
struct CreateOrganizationResponse {
  std::optional<ApiKey> api_key{};
  std::optional<std::string> federation_settings_id{};
  std::string org_owner_id{};
  Organization organization{};
  std::optional<ServiceAccount> service_account{};
  std::optional<bool> skip_default_alerts_settings{};
};
ATLAS_FIELDS(CreateOrganizationResponse, (api_key, "the first key, its private key readable"),
             (federation_settings_id, "the federation to join"), (org_owner_id, "who owns it"),
             (organization, "what was created"),
             (service_account, "the first service account, its secret readable"),
             (skip_default_alerts_settings, "leave out the default alerts"))

/// Limits on people's sessions, in seconds; null means the default (absolute 43200, idle none).
struct CustomSessionTimeouts {
  Nullable<std::int32_t> absolute_session_timeout_in_seconds{};
  Nullable<std::int32_t> idle_session_timeout_in_seconds{};
};
ATLAS_FIELDS(CustomSessionTimeouts,
             (absolute_session_timeout_in_seconds,
              "seconds from signing in to the end of a session; null is 43200", .minimum = 3600,
              .maximum = 43200),
             (idle_session_timeout_in_seconds,
              "seconds from the last request to the end of a session; null is no limit",
              .minimum = 300, .maximum = 43200))

/// An organization's settings; a request may carry any subset.
struct OrganizationSettings {
  std::optional<bool> api_access_list_required{};
  std::optional<bool> multi_factor_auth_required{};
  std::optional<bool> restrict_employee_access{};
  std::optional<bool> gen_a_i_features_enabled{};
  Nullable<std::int32_t> max_service_account_secret_validity_in_hours{};
  Nullable<std::string> security_contact{};
  Nullable<std::string> operations_contact{};
  std::optional<bool> streams_cross_group_enabled{};
  Nullable<CustomSessionTimeouts> custom_session_timeouts{};
};
ATLAS_FIELDS(OrganizationSettings,
             (api_access_list_required, "API keys need an access list", .answered = true),
             (multi_factor_auth_required, "people need a second factor", .answered = true),
             (restrict_employee_access, "keep the service's staff out", .answered = true),
             (gen_a_i_features_enabled, "offer generative features", .answered = true),
             (max_service_account_secret_validity_in_hours,
              "hours for which new secrets are valid; null is no limit", .minimum = 8,
              .maximum = 8760, .answered = true),
             (security_contact, "an address for matters of security; \"\" clears it",
              .text = &text::email_or_empty, .answered = true),
             (operations_contact, "an address for matters of operation", .text = &text::email,
              .missing = Code::invalid_email_address, .answered = true),
             (streams_cross_group_enabled, "streams may cross projects", .answered = true),
             (custom_session_timeouts, "limits on people's sessions; null is the defaults",
              .answered = true))

}  // namespace atlas
