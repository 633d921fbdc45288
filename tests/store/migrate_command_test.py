"""orgd migrate, and what servers do with a schema that is older or newer than theirs."""
import json
import shutil
import sqlite3
import subprocess
import unittest
from urllib.parse import urlsplit

from program import WithOrgd, finish, start
from digest_client import DigestClient
from postgres import Postgres


def setUpModule():
    global server
    server = unittest.enterModuleContext(Postgres())


class Migrate(WithOrgd):
    def new_database(self, name):
        server.sql(f"CREATE DATABASE {name} OWNER orgd")
        return server.url(name)

    def history(self, name):
        return server.sql("SELECT version, name FROM schema_migration ORDER BY 1", name)

    def test_plan_then_apply(self):
        url = self.new_database("plan")
        plan = json.loads(self.orgd("migrate", "--store", url, "--plan", "--json"))
        self.assertEqual(plan["steps"][0], {"name": "initial", "version": 1})
        self.assertFalse(plan["applied"])
        self.assertEqual(server.sql("SELECT to_regclass('organization')", "plan"), "\n")
        self.assertIn("would apply 1 initial", self.orgd("migrate", "--store", url, "--plan"))
        self.assertIn("applied 1 initial", self.orgd("migrate", "--store", url))
        self.assertEqual(self.orgd("migrate", "--store", url), "the schema is up to date\n")
        self.assertEqual(json.loads(self.orgd("migrate", "--store", url, "--plan", "--json")),
                         {"applied": False, "steps": []})

    def test_eight_at_once_on_an_empty_database(self):
        url = self.new_database("eight")
        ends = [finish(one) for one in [start("migrate", "--store", url) for _ in range(8)]]
        self.assertEqual([code for code, _, _ in ends], [0] * 8, ends)
        self.assertEqual(sorted(out.split("\n")[0] for _, out, _ in ends),
                         ["applied 1 initial"] + ["the schema is up to date"] * 7)
        self.assertEqual(self.history("eight").split("\n")[0], "1|initial")

    def test_servers_that_start_at_once_migrate_once(self):
        data, _ = self.make_store()
        url = self.new_database("servers")
        self.orgd("store", "copy", "--from", data, "--to", url)
        # Then they find a database without a schema.
        server.sql("DROP OWNED BY orgd", "servers")
        server.sql("GRANT ALL ON SCHEMA public TO orgd", "servers")
        several = []
        for i in range(4):
            node = self.folder / f"node{i}"
            node.mkdir()
            shutil.copy(data / "secret.key", node)
            several.append(self.started("serve", "--data", node, "--store", url, "--listen",
                                        "127.0.0.1:0"))
        for process in several:
            # There is no store in it, but every one of them finds the schema.
            self.assertIn("no store in this database", process.communicate(timeout=60)[1])
        self.assertEqual(self.history("servers").split("\n")[0], "1|initial")

    def test_waits_for_another_one_and_says_so(self):
        url = self.new_database("waits")
        server.sql("CREATE TABLE schema_lock (id BIGINT PRIMARY KEY);"
                   "GRANT ALL ON schema_lock TO orgd", "waits")
        holder = self.started_psql("waits", "BEGIN; LOCK TABLE schema_lock IN EXCLUSIVE MODE;")
        self.assertIn("has been changing the store for 1 s",
                      self.orgd("migrate", "--store", url, "--wait", "1", exit_code=1))
        waiting = self.started("migrate", "--store", url)
        self.wait_for_line(waiting.stderr, "waiting for another process that migrates")
        holder.communicate("COMMIT;\n", timeout=60)
        self.assertEqual(waiting.wait(60), 0)

    def started_psql(self, database, text):
        process = subprocess.Popen(
            ["psql", "-X", "-q", "-A", "-t", "-h", str(server.home), "-p", str(server.port),
             "-U", "postgres", "-d", database],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.kill)
        process.stdin.write(text + " SELECT 'held';\n")
        process.stdin.flush()
        self.wait_for_line(process.stdout, "held")
        return process

    def test_an_older_schema_is_refused_where_it_may_not_be_changed(self):
        data, _ = self.make_store()
        with sqlite3.connect(data / "orgd.db") as store:
            store.execute("DELETE FROM schema_migration")
        said = self.orgd("serve", "--data", data, "--migrate", "never", exit_code=1)
        self.assertIn('lacks "initial"', said)
        self.assertIn("run orgd migrate", said)
        self.assertIn("must be auto or never",
                      self.orgd("serve", "--data", data, "--migrate", "later", exit_code=1))

    def test_a_server_goes_on_when_the_schema_moves_and_an_old_one_does_not_start(self):
        data, made = self.make_store()
        url, _ = self.serve("--data", data, "--migrate", "never")
        with sqlite3.connect(data / "orgd.db", timeout=30) as store:
            store.execute("ALTER TABLE organization ADD COLUMN added TEXT")
            store.execute("INSERT INTO schema_migration VALUES (999, 'later', 1, 1)")
        client = DigestClient((urlsplit(url).hostname, urlsplit(url).port))
        self.addCleanup(client.close)
        key = made["publicKey"], made["privateKey"]
        path = f"/api/atlas/v2/orgs/{made['orgId']}"
        self.assertEqual(client.call(key, "GET", path).status, 200)
        self.assertEqual(client.call(key, "PATCH", path, {"name": "New"}).status, 200)
        other = self.folder / "copy"
        for command in (("people", "--data", data, "--org", "x"), ("migrate", "--data", data),
                        ("store", "copy", "--from", data, "--to", other)):
            self.assertIn("use a newer program", self.orgd(*command, exit_code=1))

    def test_misuse(self):
        self.orgd("migrate", exit_code=2)
        self.orgd("migrate", "--data", "x", "--wait", "soon", exit_code=2)
        self.assertIn("cannot open", self.orgd("migrate", "--data", self.folder, exit_code=1))
        self.assertIn("connection", self.orgd("migrate", "--store", "postgresql://127.0.0.1:1/x",
                                              exit_code=1))


if __name__ == "__main__":
    unittest.main()
