"""Health and metrics of a server whose store is PostgreSQL, while that comes and goes."""
import sys
import unittest
from contextlib import closing
from pathlib import Path

from watched_server import WithStore, ask, wait_until

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "servers"))
from postgres import Postgres  # noqa: E402: found through the line above


class OnPostgres(WithStore):
    def setUp(self):
        self.postgres = Postgres()
        self.addCleanup(self.postgres.close)
        self.database_options = ("--store", self.postgres.url())
        super().setUp()

    def assert_private(self, text):
        for private in (self.postgres.password, "postgresql:", str(self.postgres.port)):
            self.assertNotIn(private, text)

    def test_readiness_follows_the_database(self):
        server = self.serve()
        self.postgres.stop()
        status, why = wait_until(lambda: server.readiness()[0] == 503 and server.readiness(),
                                 "not ready")
        self.assertEqual((status, list(why)), (503, ["store", "schema"]))
        self.assertRegex(why["store"], "^(no answer within 1 s|the last read failed: [a-z_]+)$")
        self.assert_private(ask(server.watch, "/readyz")[2])
        self.assertEqual(ask(server.watch, "/healthz")[0], 200)
        self.assertEqual(server.metrics()["orgd_ready"].value(), 0)
        self.postgres.start()
        wait_until(lambda: server.readiness()[0] == 200, "ready again")

    def test_failures_are_counted_by_kind(self):
        server = self.serve()
        client = server.client()
        self.addCleanup(client.close)
        self.assertEqual(client.call(self.key, "GET", self.org).status, 200)
        self.postgres.stop()
        self.assertIn(client.call(self.key, "GET", self.org).status, (500, 503))
        errors = server.metrics()["orgd_store_errors_total"]
        self.assertEqual(sum(errors.samples.values()), 1)
        self.assertEqual(errors.value(kind="other"), 0)

    def test_readiness_is_that_of_requests(self):
        server = self.serve("--threads", "2")
        end_all = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'orgd'"
        # One connection for two loops: half of all requests would have none.
        self.postgres.sql("ALTER ROLE orgd CONNECTION LIMIT 1")
        self.postgres.sql(end_all)
        _, why = wait_until(lambda: server.readiness()[0] == 503 and server.readiness(),
                            "not ready")
        self.assertRegex(why["store"], "^(no answer within 1 s|the last read failed: [a-z_]+)$")
        # Two for each loop and for the thread that tidies up are enough: reads share one, and what
        # does not fit gets the other.
        self.postgres.sql("ALTER ROLE orgd CONNECTION LIMIT 6")
        wait_until(lambda: server.readiness()[0] == 200, "ready again")
        for _ in range(8):
            with closing(server.client()) as client:
                self.assertEqual(client.call(self.key, "GET", self.org).status, 200)

    def test_the_pool_is_shown(self):
        server = self.serve("--threads", "2", "--store-connections", "5")
        client = server.client()
        self.addCleanup(client.close)
        self.assertEqual(client.call(self.key, "GET", self.org).status, 200)
        # Each loop may have 5, and the thread that tidies up 2 as soon as it runs; then it waits
        # for its first connection.
        families = wait_until(
            lambda: (shown := server.metrics())["orgd_store_connection_limit"].value() == 12
            and shown["orgd_store_waiting_transactions"].value() == 0 and shown,
            "a pool for each thread, and nobody waiting")
        connections = families["orgd_store_connections"]
        self.assertEqual(connections.label_values("state"), {"lent", "shared", "idle",
                                                             "connecting"})
        self.assertGreaterEqual(sum(connections.samples.values()), 2, "one for each loop")
        self.assertGreaterEqual(families["orgd_store_connections_made_total"].value(), 2)
        self.assertEqual(families["orgd_store_connections_failed_total"].value(), 0)
        self.assertNotIn("orgd_store_wal_pages", families)
        self.assert_private(ask(server.watch, "/metrics")[2])


if __name__ == "__main__":
    unittest.main()
