"""The migration on a stand-in for Citus: which tables it spreads, how, in which order, and where it
refuses. What the stand-in cannot show: that Citus plans the store's statements as
tools/cluster_statements.py expects, and that it makes the shards."""
import json
import re
import unittest
from pathlib import Path

from program import ROOT, WithOrgd, finish, start
from postgres import Postgres

STAND_IN = Path(__file__).with_name("citus_stand_in.sql").read_text(encoding="utf-8")
OWN = {"schema_lock", "pg_dist_local_group", "pg_dist_partition", "placement_call"}


def setUpModule():
    global server
    server = unittest.enterModuleContext(Postgres())


class Citus(WithOrgd):
    number = 0

    def setUp(self):
        super().setUp()
        Citus.number += 1
        self.database = f"citus_{Citus.number}"
        server.sql(f"CREATE DATABASE {self.database} OWNER orgd")
        self.url = server.url(self.database)

    def sql(self, text):
        return server.sql(text, self.database).strip().split("\n")

    def calls(self):
        lines = self.sql("SELECT call FROM placement_call ORDER BY number")
        return [line for line in lines if line]

    def test_every_table_is_spread(self):
        self.sql(STAND_IN)
        plan = json.loads(self.orgd("migrate", "--store", self.url, "--plan", "--json"))
        self.assertEqual((plan["applied"], self.calls()), (False, []))
        done = json.loads(self.orgd("migrate", "--store", self.url, "--json"))
        self.assertEqual(done["steps"], plan["steps"])
        calls = self.calls()
        self.assertEqual(calls[0], "organization by org_id with none")
        for call in ("membership by org_id with organization", "user_org by user_id with none",
                     "credential by public_key with none", "reference store_meta",
                     "reference schema_migration"):
            self.assertIn(call, calls)
        self.assertEqual(self.sql("SELECT DISTINCT shard_mode FROM placement_call"), ["sequential"])
        tables = set(self.sql("SELECT relname FROM pg_class WHERE relkind = 'r' "
                              "AND relnamespace = 'public'::regnamespace")) - OWN
        self.assertEqual(set(self.sql("SELECT logicalrelid FROM pg_dist_partition")), tables)
        # Side by side: exactly those with org_id as their first column.
        beside = set(self.sql(
            "SELECT logicalrelid FROM pg_dist_partition WHERE colocationid = (SELECT colocationid "
            "FROM pg_dist_partition WHERE logicalrelid = 'organization'::regclass)"))
        first = set(self.sql("SELECT attrelid::regclass FROM pg_attribute WHERE attnum = 1 "
                             "AND attname = 'org_id'")) & tables
        self.assertEqual(beside, first)

    def test_again_there_is_nothing_to_do(self):
        self.sql(STAND_IN)
        self.orgd("migrate", "--store", self.url)
        calls = self.calls()
        self.assertIn("up to date", self.orgd("migrate", "--store", self.url))
        self.assertEqual(self.calls(), calls)
        # A table that the cluster knows but keeps on one node is not spread.
        self.sql("UPDATE pg_dist_partition SET partmethod = 'n', repmodel = 's' "
                 "WHERE logicalrelid = 'event'::regclass")
        self.orgd("migrate", "--store", self.url)
        self.assertEqual(self.calls()[len(calls):], ["event by org_id with organization"])

    def test_many_at_once(self):
        self.sql(STAND_IN)
        ends = [finish(one) for one in [start("migrate", "--store", self.url) for _ in range(8)]]
        self.assertEqual([code for code, _, _ in ends], [0] * 8, ends)
        self.assertEqual(len([out for _, out, _ in ends if "applied" in out]), 1)
        self.assertEqual(len(self.calls()), len(set(self.calls())))

    def test_a_store_becomes_one_of_a_cluster(self):
        self.orgd("migrate", "--store", self.url)
        self.sql(STAND_IN)
        plan = json.loads(self.orgd("migrate", "--store", self.url, "--plan", "--json"))
        self.assertFalse([step for step in plan["steps"] if "version" in step])
        self.orgd("migrate", "--store", self.url)
        self.assertEqual(len(self.calls()), len(plan["steps"]))

    def test_a_failure_leaves_nothing(self):
        self.sql(STAND_IN)
        self.sql("CREATE OR REPLACE FUNCTION create_reference_table(table_name regclass) "
                 "RETURNS void LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''no node''; END'")
        self.assertIn("no node", self.orgd("migrate", "--store", self.url, exit_code=1))
        self.assertEqual(self.calls(), [])
        self.assertEqual(self.sql("SELECT to_regclass('organization')"), [""])

    def test_only_the_coordinator_migrates(self):
        self.sql(STAND_IN)
        self.sql("UPDATE pg_dist_local_group SET groupid = 3")
        self.assertIn("coordinator's URL", self.orgd("migrate", "--store", self.url, exit_code=1))
        self.sql("UPDATE pg_dist_local_group SET groupid = 0")
        self.orgd("migrate", "--store", self.url)
        # Workers only look.
        self.sql("UPDATE pg_dist_local_group SET groupid = 3")
        self.assertIn("up to date", self.orgd("migrate", "--store", self.url))

    def test_a_store_moves_into_a_cluster(self):
        self.sql(STAND_IN)
        data, made = self.make_store()
        self.orgd("store", "copy", "--from", data, "--to", self.url)
        self.assertIn("owner@example.org", self.orgd("people", "--data", data, "--store", self.url,
                                                     "--org", made["orgId"]))

    def test_the_document_names_every_table(self):
        document = (ROOT / "docs/deployment-citus.md").read_text(encoding="utf-8")
        self.sql(STAND_IN)
        self.orgd("migrate", "--store", self.url)
        for call in self.calls():
            if not re.search("with organization|organization by", call):
                table = call.removeprefix("reference ").split(" ")[0]
                self.assertIn(f"`{table}`", document)

    def test_the_stand_in_refuses_what_citus_refuses(self):
        self.sql(STAND_IN)
        self.sql("CREATE TABLE a (x text PRIMARY KEY, y text UNIQUE);"
                 "CREATE TABLE b (x text PRIMARY KEY REFERENCES a);"
                 "CREATE TABLE c (x text PRIMARY KEY, z text REFERENCES b);"
                 "CREATE TABLE d (x int PRIMARY KEY)")
        for call, why in (("create_distributed_table('a', 'x')", "unique index"),
                          ("create_distributed_table('b', 'x', colocate_with => 'none')",
                           "must be a distributed table"),
                          ("create_distributed_table('b', 'x', colocate_with => 'a')",
                           "is not distributed")):
            with self.assertRaisesRegex(RuntimeError, why):
                self.sql(f"SELECT {call}")
        self.sql("ALTER TABLE a DROP CONSTRAINT a_y_key;"
                 "SELECT create_distributed_table('a', 'x', colocate_with => 'none')")
        for call, why in (("create_distributed_table('b', 'x', colocate_with => 'none')",
                           "not colocated"),
                          ("create_distributed_table('a', 'x')", "already distributed"),
                          ("create_distributed_table('d', 'x', colocate_with => 'a')",
                           "other types"),
                          ("create_reference_table('b')", "reference table cannot")):
            with self.assertRaisesRegex(RuntimeError, why):
                self.sql(f"SELECT {call}")
        self.sql("SELECT create_distributed_table('b', 'x', colocate_with => 'a')")
        with self.assertRaisesRegex(RuntimeError, "does not go over"):
            self.sql("SELECT create_distributed_table('c', 'x', colocate_with => 'a')")


if __name__ == "__main__":
    unittest.main()
