#!/usr/bin/env python3
"""Shows that cluster_statements.py finds what it is for."""
import sys
import unittest

sys.dont_write_bytecode = True
from cluster_statements import findings, spread_of, tables_of
from store_statements import pieces_of, statements_of

TABLES = """Table{"organization", "org_id", 22},
    Table{"team", "org_id, team_id", 3},
    Table{"membership", "org_id, user_id", 18},
    Table{"user_org", "user_id, org_id", 2},
    Table{"credential", "public_key", 3},
    Table{"store_meta", "name", 2, TableKind::everywhere},"""
COLUMNS = tables_of(TABLES)

ONE_SHARD = (
    "SELECT name FROM organization WHERE org_id = $1",
    "SELECT value FROM store_meta WHERE name = $1",
    "SELECT 1 FROM membership m JOIN team t ON t.org_id = m.org_id WHERE m.org_id = $1",
    "SELECT (SELECT name FROM team t WHERE t.org_id = $2 AND t.org_id = m.org_id) "
    "FROM membership m WHERE m.org_id = $2 AND (m.status = 0 OR m.status = 1) ORDER BY m.user_id",
    "SELECT 1 FROM organization WHERE org_id = $1 AND EXISTS (SELECT 1 FROM team t "
    "JOIN membership m ON m.org_id = t.org_id WHERE t.org_id = $1)",
    "INSERT INTO team (team_id, org_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING team_id",
    "UPDATE organization SET name = $2 WHERE org_id = $1 RETURNING name",
    "DELETE FROM user_org WHERE user_id = $1 AND org_id = $2",
)
SEVERAL = (
    "SELECT name FROM organization",
    "SELECT name FROM organization WHERE org_id > $1",
    "SELECT name FROM organization WHERE name = $1",
    "SELECT 1 FROM user_org WHERE org_id = $1",
    "SELECT 1 FROM organization WHERE org_id = $1 OR name = $2",
    "SELECT 1 FROM membership m JOIN team t ON t.team_id = m.user_id WHERE m.org_id = $1",
    "SELECT 1 FROM membership m, team t WHERE m.org_id = $1",
    "SELECT 1 FROM membership m JOIN team t ON t.team_id = m.user_id "
    "WHERE m.org_id = $1 AND t.org_id = $2",
    "SELECT 1 FROM credential c JOIN team t ON t.org_id = c.org_id WHERE c.public_key = $1",
    "SELECT (SELECT name FROM team t WHERE t.team_id = $2) FROM membership m WHERE m.org_id = $1",
    # What only follows the row outside is not pinned, however deep or in which clause it stands.
    "SELECT (SELECT name FROM team t WHERE t.org_id = m.org_id) FROM membership m "
    "WHERE m.org_id = $1",
    "SELECT user_id FROM membership m WHERE m.org_id = $1 AND EXISTS "
    "(SELECT 1 FROM team t WHERE t.org_id = m.org_id AND t.team_id = $2)",
    "SELECT (SELECT name FROM team t WHERE t.org_id = $1 AND t.team_id IN "
    "(SELECT o.name FROM organization o WHERE o.org_id = t.org_id)) "
    "FROM membership m WHERE m.org_id = $1",
    "DELETE FROM team WHERE org_id = $1 AND team_id IN "
    "(SELECT m.user_id FROM membership m WHERE m.org_id = team.org_id)",
    "SELECT (SELECT name FROM team t WHERE t.org_id = $2) FROM membership m WHERE m.org_id = $1",
    "DELETE FROM credential WHERE public_key IN (SELECT name FROM team WHERE org_id = $1)",
    "DELETE FROM membership WHERE org_id = $1 AND user_id IN "
    "(SELECT user_id FROM user_org WHERE user_id = $2)",
    "UPDATE organization SET org_id = $1 WHERE name = $2",
    "INSERT INTO team (team_id, org_id) VALUES ($1, 'one')",
)

PIECES = pieces_of("""columns_of<Organization> = name, org_id
insert_into<Team> = INSERT INTO team (org_id, team_id) VALUES ($1, $2)
insert_eight_into<Team> = INSERT INTO team (org_id, team_id) VALUES ($1, $2), ($1, $3)
update_of<Organization> = UPDATE organization SET name = $2
""")
SOURCE = """
constexpr SqlText in_organization =
    " FROM organization "
    "WHERE org_id = $1";

Task<Done> find(Transaction& tx, std::string_view org_id) {
  auto const rows = co_await tx.query(
      sql<"SELECT ", columns_of<Organization>, in_organization, " LIMIT "
          "1">, org_id);
  co_await insert<Team>(tx, team);
  co_return Done{};
}

Task<Done> change(Transaction& tx, Teams const& teams) {
  co_await insert<Team, " ON CONFLICT DO NOTHING">(tx, team);
  co_await insert_alike<Team>(tx, teams);
  co_await update<Organization, " WHERE org_id = $1">(tx, org_id, organization);
}

Task<std::vector<Name>> list(Transaction& tx) {
  co_await tx.query("SELECT name "
                    "FROM organization");
}
"""


class Statements(unittest.TestCase):
    def test_one_shard(self):
        for sql in ONE_SHARD:
            self.assertEqual(spread_of(sql, COLUMNS), "", sql)

    def test_several_shards(self):
        for sql in SEVERAL:
            self.assertNotEqual(spread_of(sql, COLUMNS), "", sql)

    def test_statements_are_put_together(self):
        insert = "INSERT INTO team (org_id, team_id) VALUES ($1, $2)"
        used = set()
        self.assertEqual(
            [(one.function, one.sql) for one in statements_of(SOURCE, PIECES, used)],
            [("find", "SELECT name, org_id FROM organization WHERE org_id = $1 LIMIT 1"),
             ("find", insert),
             ("change", insert + " ON CONFLICT DO NOTHING"),
             ("change", insert + ", ($1, $3)"),
             ("change", "UPDATE organization SET name = $2 WHERE org_id = $1"),
             ("list", "SELECT name FROM organization")])
        self.assertLessEqual(PIECES.keys(), used)

    def test_a_template_stands_for_each_of_its_records(self):
        source = """
template <OneOf<Mail, Letter> Queued>
Task<Done> drop(Transaction& tx, Queued const& taken) {
  co_await tx.query(sql<"DELETE FROM ", table_of<Queued>, " WHERE id = $1">, taken.id);
}

Task<Done> empty(Transaction& tx) {
  co_await tx.query("DELETE FROM letter");
}
"""
        pieces = {"table_of<Mail>": "outbox", "table_of<Letter>": "letter"}
        used = set()
        self.assertEqual(
            [(one.function, one.sql) for one in statements_of(source, pieces, used)],
            [("drop<Mail>", "DELETE FROM outbox WHERE id = $1"),
             ("drop<Letter>", "DELETE FROM letter WHERE id = $1"),
             ("empty", "DELETE FROM letter")])
        self.assertEqual(used, pieces.keys())

    def test_a_statement_that_cannot_be_read_is_found(self):
        literal = '"SELECT name "\n                    "FROM organization"'
        for before, after in (
                (literal, "statement"),
                (literal, 'sql<"SELECT ", columns_of<Unknown>, " FROM organization">'),
                ("insert<Team>(tx", "insert<Unknown>(tx"),
                ("insert_alike<Team>(tx", "insert_alike<Unknown>(tx"),
                (", in_organization", ", elsewhere"),
                ("tx.query(\"SELECT", "transaction.query(\"SELECT"),
                ("tx.query(\"SELECT", "tx.query_with(\"SELECT"),
                ("tx.query(\"SELECT", "tx.start(\"SELECT"),
                ("Transaction& tx", "Transaction& connection")):
            self.assertIn(before, SOURCE)
            with self.assertRaises(ValueError, msg=after):
                statements_of(SOURCE.replace(before, after), PIECES, set())

    def test_exceptions(self):
        def wrong(exceptions, pieces=PIECES):
            return findings({"a.cpp": SOURCE}, pieces, COLUMNS, exceptions)[0]
        self.assertEqual(len(wrong({})), 1)
        listed = {"list": ("reads all", "always")}
        self.assertEqual(wrong(listed), [])
        self.assertEqual(wrong(listed | {"find": ("reads all", "always")}),
                         ["the exception find has 0 statements"])
        self.assertEqual(wrong(listed, PIECES | {"columns_of<Old>": "name"}),
                         ["record_sql.txt: no statement has columns_of<Old> in it"])

    def test_derived_statements_are_judged(self):
        pieces = PIECES | {"insert_into<Team>": "INSERT INTO team (team_id) VALUES ($1)"}
        listed = {"list": ("reads all", "always")}
        self.assertEqual(len(findings({"a.cpp": SOURCE}, pieces, COLUMNS, listed)[0]), 2)

    def test_tables(self):
        self.assertEqual(COLUMNS["user_org"], "user_id")
        self.assertNotIn("store_meta", COLUMNS)
        with self.assertRaises(ValueError):
            tables_of("nothing")


if __name__ == "__main__":
    unittest.main()
