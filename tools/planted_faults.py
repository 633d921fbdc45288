"""The faults that tools/mutants plants: each is one replacement in one source, and names the test
that must see it."""
from typing import NamedTuple


class Test(NamedTuple):
    targets: tuple
    command: tuple  # run in the build's folder; {tree} and {build} are filled in


class Fault(NamedTuple):
    name: str
    file: str
    old: str
    new: str
    test: Test


def conformance(sentence):
    """All cases whose "theme: sentence" has this in it."""
    return Test(("conformance_in_process",),
                ("tests/conformance/conformance_in_process", sentence))


def contract(tests):
    return Test(("contract_test",), ("tests/contract/contract_test", f"--gtest_filter={tests}"))


def races(what, count):
    return Test(("orgd",), ("/usr/bin/python3", "-B", "{tree}/tests/races", what, "--store",
                            "postgresql", "--count", count, "--orgd", "{build}/orgd"))


def store(tests):
    return Test(("store_test",), ("tests/store/store_test", f"--gtest_filter={tests}"))


def beside_postgres(test):
    return Test(test.targets, ("/usr/bin/python3", "-B", "{tree}/tests/servers/with.py",
                               "postgres", "--", *test.command))


CROWD = Test(("concurrency_test",),
             ("tests/contract/concurrency_test", "--gtest_filter=Clients.LeaveTheStoreWhole"))
LOST_COMMITS = beside_postgres(store("Postgres.ACommit*:Postgres.AnOutcome*:LostCommit.*"))
HISTORY = Test(("orgd",), ("/usr/bin/python3", "-B", "{tree}/tests/history", "--store",
                           "postgresql", "--orgd", "{build}/orgd"))
COROUTINES = Test(("coroutine_test",), ("tests/unit/coroutine_test",))
LISTENER = Test(("http_test",), ("tests/http/http_test", "--gtest_filter=Memory.*"))
HANDLERS = "src/service/operations/"

FAULTS = [
    Fault("operators need no second factor", "src/service/transact.cpp",
          "!session->session.factor_at;", "!session;", contract("*Permission.*perator*")),
    Fault("an accepted invitation keeps its directory row and mail",
          "src/store/people_changes.cpp",
          "co_return co_await close_link(tx, org, invited.invitation_id.value());",
          "co_return Done{};", CROWD),
    Fault("a removed person stays in the directory of people's organizations",
          "src/store/people_changes.cpp",
          "DELETE FROM user_org WHERE user_id = $1 AND org_id = $2",
          "DELETE FROM user_org WHERE user_id = $1 AND org_id = $2 AND 1 = 0", CROWD),
    Fault("is_owner is not kept when roles change", "src/store/people_changes.cpp",
          "join_names(roles), is_owner(roles));", "join_names(roles), false);", CROWD),
    Fault("changed roles of a key do not raise auth_version", HANDLERS + "api_keys.cpp",
          '"API_KEY_ROLES_CHANGED", key);\n'
          "  co_await store::touch_authorization(call.tx, call.locked());\n",
          '"API_KEY_ROLES_CHANGED", key);\n', conformance("api keys: ")),
    Fault("the last name of an account is its first", HANDLERS + "acceptance.cpp",
          ".last_name = *body.last_name", ".last_name = *body.first_name",
          conformance("acceptance: a new person becomes an active user")),
    Fault("project roles are lost on acceptance", "src/store/people_changes.cpp",
          "Task<Done> activate_member(Transaction& tx, LockedOrg const& org, "
          "Member const& invited,\n"
          "                           Account const& account, Seconds now) {\n",
          "Task<Done> activate_member(Transaction& tx, LockedOrg const& org, "
          "Member const& invited,\n"
          "                           Account const& account, Seconds now) {\n"
          '  co_await tx.query("DELETE FROM project_role WHERE principal_id = $1",\n'
          "                    invited.user_id);\n",
          conformance("acceptance: projects that still exist are granted")),
    Fault("pending seats are not counted", HANDLERS + "inviting.cpp",
          "seated{.active = true, .pending = true};\n  if (!seats.taken)",
          "seated{.active = true};\n  if (!seats.taken)",
          conformance("limits: an organization has at most 500 active and invited users")),
    Fault("the link before an invitation was sent again is not dead",
          "src/store/sent_invitations.cpp",
          "SET token_hash = $3,", "SET token_hash = coalesce(token_hash, $3),",
          conformance("sending invitations again: an invitation that is sent again has a new link, "
                      "and the old one is dead")),
    Fault("invitations are mailed again without end", HANDLERS + "sent_invitations.cpp",
          "  ++known.resends;\n", "",
          conformance("sending invitations again: an invitation is mailed again three times an "
                      "hour")),
    Fault("a team of another organization is accepted", HANDLERS + "team_views.cpp",
          "co_return fail(org_id ? Code::team_not_in_org",
          "if (!org_id) co_return fail(org_id ? Code::team_not_in_org",
          conformance("invitations: a team of another organization")),
    Fault("the events of settings are swapped", HANDLERS + "settings.cpp", "is ? on : off",
          "is ? off : on", conformance("events: a changed setting leaves the event")),
    Fault("a deleted project does not raise auth_version", HANDLERS + "projects.cpp",
          "  co_await store::touch_authorization(call.tx, call.locked());\n"
          "  co_return atlas::NoBody{};", "  co_return atlas::NoBody{};",
          contract("Revocation.*")),
    Fault("a rename does not fold the name for search", HANDLERS + "organizations.cpp",
          "atlas::fold_case(record.name));", "record.name);",
          conformance("server settings: a renamed organization is found by its new name")),
    Fault("a write does not judge a changed caller again", "src/service/transact.cpp",
          "if (!seat || call.organization.auth_version == seat->organization.auth_version)",
          "if (!seat || !caller.identity.id.empty())", races("isolation", "100")),
    Fault("an organization is not locked", "src/store/organizations.cpp",
          'sql<"UPDATE organization SET version = version + 1 WHERE org_id = $1 RETURNING ",\n'
          "          columns_of<OrganizationRecord>>",
          'sql<"SELECT ", columns_of<OrganizationRecord>, " FROM organization WHERE org_id = $1">',
          races("isolation", "100")),
    Fault("the version of a cached caller is ignored", "src/service/authenticate.cpp",
          " || now->auth_version != known.auth_version", "",
          contract("Revocation.*")),
    Fault("a lost commit is always taken for not done", "src/store/postgres/session.cpp",
          "committed = trace == Trace::all;", "committed = false;", LOST_COMMITS),
    Fault("a lost commit is always taken for done", "src/store/postgres/session.cpp",
          "committed = trace == Trace::all;", "committed = true;", LOST_COMMITS),
    Fault("a lost commit is looked for without the lock", "src/store/lost_commits.cpp",
          "  for (auto const& org_id : evidence.locked) "
          "co_await lock_organization(tx, OrgId::of(org_id));\n",
          "", LOST_COMMITS),
    Fault("a lost commit is told as not done", "src/store/postgres/session.cpp",
          "throw OutcomeUnknown(std::string(unknown));",
          "throw Overload(std::string(unknown), FailureKind::connection);", LOST_COMMITS),
    Fault("a lost commit is never looked for", "src/store/postgres/session.cpp",
          "for (int number = 1; Clock::now() < deadline; ++number) {",
          "for (int number = 1; number < 1; ++number) {", LOST_COMMITS),
    Fault("a commit that no standby confirmed is taken for done",
          "src/store/postgres/connection.cpp", 'severity == std::string_view("WARNING")',
          'severity == std::string_view("PANIC")', LOST_COMMITS),
    Fault("PostgreSQL does not wait for the disk", "src/store/postgres/open.cpp",
          "\"SELECT set_config('statement_timeout'",
          "\"SELECT set_config('synchronous_commit', 'off', false), \"\n"
          "      \"set_config('statement_timeout'", HISTORY),
    Fault("what fails beside others is committed with them", "src/store/sqlite/writer.cpp",
          "savepoints_ > 0 || connection_.changed_rows() == rows;", "true;",
          store("SqliteWriterTest.*")),
    Fault("a careful transaction undoes nothing", "src/store/sqlite/writer.cpp",
          'connection_.execute("ROLLBACK TO job")', "(void)0", store("SqliteWriterTest.*")),
    Fault("a wrong proof of a known key costs less", "src/service/authenticate.cpp",
          "      co_await look_for_nobody(tx, exchange, name);\n", "", contract("Credentials*")),
    Fault("SQLite does not wait for the disk", "src/store/sqlite/connection.cpp",
          "PRAGMA synchronous = FULL;", "PRAGMA synchronous = OFF;", store("PowerCut.*")),
    Fault("a frame of a coroutine is too small", "src/async/frame_pool.hpp",
          "(shelf + 1) * step", "shelf * step + 1", COROUTINES),
    Fault("a frame of a coroutine goes to another shelf", "src/async/frame_pool.hpp",
          "shelves[shelf];\n    if (!kept.first)",
          "shelves[(shelf + 1) % shelf_count];\n    if (!kept.first)", COROUTINES),
    Fault("frames of coroutines outlive their thread", "src/async/frame_pool.hpp",
          "while (shelf.first) ::operator delete(std::exchange(shelf.first, shelf.first->next));",
          "shelf.first = nullptr;", COROUTINES),
    Fault("frames of coroutines are used after their pool", "src/async/frame_pool.hpp",
          "      shelf.count = kept_frames;", "", COROUTINES),
    Fault("an exception while a connection is let in ends accepting",
          "src/http/event_loop.cpp",
          "      failed = true;\n      count_accept_failure(error.what());\n",
          "      count_accept_failure(error.what());\n      throw;\n", LISTENER),
    Fault("an exception while a connection is handed on is not counted",
          "src/http/event_loop.cpp", "next->count_accept_failure(failure.what());",
          "static_cast<void>(failure);", LISTENER),
]
