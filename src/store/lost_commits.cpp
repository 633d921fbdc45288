// One event that is there is proof: a commit is never done in part, only shown so. The first event
// of a new organization says nothing while it is missing, because nobody can lock what is not
// there; an event in the organization that was locked does.
#include "store/lost_commits.hpp"

#include "store/organizations.hpp"
#include "store/service_accounts.hpp"

namespace orgd::store {
namespace {

Task<bool> has_event(Transaction& tx, Witness const& witness) {
  auto const rows = co_await tx.query("SELECT 1 FROM event WHERE org_id = $1 AND event_id = $2",
                                      witness.org_id, witness.event_id);
  co_return !rows.empty();
}

// The row that the organization keeps: who has removed it since has removed the entry, too.
Task<bool> has_target(Transaction& tx, Entry const& entry) {
  Rows rows;
  switch (entry.directory) {
    case Directory::keys:
      rows = co_await tx.query("SELECT 1 FROM api_key WHERE org_id = $1 AND public_key = $2",
                               entry.org_id, entry.key);
      if (rows.empty())
        rows = co_await tx.query(sql<"SELECT 1 FROM service_account WHERE org_id = $1 AND ",
                                     client_id_of_account, " = $2">,
                                 entry.org_id, entry.key);
      break;
    case Directory::people:
      rows = co_await tx.query("SELECT 1 FROM membership WHERE org_id = $1 AND user_id = $2",
                               entry.org_id, entry.key);
      break;
    case Directory::invitations:
      rows = co_await tx.query("SELECT 1 FROM membership WHERE org_id = $1 AND invitation_id = $2",
                               entry.org_id, entry.key);
      if (rows.empty())
        rows = co_await tx.query(
            "SELECT 1 FROM project_invitation WHERE org_id = $1 AND invitation_id = $2",
            entry.org_id, entry.key);
      break;
    case Directory::teams:
      rows = co_await tx.query("SELECT 1 FROM team WHERE org_id = $1 AND team_id = $2",
                               entry.org_id, entry.key);
      break;
    case Directory::projects:
      rows = co_await tx.query("SELECT 1 FROM project WHERE org_id = $1 AND project_id = $2",
                               entry.org_id, entry.key);
      break;
  }
  co_return !rows.empty();
}

Task<bool> has_entry(Transaction& tx, Entry const& entry) {
  Rows rows;
  switch (entry.directory) {
    case Directory::keys:
      rows = co_await tx.query("SELECT 1 FROM credential WHERE org_id = $1 AND public_key = $2",
                               entry.org_id, entry.key);
      break;
    case Directory::people:
      rows = co_await tx.query("SELECT 1 FROM user_org WHERE org_id = $1 AND user_id = $2",
                               entry.org_id, entry.key);
      break;
    case Directory::invitations:
      rows = co_await tx.query(
          "SELECT 1 FROM invitation_directory WHERE org_id = $1 AND invitation_id = $2",
          entry.org_id, entry.key);
      break;
    case Directory::teams:
      rows = co_await tx.query("SELECT 1 FROM team_directory WHERE org_id = $1 AND team_id = $2",
                               entry.org_id, entry.key);
      break;
    case Directory::projects:
      rows =
          co_await tx.query("SELECT 1 FROM project_directory WHERE org_id = $1 AND project_id = $2",
                            entry.org_id, entry.key);
      break;
  }
  co_return !rows.empty();
}

}  // namespace

Task<Trace> find_trace(Transaction& tx, Evidence const& evidence) {
  for (auto const& org_id : evidence.locked) co_await lock_organization(tx, OrgId::of(org_id));
  std::size_t seen = 0;
  for (auto const& witness : evidence.witnesses)
    if (co_await has_event(tx, witness)) ++seen;
  if (seen == 0) co_return Trace::none;
  if (seen < evidence.witnesses.size()) co_return Trace::some;
  for (auto const& entry : evidence.entries) {
    bool const kept = co_await has_target(tx, entry);
    bool const found = co_await has_entry(tx, entry);
    if (kept && !found) co_return Trace::some;
  }
  co_return Trace::all;
}

}  // namespace orgd::store
