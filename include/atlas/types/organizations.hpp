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

/// An organization.
struct Organization {
  std::string name{};                                  ///< as people see it
  std::optional<bool> skip_default_alerts_settings{};  ///< leave out the default alerts
  std::string id{};                                    ///< 24 hexadecimal digits
  bool is_deleted = false;                             ///< true once it is deleted
  std::vector<Link> links{};                           ///< to this and what belongs to it
};
BOOST_DESCRIBE_STRUCT(Organization, (), (name, skip_default_alerts_settings, id, is_deleted, links))

/// An organization to create.
struct CreateOrganizationRequest {
  std::string name{};                                   ///< as people see it
  std::optional<std::string> org_owner_id{};            ///< required when an API key calls
  std::optional<CreateApiKey> api_key{};                ///< a first key to create
  std::optional<std::string> federation_settings_id{};  ///< of the federation to join
  std::optional<bool> skip_default_alerts_settings{};   ///< leave out the default alerts
};
BOOST_DESCRIBE_STRUCT(CreateOrganizationRequest, (),
                      (name, org_owner_id, api_key, federation_settings_id,
                       skip_default_alerts_settings))

/// An organization just created.
struct CreateOrganizationResponse {
  std::optional<ApiKey> api_key{};                      ///< the first key, its private key readable
  std::optional<std::string> federation_settings_id{};  ///< of the federation to join
  std::string org_owner_id{};                           ///< who owns it
  Organization organization{};                          ///< what was created
  std::optional<bool> skip_default_alerts_settings{};   ///< leave out the default alerts
};
BOOST_DESCRIBE_STRUCT(CreateOrganizationResponse, (),
                      (api_key, federation_settings_id, org_owner_id, organization,
                       skip_default_alerts_settings))

/// Limits on people's sessions, in seconds; null means the default (absolute 43200, idle none).
struct CustomSessionTimeouts {
  Nullable<std::int32_t> absolute_session_timeout_in_seconds{};  ///< after signing in
  Nullable<std::int32_t> idle_session_timeout_in_seconds{};      ///< after the last request
};
BOOST_DESCRIBE_STRUCT(CustomSessionTimeouts, (),
                      (absolute_session_timeout_in_seconds, idle_session_timeout_in_seconds))

/// An organization's settings; a request may carry any subset.
struct OrganizationSettings {
  std::optional<bool> api_access_list_required{};    ///< API keys need an access list
  std::optional<bool> multi_factor_auth_required{};  ///< people need a second factor
  std::optional<bool> restrict_employee_access{};    ///< keep the service's staff out
  std::optional<bool> gen_a_i_features_enabled{};    ///< offer generative features
  Nullable<std::int32_t>
      max_service_account_secret_validity_in_hours{};         ///< of new secrets; null is no limit
  Nullable<std::string> security_contact{};                   ///< cleared by ""
  Nullable<std::string> operations_contact{};                 ///< cleared by null
  std::optional<bool> streams_cross_group_enabled{};          ///< streams may cross projects
  Nullable<CustomSessionTimeouts> custom_session_timeouts{};  ///< null: the defaults
};
BOOST_DESCRIBE_STRUCT(OrganizationSettings, (),
                      (api_access_list_required, multi_factor_auth_required,
                       restrict_employee_access, gen_a_i_features_enabled,
                       max_service_account_secret_validity_in_hours, security_contact,
                       operations_contact, streams_cross_group_enabled, custom_session_timeouts))

}  // namespace atlas
