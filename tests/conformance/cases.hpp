// The cases by theme. A case is a function and a sentence that is true of a conforming server; it
// needs no other case and leaves nothing behind that another could trip over.
#pragma once

#include <span>
#include <string_view>

#include "world.hpp"

namespace conformance {

struct Case {
  std::string_view name;
  void (*run)(World&);
  bool slow = false;  ///< needs hundreds of calls: runs only when asked for
};

std::span<Case const> status_cases();
std::span<Case const> session_cases();
std::span<Case const> signing_in_cases();
std::span<Case const> session_limit_cases();
std::span<Case const> attack_cases();
std::span<Case const> factor_cases();
std::span<Case const> factor_rule_cases();
std::span<Case const> password_reset_cases();
std::span<Case const> account_mail_cases();
std::span<Case const> operator_cases();
std::span<Case const> passkey_cases();
std::span<Case const> auth_cases();
std::span<Case const> nonce_cases();
std::span<Case const> version_cases();
std::span<Case const> content_type_cases();
std::span<Case const> form_cases();
std::span<Case const> order_cases();
std::span<Case const> routing_cases();
std::span<Case const> http_cases();
std::span<Case const> paging_cases();
std::span<Case const> json_cases();
std::span<Case const> unicode_cases();
std::span<Case const> permission_cases();
std::span<Case const> organization_cases();
std::span<Case const> organization_creation_cases();
std::span<Case const> deletion_cases();
std::span<Case const> settings_cases();
std::span<Case const> invitation_cases();
std::span<Case const> invitation_update_cases();
std::span<Case const> inviting_many_cases();
std::span<Case const> resending_cases();
std::span<Case const> mail_language_cases();
std::span<Case const> accept_cases();
std::span<Case const> user_cases();
std::span<Case const> cloud_user_cases();
std::span<Case const> user_lookup_cases();
std::span<Case const> org_user_cases();
std::span<Case const> org_user_role_cases();
std::span<Case const> address_cases();
std::span<Case const> companion_cases();
std::span<Case const> oauth_cases();
std::span<Case const> client_forms_cases();
std::span<Case const> token_cases();
std::span<Case const> project_cases();
std::span<Case const> project_change_cases();
std::span<Case const> beside_identity_cases();
std::span<Case const> project_migration_cases();
std::span<Case const> team_cases();
std::span<Case const> project_team_cases();
std::span<Case const> api_key_cases();
std::span<Case const> project_api_key_cases();
std::span<Case const> service_account_cases();
std::span<Case const> project_service_account_cases();
std::span<Case const> secret_expiry_cases();
std::span<Case const> project_invitation_cases();
std::span<Case const> project_user_cases();
std::span<Case const> project_people_cases();
std::span<Case const> project_role_cases();
std::span<Case const> place_cases();
std::span<Case const> team_people_cases();
std::span<Case const> access_list_cases();
std::span<Case const> access_list_entry_cases();
std::span<Case const> account_access_list_cases();
std::span<Case const> server_setting_cases();
std::span<Case const> person_limit_cases();
std::span<Case const> fidelity_cases();
std::span<Case const> event_cases();
std::span<Case const> later_event_cases();
std::span<Case const> event_row_cases();
std::span<Case const> rate_limit_cases();
std::span<Case const> limit_cases();
std::span<Case const> fault_cases();

}  // namespace conformance
