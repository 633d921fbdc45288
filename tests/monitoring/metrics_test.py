"""What a scrape shows: every line by the format's grammar, numbers that move with what happens, and
nothing that should not be there."""
import json
import re
import socket
import subprocess
import unittest
from pathlib import Path

from watched_server import DEADLINE_SECONDS, ORGD, WithStore, ask, wait_until

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "metrics.md"
ERROR_KINDS = {"other", "overload", "unavailable", "connection", "serialization", "deadlock",
               "lock_timeout", "statement_timeout", "unknown_commit", "disk_full", "moved"}
NONCE_REASONS = {"unknown", "expired", "ahead", "forgotten", "replayed"}
RATE_SETS = {"access tokens", "orgs", "org", "org settings", "org events", "org teams", "org users",
             "group", "group events", "groups", "users"}


def documented():
    """The documented families: by name, whether every kind of store has it."""
    rows = re.findall(r"^\| `(\w+)` \| \w+ \| .* \| (.*) \|$", DOCUMENT.read_text(), re.MULTILINE)
    return {name: "(PostgreSQL)" not in meaning for name, meaning in rows}


def operations():
    """All operation ids that the server knows."""
    document = json.loads(subprocess.run([ORGD, "openapi"], check=True, capture_output=True,
                                         timeout=DEADLINE_SECONDS).stdout)
    return {operation["operationId"] for path in document["paths"].values()
            for operation in path.values()}


class Metrics(WithStore):
    def test_requests_are_counted_by_operation_and_status(self):
        server = self.serve()
        client = server.client()
        self.addCleanup(client.close)
        before = server.metrics()["orgd_http_requests_total"]
        self.assertEqual(client.call(None, "GET", self.org).status, 401)
        for _ in range(3):
            self.assertEqual(client.call(self.key, "GET", self.org).status, 200)
        self.assertEqual(client.call(self.key, "GET", self.org + "/nowhere").status, 404)
        self.assertEqual(client.call(self.key, "PATCH", self.org, {"name": ""}).status, 400)
        families = server.metrics()
        requests = families["orgd_http_requests_total"]
        moved = {labels: count - before.samples.get(labels, 0)
                 for labels, count in requests.samples.items()}
        counted = {(dict(labels)["operation"], dict(labels)["status"]): count
                   for (_, labels), count in moved.items() if count}
        self.assertEqual(counted, {("-", "401"): 2,  # nobody's, and the one that asks for a nonce
                                   ("getOrganization", "200"): 3, ("-", "404"): 1,
                                   ("renameOrganization", "400"): 1})
        durations = families["orgd_http_request_duration_seconds"]
        for operation in ("getOrganization", "renameOrganization", "-"):
            key = ("orgd_http_request_duration_seconds_count",
                   frozenset({("operation", operation)}))
            answered = sum(count for (_, labels), count in requests.samples.items()
                           if ("operation", operation) in labels)
            self.assertEqual(durations.samples[key], answered, operation)
        self.assertGreater(sum(value for (name, _), value in durations.samples.items()
                               if name.endswith("_sum")), 0)

    def test_callers_nonces_connections_and_commits_are_counted(self):
        server = self.serve()
        before = server.metrics()
        client = server.client()
        self.addCleanup(client.close)
        for number in range(5):
            answer = client.call(self.key, "PATCH", self.org, {"name": f"Acme {number}"})
            self.assertEqual(answer.status, 200)
        client._count = 0  # the same nonce and count once more
        self.assertEqual(client.call(self.key, "GET", self.org).status, 200)
        with socket.create_connection(server.address) as stranger:
            stranger.sendall(b"HELLO\r\n\r\n")
            self.assertTrue(stranger.recv(99).startswith(b"HTTP/1.1 400 "))
        after = server.metrics()

        def moved(name, **labels):
            return after[name].value(**labels) - before[name].value(**labels)

        self.assertEqual(moved("orgd_store_committed_writes_total"), 5)
        self.assertEqual(moved("orgd_store_commits_total"), 5, "each waited for the one before it")
        self.assertGreaterEqual(moved("orgd_caller_cache_hits_total"), 5)
        self.assertEqual(moved("orgd_caller_cache_misses_total"), 1)
        self.assertEqual(moved("orgd_caller_cache_entries"), 1)
        self.assertEqual(moved("orgd_nonces_refused_total", reason="replayed"), 1)
        self.assertEqual(moved("orgd_nonces_minted_total"), 2, "the first, and the one after that")
        self.assertEqual(moved("orgd_http_connections_accepted_total"), 2)
        self.assertEqual(moved("orgd_http_requests_refused_total"), 1)
        wait_until(lambda: server.metrics()["orgd_http_connections"].value() == 1,
                   "the stranger's connection is closed")
        self.assertEqual(after["orgd_ready"].value(), 1)
        self.assertEqual(after["orgd_draining"].value(), 0)
        self.assertGreater(after["process_resident_memory_bytes"].value(), 1 << 20)
        self.assertGreater(after["process_open_fds"].value(), 5)
        self.assertGreater(after["process_start_time_seconds"].value(), 1.6e9)

    def test_what_a_rate_limit_refuses_is_counted(self):
        server = self.serve("--rate-limits")
        client = server.client()
        self.addCleanup(client.close)
        statuses = [client.call(self.key, "GET", self.org + "/settings").status for _ in range(12)]
        refused = statuses.count(429)
        self.assertGreater(refused, 0)
        families = server.metrics()
        self.assertEqual(families["orgd_rate_limited_total"].value(set="org settings"), refused)
        self.assertEqual(families["orgd_rate_limit_buckets"].value(), 1)

    def test_failures_of_the_store_are_counted_by_kind(self):
        server = self.serve()
        client = server.client()
        self.addCleanup(client.close)
        self.assertEqual(client.call(self.key, "GET", self.org).status, 200)
        with self.another_hand() as database:
            database.execute("ALTER TABLE organization RENAME TO gone")
        self.assertEqual(client.call(self.key, "GET", self.org).status, 500)
        errors = server.metrics()["orgd_store_errors_total"]
        self.assertEqual(errors.label_values("kind"), ERROR_KINDS)
        self.assertEqual(errors.value(kind="other"), 1)
        self.assertEqual(sum(errors.samples.values()), 1)

    def test_every_family_is_documented_and_every_documented_one_is_there(self):
        families = set(self.serve().metrics())
        self.assertEqual(families - set(documented()), set())
        self.assertEqual({name for name, everywhere in documented().items() if everywhere}
                         - families, set())

    def test_labels_have_few_values_and_show_nothing_private(self):
        server = self.serve("--rate-limits")
        client = server.client()
        self.addCleanup(client.close)
        nonces = []
        for path in (self.org, self.org + "/settings", "/api/atlas/v2/made/up", "/else",
                     self.org + "/users?pageNum=1", "/api/atlas/v2/orgs/" + "f" * 24):
            for key in (self.key, ("another", "secret"), None):
                for method in ("GET", "POST", "BREW"):
                    client.call(key, method, path)
                    nonces.append(client._challenge["nonce"] if client._challenge else "")
        families = server.metrics()
        allowed = {"operation": operations() | {"-"}, "kind": ERROR_KINDS, "reason": NONCE_REASONS,
                   "set": RATE_SETS, "status": {str(code) for code in range(200, 600)},
                   "version": {"0.1.0"},
                   "outcome": {"sent", "failed", "dead"}}
        for family in families.values():
            for _, labels in family.samples:
                for label, value in labels:
                    if label == "commit":
                        self.assertRegex(value, r"^[0-9a-f]{40}$")
                    elif label != "le":
                        self.assertIn(value, allowed[label], family.name)
        _, _, text = ask(server.watch, "/metrics")
        for private in (*self.made.values(), *filter(None, nonces), "example.org", "Acme",
                        "another", "secret", "made", "127.0.0.1", str(self.folder)):
            self.assertNotIn(private, text)


if __name__ == "__main__":
    unittest.main()
