// Questions to the tables of a store, and that no table is forgotten.
#include "orgd/check_questions.hpp"

#include <algorithm>
#include <array>

#include "store/service_accounts.hpp"
#include "store/tables.hpp"

namespace orgd {
namespace {

constexpr auto forbidden = std::to_array<CheckQuestion>(
    {{"user_org without membership",
      "SELECT user_id FROM user_org u WHERE NOT EXISTS (SELECT 1 FROM membership m WHERE "
      "m.org_id = u.org_id AND m.user_id = u.user_id)"},
     {"membership without user_org",
      "SELECT username FROM membership m WHERE NOT EXISTS (SELECT 1 FROM user_org u WHERE "
      "m.org_id = u.org_id AND m.user_id = u.user_id)"},
     {"membership whose username has another id",
      "SELECT username FROM membership m WHERE user_id IS DISTINCT FROM (SELECT user_id "
      "FROM username u WHERE u.username = m.username)"},
     {"active member without account",
      "SELECT username FROM membership WHERE status = 0 AND user_id NOT IN (SELECT user_id "
      "FROM account)"},
     {"account without username",
      "SELECT username FROM account a WHERE user_id IS DISTINCT FROM (SELECT user_id FROM "
      "username u WHERE u.username = a.username)"},
     {"invitation half made or half gone",
      "SELECT username FROM membership WHERE (status = 1) != (invitation_id IS NOT NULL AND "
      "token_hash IS NOT NULL AND expires_at IS NOT NULL) OR (status = 0) != (joined_at IS "
      "NOT NULL)"},
     {"mail without invitation",
      "SELECT mail_id FROM outbox o WHERE (sealed_token IS NULL AND state <> 1) OR NOT EXISTS "
      "(SELECT 1 FROM membership m WHERE m.org_id = o.org_id AND m.invitation_id = "
      "o.invitation_id AND coalesce(m.spelling, m.username) = o.recipient AND m.status = 1) AND "
      "NOT EXISTS (SELECT 1 FROM project_invitation i WHERE i.org_id = o.org_id AND "
      "i.invitation_id = "
      "o.invitation_id AND i.spelling = o.recipient)"},
     {"project directory without project",
      "SELECT project_id FROM project_directory d WHERE NOT EXISTS (SELECT 1 FROM project p "
      "WHERE p.org_id = d.org_id AND p.project_id = d.project_id)"},
     {"project without directory",
      "SELECT project_id FROM project p WHERE NOT EXISTS (SELECT 1 FROM project_directory d "
      "WHERE p.org_id = d.org_id AND p.project_id = d.project_id)"},
     {"team directory without team",
      "SELECT team_id FROM team_directory d WHERE NOT EXISTS (SELECT 1 FROM team t WHERE "
      "t.org_id = d.org_id AND t.team_id = d.team_id)"},
     {"role of nobody",
      "SELECT principal_id FROM project_role r WHERE NOT EXISTS (SELECT 1 FROM membership m "
      "WHERE m.org_id = r.org_id AND m.user_id = r.principal_id) AND NOT EXISTS (SELECT 1 "
      "FROM api_key k WHERE k.org_id = r.org_id AND k.key_id = r.principal_id) AND NOT EXISTS "
      "(SELECT 1 FROM team t WHERE t.org_id = r.org_id AND t.team_id = r.principal_id) AND NOT "
      "EXISTS (SELECT 1 FROM service_account s WHERE s.org_id = r.org_id AND "
      "s.account_id = r.principal_id)"},
     {"access list of nobody",
      "SELECT block FROM access_list_entry e WHERE NOT EXISTS (SELECT 1 FROM api_key k WHERE "
      "k.org_id = e.org_id AND k.key_id = e.key_id) AND NOT EXISTS (SELECT 1 FROM "
      "service_account s WHERE s.org_id = e.org_id AND s.account_id = e.key_id)"},
     {"organization without owner",
      "SELECT org_id FROM organization o WHERE deleted_at IS NULL AND NOT EXISTS (SELECT 1 "
      "FROM membership m WHERE m.org_id = o.org_id AND m.is_owner = 1 AND m.status = 0)"},
     {"organization linked to one that is gone",
      "SELECT org_id FROM organization WHERE linked_to NOT IN (SELECT org_id FROM "
      "organization WHERE deleted_at IS NULL)"},
     {"credential of nobody",
      sql<"SELECT public_key FROM credential c WHERE NOT EXISTS (SELECT 1 FROM api_key k "
          "WHERE k.org_id = c.org_id AND k.key_id = c.key_id AND k.public_key = "
          "c.public_key) AND NOT EXISTS (SELECT 1 FROM service_account s WHERE s.org_id = "
          "c.org_id AND s.account_id = c.key_id AND ",
          store::client_id_of_account, " = c.public_key)">},
     {"service account without credential",
      sql<"SELECT account_id FROM service_account s WHERE NOT EXISTS (SELECT 1 FROM "
          "credential c WHERE c.org_id = s.org_id AND c.key_id = s.account_id AND "
          "c.public_key = ",
          store::client_id_of_account, ")">},
     {"API key without credential",
      "SELECT public_key FROM api_key k WHERE NOT EXISTS (SELECT 1 FROM credential c WHERE "
      "k.org_id = c.org_id AND k.key_id = c.key_id AND k.public_key = c.public_key)"},
     {"invitation directory without invitation",
      "SELECT invitation_id FROM invitation_directory d WHERE NOT EXISTS (SELECT 1 FROM "
      "membership m WHERE m.org_id = d.org_id AND m.invitation_id = d.invitation_id) AND NOT "
      "EXISTS (SELECT 1 FROM project_invitation i WHERE i.org_id = d.org_id AND "
      "i.invitation_id = d.invitation_id)"},
     {"invitation to a project without directory",
      "SELECT invitation_id FROM project_invitation i WHERE NOT EXISTS (SELECT 1 FROM "
      "invitation_directory d WHERE d.org_id = i.org_id AND d.invitation_id = i.invitation_id)"},
     {"team without directory",
      "SELECT team_id FROM team t WHERE NOT EXISTS (SELECT 1 FROM team_directory d WHERE "
      "t.org_id = d.org_id AND t.team_id = d.team_id)"},
     {"invitation to a project under another address than the person's",
      "SELECT invitation_id FROM project_invitation i WHERE NOT EXISTS (SELECT 1 FROM membership "
      "m WHERE m.org_id = i.org_id AND m.user_id = i.user_id AND m.username = i.username)"},
     {"service account secret half made",
      "SELECT secret_id FROM service_account_secret WHERE length(secret_hash) <> 64 OR told NOT "
      "IN (0, 1, 2)"},
     {"access token half made",
      "SELECT token_id FROM access_token WHERE length(token_hash) <> 64 OR expires_at <= "
      "issued_at"},
     {"session that ends before it begins",
      "SELECT session_id FROM person_session WHERE length(token_hash) <> 64 OR expires_at <= "
      "created_at"},
     {"session of nobody",
      "SELECT session_id FROM person_session WHERE user_id NOT IN (SELECT user_id FROM account)"},
     {"second factor of nobody",
      "SELECT factor_id FROM factor WHERE user_id NOT IN (SELECT user_id FROM account)"},
     {"second factor that was used before it was confirmed",
      "SELECT factor_id FROM factor WHERE confirmed_at IS NULL AND (last_used_at IS NOT NULL OR "
      "last_step <> 0)"},
     {"passkey without a key, or that nobody has made",
      "SELECT factor_id FROM factor WHERE type = 1 AND ((confirmed_at IS NULL) <> (public_key IS "
      "NULL) OR (public_key IS NULL) <> (credential_id IS NULL))"},
     {"recovery code of nobody",
      "SELECT code_hash FROM recovery_code WHERE length(code_hash) <> 64 OR user_id NOT IN (SELECT "
      "user_id FROM factor WHERE confirmed_at IS NOT NULL)"},
     {"known device of nobody",
      "SELECT device_hash FROM known_device WHERE user_id NOT IN (SELECT user_id FROM account)"},
     {"mail to nobody",
      "SELECT mail_id FROM account_mail WHERE state <> 3 AND user_id NOT IN (SELECT user_id FROM "
      "account)"},
     {"password link half made",
      "SELECT token_hash FROM password_link WHERE length(token_hash) <> 64 OR expires_at <= "
      "created_at"},
     {"event of an operator who is nobody",
      "SELECT event_id FROM operator_event WHERE user_id NOT IN (SELECT user_id FROM account)"},
     {"operators' access that ends before it begins",
      "SELECT org_id FROM employee_bypass WHERE expires_at <= granted_at"}});

constexpr auto counts = std::to_array<CheckQuestion>(
    {{"organizations", "SELECT COUNT(*) FROM organization WHERE deleted_at IS NULL"},
     {"people", "SELECT COUNT(*) FROM membership WHERE status = 0"},
     {"invitations", "SELECT COUNT(*) FROM membership WHERE status = 1"},
     {"teams", "SELECT COUNT(*) FROM team"},
     {"team members", "SELECT COUNT(*) FROM team_member"},
     {"projects", "SELECT COUNT(*) FROM project"},
     {"project invitations", "SELECT COUNT(*) FROM project_invitation"},
     {"project limits", "SELECT COUNT(*) FROM project_limit"},
     {"API keys", "SELECT COUNT(*) FROM api_key"},
     {"service accounts", "SELECT COUNT(*) FROM service_account"},
     {"service account secrets", "SELECT COUNT(*) FROM service_account_secret"},
     {"access tokens", "SELECT COUNT(*) FROM access_token"},
     {"access list entries", "SELECT COUNT(*) FROM access_list_entry"},
     {"sessions", "SELECT COUNT(*) FROM person_session"},
     {"second factors", "SELECT COUNT(*) FROM factor"},
     {"recovery codes", "SELECT COUNT(*) FROM recovery_code"},
     {"known devices", "SELECT COUNT(*) FROM known_device"},
     {"password links", "SELECT COUNT(*) FROM password_link"},
     {"operators", "SELECT COUNT(*) FROM account WHERE operator_since IS NOT NULL"},
     {"events of operators", "SELECT COUNT(*) FROM operator_event"},
     {"mails", "SELECT COUNT(*) FROM outbox"},
     {"mails to accounts", "SELECT COUNT(*) FROM account_mail"},
     {"events", "SELECT COUNT(*) FROM event"}});

// Counts of nonces and of failed tries come and go within minutes, and a store without its
// store_meta is not opened.
constexpr std::array<std::string_view, 4> left_out{"nonce_use", "nonce_count", "sign_in_failure",
                                                   "store_meta"};

constexpr bool names(Statement const& statement, std::string_view table) {
  auto const is_of_name = [](char c) { return c == '_' || (c >= 'a' && c <= 'z'); };
  auto const text = statement.sql();
  for (auto at = text.find(table); at != text.npos; at = text.find(table, at + 1)) {
    auto const end = at + table.size();
    bool const begins = at == 0 || !is_of_name(text[at - 1]);
    if (begins && (end == text.size() || !is_of_name(text[end]))) return true;
  }
  return false;
}

constexpr bool is_asked(Table const& table) {
  auto const about_it = [&](auto const& one) { return names(one.statement, table.name); };
  return std::ranges::any_of(forbidden, about_it) || std::ranges::any_of(counts, about_it) ||
         std::ranges::find(left_out, table.name) != left_out.end();
}

static_assert(std::ranges::all_of(store_tables, is_asked),
              "a table of the store is neither asked about nor left out with a reason");

}  // namespace

std::span<CheckQuestion const> forbidden_rows() { return forbidden; }

std::span<CheckQuestion const> row_counts() { return counts; }

}  // namespace orgd
