// Rules between tables that no foreign key expresses; each selects the rows that break it.
#include "orgd/check_command.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>

#include "api/json_write.hpp"
#include "orgd/audit_commands.hpp"
#include "store/service_accounts.hpp"
#include "store/store_backup.hpp"

namespace orgd {
namespace {

struct Question {
  std::string_view name;
  Statement statement;
};

constexpr std::array<Question, 20> forbidden{
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
      "SELECT mail_id FROM outbox o WHERE sealed_token IS NULL OR NOT EXISTS (SELECT 1 FROM "
      "membership m WHERE m.org_id = o.org_id AND m.invitation_id = o.invitation_id AND "
      "coalesce(m.spelling, m.username) = o.recipient AND m.status = 1) AND NOT EXISTS (SELECT 1 "
      "FROM project_invitation i WHERE i.org_id = o.org_id AND i.invitation_id = "
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
      "t.org_id = d.org_id AND t.team_id = d.team_id)"}}};

constexpr std::array<Question, 7> counts_asked{
    {{"organizations", "SELECT COUNT(*) FROM organization WHERE deleted_at IS NULL"},
     {"people", "SELECT COUNT(*) FROM membership WHERE status = 0"},
     {"invitations", "SELECT COUNT(*) FROM membership WHERE status = 1"},
     {"projects", "SELECT COUNT(*) FROM project"},
     {"API keys", "SELECT COUNT(*) FROM api_key"},
     {"mails", "SELECT COUNT(*) FROM outbox"},
     {"events", "SELECT COUNT(*) FROM event"}}};

struct TotalView {
  std::string name{};
  std::int64_t rows = 0;
};
struct CheckView {
  std::vector<std::string> not_asked{};
  bool ok = true;
  std::vector<std::string> problems{};
  std::vector<TotalView> totals{};
};
BOOST_DESCRIBE_STRUCT(TotalView, (), (name, rows))
BOOST_DESCRIBE_STRUCT(CheckView, (), (not_asked, ok, problems, totals))

void ask(OperatorSession& session, Question const& question, CheckView& view) {
  constexpr std::size_t shown = 3;
  session.read([&](Transaction& tx) -> Task<Done> {
    auto const rows = co_await tx.query(question.statement);
    for (std::size_t i = 0; i < std::min(rows.size(), shown); ++i)
      view.problems.push_back(fmt::format("{}: {}", question.name, rows[i].text(0)));
    if (rows.size() > shown)
      view.problems.push_back(fmt::format("{}: {} more", question.name, rows.size() - shown));
    co_return Done{};
  });
}

// Secrets that the store's key does not open belong to another store, or were damaged.
void ask_secrets(OperatorSession& session, Vault const& vault, CheckView& view) {
  session.read([&](Transaction& tx) -> Task<Done> {
    auto const rows =
        co_await tx.query("SELECT public_key, key_id, ha1_md5, ha1_sha256 FROM api_key");
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (std::size_t const column : {2U, 3U})
        if (!vault.open(rows[i].text(column), rows[i].text(1)))
          view.problems.push_back(
              fmt::format("API key whose secret does not open: {}", rows[i].text(0)));
    co_return Done{};
  });
}

void count(OperatorSession& session, CheckView& view) {
  session.read([&](Transaction& tx) -> Task<Done> {
    view.totals.clear();
    for (auto const& [name, statement] : counts_asked) {
      auto const rows = co_await tx.query(statement);
      view.totals.push_back({std::string(name), rows[0].integer(0)});
    }
    co_return Done{};
  });
}

void show(CheckView const& view, Output output) {
  if (output == Output::json) {
    std::string json;
    atlas::write_json(json, view);
    return print(json);
  }
  for (auto const& total : view.totals) print(fmt::format("{:<14}{:>12}", total.name, total.rows));
  for (auto const& problem : view.problems) print(problem);
  for (auto const& name : view.not_asked)
    print(fmt::format("this database cannot be asked for: {}", name));
  if (view.ok) print("the store is sound");
}

}  // namespace

void check_store(StoreDirectory const& directory, Platform& platform, Output output) {
  CheckView view;
  if (auto const file = directory.file()) view.problems = problems_of_store_file(*file);
  OperatorSession session(directory);
  for (auto const& question : forbidden) {
    try {
      ask(session, question, view);
    } catch (DatabaseError const& failure) {
      // Not every cluster can join tables that are spread by different columns.
      if (directory.file() || failure.kind != FailureKind::other) throw;
      view.not_asked.emplace_back(question.name);
    }
  }
  ask_secrets(session, directory.vault(), view);
  count(session, view);
  view.ok = view.problems.empty();
  show(view, output);
  record_store_event(directory, platform, view.ok ? "STORE_CHECKED" : "STORE_FOUND_DAMAGED");
  if (!view.ok)
    throw std::runtime_error(
        "the store is not sound: restore a backup, or keep a copy of it as it is "
        "and ask for help");
}

}  // namespace orgd
