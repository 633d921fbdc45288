// Shapes of organizations and their settings.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "atlas/types/api_keys.hpp"
#include "atlas/types/common.hpp"

namespace atlas {

struct Organization {
  std::string name{};
  std::optional<bool> skip_default_alerts_settings{};
  std::string id{};
  bool is_deleted = false;
  std::vector<Link> links{};
};
BOOST_DESCRIBE_STRUCT(Organization, (), (name, skip_default_alerts_settings, id, is_deleted, links))

struct CreateOrganizationRequest {
  std::string name{};
  std::optional<std::string> org_owner_id{};  ///< required when an API key calls
  std::optional<CreateApiKey> api_key{};
  std::optional<std::string> federation_settings_id{};
  std::optional<bool> skip_default_alerts_settings{};
};
BOOST_DESCRIBE_STRUCT(CreateOrganizationRequest, (),
                      (name, org_owner_id, api_key, federation_settings_id,
                       skip_default_alerts_settings))

struct CreateOrganizationResponse {
  std::optional<ApiKey> api_key{};
  std::optional<std::string> federation_settings_id{};
  std::string org_owner_id{};
  Organization organization{};
  std::optional<bool> skip_default_alerts_settings{};
};
BOOST_DESCRIBE_STRUCT(CreateOrganizationResponse, (),
                      (api_key, federation_settings_id, org_owner_id, organization,
                       skip_default_alerts_settings))

/// Limits on people's sessions, in seconds; null means the default (absolute 43200, idle none).
struct CustomSessionTimeouts {
  Nullable<std::int32_t> absolute_session_timeout_in_seconds{};
  Nullable<std::int32_t> idle_session_timeout_in_seconds{};
};
BOOST_DESCRIBE_STRUCT(CustomSessionTimeouts, (),
                      (absolute_session_timeout_in_seconds, idle_session_timeout_in_seconds))

/// An organization's settings; a request may carry any subset.
struct OrganizationSettings {
  std::optional<bool> api_access_list_required{};
  std::optional<bool> multi_factor_auth_required{};
  std::optional<bool> restrict_employee_access{};
  std::optional<bool> gen_a_i_features_enabled{};
  Nullable<std::int32_t> max_service_account_secret_validity_in_hours{};
  Nullable<std::string> security_contact{};    ///< cleared by ""
  Nullable<std::string> operations_contact{};  ///< cleared by null
  std::optional<bool> streams_cross_group_enabled{};
  Nullable<CustomSessionTimeouts> custom_session_timeouts{};
};
BOOST_DESCRIBE_STRUCT(OrganizationSettings, (),
                      (api_access_list_required, multi_factor_auth_required,
                       restrict_employee_access, gen_a_i_features_enabled,
                       max_service_account_secret_validity_in_hours, security_contact,
                       operations_contact, streams_cross_group_enabled, custom_session_timeouts))

}  // namespace atlas
