"""What stands in the store: rows by organization, and the rules that hold between tables."""
import sqlite3
from collections import Counter, defaultdict

# Each counts rows that must not be: a directory entry without its row, a row without its entry,
# a part of an operation without the rest.
FORBIDDEN = {
    "user_org without membership":
        "SELECT user_id FROM user_org u WHERE NOT EXISTS (SELECT 1 FROM membership m"
        " WHERE m.org_id = u.org_id AND m.user_id = u.user_id)",
    "membership without user_org":
        "SELECT username FROM membership m WHERE NOT EXISTS (SELECT 1 FROM user_org u"
        " WHERE m.org_id = u.org_id AND m.user_id = u.user_id)",
    "membership whose username has another id":
        "SELECT username FROM membership m WHERE user_id IS DISTINCT FROM"
        " (SELECT user_id FROM username u WHERE u.username = m.username)",
    "active member without account":
        "SELECT username FROM membership WHERE status = 0"
        " AND user_id NOT IN (SELECT user_id FROM account)",
    "account without username":
        "SELECT username FROM account a WHERE user_id IS DISTINCT FROM"
        " (SELECT user_id FROM username u WHERE u.username = a.username)",
    "invitation half made or half gone":
        "SELECT username FROM membership WHERE (status = 1) != (invitation_id IS NOT NULL"
        " AND token_hash IS NOT NULL AND expires_at IS NOT NULL)"
        " OR (status = 0) != (joined_at IS NOT NULL)",
    "mail without invitation":
        "SELECT mail_id FROM outbox o WHERE (sealed_token IS NULL AND state <> 1) OR NOT EXISTS"
        " (SELECT 1 FROM membership m WHERE m.org_id = o.org_id"
        " AND m.invitation_id = o.invitation_id"
        " AND coalesce(m.spelling, m.username) = o.recipient AND m.status = 1)",
    "project directory without project":
        "SELECT project_id FROM project_directory d WHERE NOT EXISTS (SELECT 1 FROM project p"
        " WHERE p.org_id = d.org_id AND p.project_id = d.project_id)",
    "project without directory":
        "SELECT project_id FROM project p WHERE NOT EXISTS (SELECT 1 FROM project_directory d"
        " WHERE p.org_id = d.org_id AND p.project_id = d.project_id)",
    "team directory without team":
        "SELECT team_id FROM team_directory d WHERE NOT EXISTS (SELECT 1 FROM team t"
        " WHERE t.org_id = d.org_id AND t.team_id = d.team_id)",
    "role of nobody":
        "SELECT principal_id FROM project_role r WHERE"
        " NOT EXISTS (SELECT 1 FROM membership m WHERE m.org_id = r.org_id"
        " AND m.user_id = r.principal_id) AND NOT EXISTS (SELECT 1 FROM api_key k"
        " WHERE k.org_id = r.org_id AND k.key_id = r.principal_id)",
    "organization without owner":
        "SELECT org_id FROM organization o WHERE deleted_at IS NULL AND NOT EXISTS (SELECT 1"
        " FROM membership m WHERE m.org_id = o.org_id AND m.is_owner = 1 AND m.status = 0)",
    "link to a deleted organization":
        "SELECT org_id FROM organization WHERE linked_to NOT IN"
        " (SELECT org_id FROM organization WHERE deleted_at IS NULL)",
}
# What is compared with the world: name, query with org_id first, key columns, value columns.
TABLES = (
    ("people", "SELECT org_id, username, status, roles FROM membership", 1),
    ("invitations", "SELECT org_id, invitation_id, username FROM membership WHERE status = 1", 1),
    ("mails", "SELECT org_id, invitation_id, recipient FROM outbox", 1),
    ("projects", "SELECT org_id, project_id, name FROM project", 1),
    ("project roles",
     "SELECT r.org_id, r.project_id, coalesce(m.username, k.public_key, r.principal_id), r.roles"
     " FROM project_role r LEFT JOIN membership m ON m.org_id = r.org_id"
     " AND m.user_id = r.principal_id LEFT JOIN api_key k ON k.org_id = r.org_id"
     " AND k.key_id = r.principal_id", 2),
    ("keys", "SELECT org_id, key_id, public_key, description, roles FROM api_key", 1),
    ("credentials", "SELECT org_id, public_key, key_id FROM credential", 1),
)


def _single(values):
    return values[0] if len(values) == 1 else tuple(values)


def read_file(file):
    """One consistent look at a SQLite file; the server may be serving it."""
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=10)
    try:
        connection.execute("BEGIN")
        rows = StoreRows(connection.execute)
        rows.problems += _problems_of_file(connection)
        return rows
    finally:
        connection.close()


def _problems_of_file(connection):
    for (text,) in connection.execute("PRAGMA integrity_check"):
        if text != "ok":
            yield f"integrity_check: {text}"
    for row in connection.execute("PRAGMA foreign_key_check"):
        yield f"foreign_key_check: {row}"


class StoreRows:
    """What `execute`, which gives the rows of a query, finds in one transaction."""

    def __init__(self, execute):
        self.problems = [f"{name}: {what}" for name, query in FORBIDDEN.items()
                         for (what,) in execute(query)]
        self.user_ids = dict(execute("SELECT username, user_id FROM username"))
        self.sessions = dict(execute(
            "SELECT s.session_id, a.username FROM person_session s"
            " LEFT JOIN account a ON a.user_id = s.user_id"))
        self._organizations = self._read(execute)

    def ids(self):
        return set(self._organizations)

    def of(self, org_id):
        """The rows of an organization, in the form of Organization.expected()."""
        return self._organizations[org_id]

    def organization_named(self, name):
        for org_id, rows in self._organizations.items():
            if rows["organization"][0] == name:
                return org_id
        return None

    def _read(self, execute):
        found = {}
        for org_id, *row in execute(
                "SELECT org_id, name, deleted_at IS NOT NULL, linked_to, secret_validity_hours,"
                " security_contact, operations_contact FROM organization"):
            row[1] = bool(row[1])
            found[org_id] = {name: {} for name, _, _ in TABLES} | {
                "organization": tuple(row), "invitation directory": set(), "events": Counter()}
        # A row of no organization must be seen, not hidden by the form of this reading.
        nowhere = defaultdict(dict)
        for name, query, key_columns in TABLES:
            for org_id, *row in execute(query):
                part = found[org_id][name] if org_id in found else nowhere[name]
                key = _single(row[:key_columns])
                if key in part:
                    self.problems.append(f"{name}: two rows for {key}")
                part[key] = _single(row[key_columns:])
        self.problems += [f"{name} of no organization: {rows}" for name, rows in nowhere.items()]
        for org_id, invitation_id in execute(
                "SELECT org_id, invitation_id FROM invitation_directory"):
            found[org_id]["invitation directory"].add(invitation_id)
        for org_id, *event in execute(
                "SELECT org_id, type, project_id, target_username, target_public_key FROM event"):
            found[org_id]["events"][tuple(event)] += 1
        return found
