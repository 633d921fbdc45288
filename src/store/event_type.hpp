// The closed catalogue of what the audit trail tells. An event of another type does not compile.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace orgd::store {

inline constexpr auto event_type_names = std::to_array<std::string_view>({
    "API_KEY_ACCESS_LIST_ENTRY_ADDED",
    "API_KEY_ACCESS_LIST_ENTRY_DELETED",
    "API_KEY_ADDED_TO_GROUP",
    "API_KEY_CREATED",
    "API_KEY_DELETED",
    "API_KEY_DESCRIPTION_CHANGED",
    "API_KEY_REMOVED_FROM_GROUP",
    "API_KEY_ROLES_CHANGED",
    "CUSTOM_SESSION_TIMEOUT_MODIFIED",
    "GROUP_CREATED",
    "GROUP_DEFAULT_ALERTS_SETTINGS_CHANGED",
    "GROUP_DELETED",
    "GROUP_INVITATION_DELETED",
    "GROUP_MOVED",
    "GROUP_MOVED_FROM_ORG",
    "GROUP_NAME_CHANGED",
    "GROUP_SETTINGS_MODIFIED",
    "GROUP_TAGS_MODIFIED",
    "INVITED_TO_GROUP",
    "INVITED_TO_ORG",
    "INVITED_TO_TEAM",
    "JOINED_GROUP",
    "JOINED_ORG",
    "JOINED_TEAM",
    "NEW_LINKED_ORG",
    "OPERATIONS_CONTACT_MODIFIED",
    "ORG_CREATED",
    "ORG_DEFAULT_ALERTS_SETTINGS_CHANGED",
    "ORG_DELETED",
    "ORG_EMPLOYEE_ACCESS_BYPASS_GRANTED",
    "ORG_EMPLOYEE_ACCESS_RESTRICTED",
    "ORG_EMPLOYEE_ACCESS_UNRESTRICTED",
    "ORG_GEN_AI_FEATURES_DISABLED",
    "ORG_GEN_AI_FEATURES_ENABLED",
    "ORG_INVITATION_DELETED",
    "ORG_LINKED_TO_PAYING_ORG",
    "ORG_PUBLIC_API_ACCESS_LIST_NOT_REQUIRED",
    "ORG_PUBLIC_API_ACCESS_LIST_REQUIRED",
    "ORG_RENAMED",
    "ORG_SERVICE_ACCOUNT_MAX_SECRET_VALIDITY_EDITED",
    "ORG_SERVICE_ACCOUNT_SECRETS_EXPIRED",
    "ORG_SERVICE_ACCOUNT_SECRETS_EXPIRING",
    "ORG_SERVICE_ACCOUNT_SECRETS_NO_LONGER_EXPIRED",
    "ORG_SERVICE_ACCOUNT_SECRETS_NO_LONGER_EXPIRING",
    "ORG_STREAMS_CROSS_GROUP_DISABLED",
    "ORG_STREAMS_CROSS_GROUP_ENABLED",
    "ORG_TWO_FACTOR_AUTH_OPTIONAL",
    "ORG_TWO_FACTOR_AUTH_REQUIRED",
    "PROJECT_OPERATIONAL_LIMIT_UPDATED",
    "REMOVED_FROM_GROUP",
    "REMOVED_FROM_ORG",
    "REMOVED_FROM_TEAM",
    "SECURITY_CONTACT_MODIFIED",
    "SERVICE_ACCOUNT_ACCESS_LIST_ENTRY_ADDED",
    "SERVICE_ACCOUNT_ACCESS_LIST_ENTRY_DELETED",
    "SERVICE_ACCOUNT_ADDED_TO_GROUP",
    "SERVICE_ACCOUNT_CREATED",
    "SERVICE_ACCOUNT_DELETED",
    "SERVICE_ACCOUNT_DETAILS_CHANGED",
    "SERVICE_ACCOUNT_REMOVED_FROM_GROUP",
    "SERVICE_ACCOUNT_ROLES_CHANGED",
    "SERVICE_ACCOUNT_SECRET_ADDED",
    "SERVICE_ACCOUNT_SECRET_DELETED",
    "TEAM_ADDED_TO_GROUP",
    "TEAM_CREATED",
    "TEAM_DELETED",
    "TEAM_NAME_CHANGED",
    "TEAM_REMOVED_FROM_GROUP",
    "TEAM_ROLES_MODIFIED",
    "UNLINKED_ORG",
    "USER_CREATED",
    "USER_PASSWORD_LINK_CREATED",
    "USER_ROLES_CHANGED_AUDIT",
    "USER_SECOND_FACTORS_RESET",
});

namespace detail {
// Not constexpr: to reach it ends the compilation.
void the_catalogue_has_no_such_type_of_event();
}  // namespace detail

/// One of these names.
class EventType {
 public:
  // NOLINTNEXTLINE: literals convert on purpose
  consteval EventType(char const* name) : name_(name) {
    if (std::ranges::find(event_type_names, name_) == event_type_names.end())
      detail::the_catalogue_has_no_such_type_of_event();
  }
  constexpr std::string_view name() const { return name_; }

 private:
  std::string_view name_;
};

}  // namespace orgd::store
