// What holds between the tables of a store, whatever was done to it.
#pragma once

#include <array>

namespace contract {

/// Each query finds what must not be there.
struct Invariant {
  char const* name;
  char const* violations;
};
inline constexpr std::array invariants{
    Invariant{"project names are unique in their organization",
              "SELECT org_id, name FROM project GROUP BY org_id, name HAVING COUNT(*) > 1"},
    Invariant{"a living organization has an active owner",
              "SELECT org_id FROM organization o WHERE deleted_at IS NULL AND NOT EXISTS (SELECT 1 "
              "FROM membership m WHERE m.org_id = o.org_id AND is_owner = 1 AND status = 0)"},
    Invariant{"is_owner says what the roles say",
              "SELECT org_id, user_id FROM membership "
              "WHERE (is_owner = 1) <> (' ' || roles || ' ' LIKE '% ORG_OWNER %')"},
    Invariant{"a deleted organization has no projects, people or keys",
              "SELECT org_id FROM organization WHERE deleted_at IS NOT NULL AND org_id IN (SELECT "
              "org_id FROM project UNION SELECT org_id FROM membership UNION SELECT org_id FROM "
              "api_key UNION SELECT org_id FROM service_account UNION SELECT org_id FROM "
              "outbox)"},
    Invariant{"the directory of projects is the projects",
              "SELECT * FROM (SELECT project_id, org_id FROM project_directory EXCEPT SELECT "
              "project_id, org_id FROM project) AS a UNION ALL SELECT * FROM (SELECT project_id, "
              "org_id FROM project EXCEPT SELECT project_id, org_id FROM project_directory) AS b"},
    Invariant{
        "the directory of credentials is the API keys and the service accounts",
        "SELECT * FROM (SELECT public_key, org_id, key_id FROM credential EXCEPT SELECT "
        "public_key, org_id, key_id FROM api_key EXCEPT SELECT 'mdb_sa_id_' || account_id, org_id, "
        "account_id FROM service_account) AS a UNION ALL SELECT * FROM (SELECT public_key, org_id, "
        "key_id FROM api_key UNION SELECT 'mdb_sa_id_' || account_id, org_id, account_id FROM "
        "service_account EXCEPT SELECT public_key, org_id, key_id FROM credential) AS b"},
    Invariant{"an access list is that of an API key or a service account",
              "SELECT org_id, key_id FROM access_list_entry EXCEPT SELECT org_id, key_id FROM "
              "api_key EXCEPT SELECT org_id, account_id FROM service_account"},
    Invariant{"the directory of invitations is the open invitations",
              "SELECT * FROM (SELECT invitation_id, org_id FROM invitation_directory EXCEPT SELECT "
              "invitation_id, org_id FROM membership WHERE status = 1 EXCEPT SELECT invitation_id, "
              "org_id FROM project_invitation) AS a UNION ALL SELECT * FROM (SELECT invitation_id, "
              "org_id FROM membership WHERE status = 1 UNION SELECT invitation_id, org_id FROM "
              "project_invitation EXCEPT SELECT invitation_id, org_id FROM invitation_directory) "
              "AS b"},
    Invariant{"an invitation to a project is that of a member or of somebody invited",
              "SELECT invitation_id FROM project_invitation i WHERE NOT EXISTS (SELECT 1 FROM "
              "membership m WHERE m.org_id = i.org_id AND m.user_id = i.user_id AND (m.status = 0 "
              "OR (m.status = 1 AND m.expires_at >= i.expires_at)))"},
    Invariant{"the directory of people's organizations is the memberships",
              "SELECT * FROM (SELECT user_id, org_id FROM user_org EXCEPT SELECT user_id, org_id "
              "FROM membership) AS a UNION ALL SELECT * FROM (SELECT user_id, org_id FROM "
              "membership EXCEPT SELECT user_id, org_id FROM user_org) AS b"},
    Invariant{"a member has the user id of its address",
              "SELECT m.username FROM membership m LEFT JOIN username u ON u.username = m.username "
              "WHERE u.user_id IS DISTINCT FROM m.user_id"},
    Invariant{"an active member has an account",
              "SELECT user_id FROM membership WHERE status = 0 AND user_id NOT IN (SELECT user_id "
              "FROM account)"},
    Invariant{"project roles belong to somebody of the organization",
              "SELECT org_id, principal_id FROM project_role EXCEPT SELECT org_id, user_id FROM "
              "membership EXCEPT SELECT org_id, key_id FROM api_key EXCEPT SELECT org_id, team_id "
              "FROM team EXCEPT SELECT org_id, account_id FROM service_account"},
    Invariant{"the directory of teams is the teams",
              "SELECT * FROM (SELECT team_id, org_id FROM team_directory EXCEPT SELECT team_id, "
              "org_id FROM team) AS a UNION ALL SELECT * FROM (SELECT team_id, org_id FROM team "
              "EXCEPT SELECT team_id, org_id FROM team_directory) AS b"},
    Invariant{"mails wait for open invitations only",
              "SELECT org_id, invitation_id FROM outbox EXCEPT SELECT org_id, invitation_id FROM "
              "membership WHERE status = 1 EXCEPT SELECT org_id, invitation_id FROM "
              "project_invitation"},
};

}  // namespace contract
