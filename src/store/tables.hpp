// Every table of a store, once: what a copy moves and what Citus distributes. A test compares the
// list with the catalog of a migrated store.
#pragma once

#include <array>
#include <string_view>

namespace orgd {

enum class TableKind {
  usual,
  everywhere,  ///< small and without an owner: on every node of a cluster
  passing,     ///< rows of minutes: a copy takes what is there, and keeps nobody from writing more
};

struct Table {
  std::string_view name;
  std::string_view keys;  ///< the primary key's columns in its order, "a, b"
  std::size_t columns;    ///< all of them, the keys' included
  TableKind kind = TableKind::usual;

  /// What it is sharded by.
  constexpr std::string_view first_key() const { return keys.substr(0, keys.find(',')); }
  constexpr bool is_of_organization() const { return first_key() == "org_id"; }
};

// A table stands behind those that its foreign keys name. The organization is first, because every
// write begins there: whoever locks the tables in this order waits for writers without stopping
// them half-way. store_meta is last, because a store without it is refused.
inline constexpr std::array store_tables{
    Table{"organization", "org_id", 22},
    Table{"username", "username", 2},
    Table{"account", "user_id", 14},
    Table{"operator_event", "user_id, event_id", 6},
    Table{"person_session", "user_id, session_id", 13},
    Table{"factor", "user_id, factor_id", 13},
    Table{"recovery_code", "user_id, code_hash", 2},
    Table{"known_device", "user_id, device_hash", 4},
    Table{"password_link", "user_id, token_hash", 5},
    Table{"account_mail", "user_id, mail_id", 14},
    Table{"sign_in_failure", "counter", 4, TableKind::passing},
    Table{"user_org", "user_id, org_id", 2},
    Table{"membership", "org_id, user_id", 21},
    Table{"invitation_directory", "invitation_id", 2},
    Table{"team_directory", "team_id", 2},
    Table{"team", "org_id, team_id", 3},
    Table{"team_member", "org_id, user_id, team_id", 3},
    Table{"project_directory", "project_id", 2},
    Table{"project", "org_id, project_id", 9},
    Table{"project_role", "org_id, principal_id, project_id", 4},
    Table{"project_invitation", "org_id, invitation_id", 12},
    Table{"project_limit", "org_id, project_id, name", 4},
    Table{"credential", "public_key", 3},
    Table{"nonce_use", "nonce", 4, TableKind::passing},
    Table{"nonce_count", "nonce, count", 4, TableKind::passing},
    Table{"api_key", "org_id, key_id", 9},
    Table{"access_list_entry", "org_id, key_id, block", 8},
    Table{"service_account", "org_id, account_id", 6},
    Table{"service_account_secret", "org_id, account_id, secret_id", 9},
    Table{"access_token", "org_id, account_id, token_id", 6},
    Table{"event", "org_id, event_id", 13},
    Table{"outbox", "org_id, mail_id", 14},
    Table{"employee_bypass", "org_id", 4},
    Table{"store_meta", "name", 2, TableKind::everywhere},
};

}  // namespace orgd
