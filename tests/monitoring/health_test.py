"""Whether the process lives and whether it should be sent requests."""
import json
import os
import socket
import subprocess
import tempfile
import unittest

from watched_server import DEADLINE_SECONDS, ORGD, WithStore, ask, wait_until


def refused(address):
    with socket.socket() as probe:
        return probe.connect_ex(address) != 0


class Health(WithStore):
    def test_paths_and_methods(self):
        server = self.serve()
        status, headers, body = ask(server.watch, "/healthz")
        self.assertEqual((status, headers["Content-Type"], json.loads(body)),
                         (200, "application/json", {"status": "ok"}))
        status, headers, body = ask(server.watch, "/readyz?verbose=1")
        self.assertEqual((status, json.loads(body)),
                         (200, {"status": "ready", "checks": [
                             {"name": name, "ok": True}
                             for name in ("store", "schema", "serving")]}))
        for path in ("/healthz", "/readyz", "/metrics"):
            status, headers, body = ask(server.watch, path, "HEAD")
            self.assertEqual((status, body), (200, ""))
            self.assertGreater(int(headers["Content-Length"]), 0)
            self.assertEqual(headers["Cache-Control"], "no-store")
            self.assertEqual(ask(server.watch, path, "POST", "x")[0], 404)
        for path in ("/", "/metrics/", "/healthz/x", self.org, "/api/atlas/v2"):
            self.assertEqual(ask(server.watch, path)[0], 404, path)

    def test_the_api_shows_none_of_it(self):
        server = self.serve()
        for path in ("/healthz", "/readyz", "/metrics"):
            self.assertEqual(ask(server.address, path)[0], 404, path)
            self.assertEqual(ask(server.address, "/api/atlas/v2" + path)[0], 401, path)

    def test_there_is_none_unless_asked_for(self):
        process = subprocess.Popen(
            [ORGD, "serve", *self.store, "--listen", "127.0.0.1:0", "--log-level", "off"],
            stdout=subprocess.PIPE, text=True)
        self.assertTrue(process.stdout.readline().startswith("listening on "))
        process.terminate()
        self.assertEqual(process.communicate(timeout=DEADLINE_SECONDS)[0], "")

    def test_a_taken_port_is_named(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            done = subprocess.run(
                [ORGD, "serve", *self.store, "--listen", "127.0.0.1:0", "--metrics-listen",
                 f"127.0.0.1:{port}"], capture_output=True, text=True, timeout=DEADLINE_SECONDS)
        self.assertEqual(done.returncode, 1)
        self.assertIn(f"cannot listen on 127.0.0.1:{port}", done.stderr)

    def test_a_drain_turns_readiness_first_and_serves_on(self):
        server = self.serve("--drain-delay", "3600")
        server.signal()
        status, why = wait_until(lambda: server.readiness()[0] == 503 and server.readiness(),
                                 "not ready")
        self.assertEqual((status, why), (503, {"serving": "the server is about to stop"}))
        self.assertEqual(server.metrics()["orgd_draining"].value(), 1)
        self.assertEqual(ask(server.watch, "/healthz")[0], 200)
        client = server.client()
        self.addCleanup(client.close)
        self.assertEqual(client.call(self.key, "GET", self.org).status, 200)
        server.signal()  # the delay is over now
        self.assertEqual(server.process.wait(DEADLINE_SECONDS), 0)

    def test_a_supervisor_is_told_of_start_and_stop(self):
        with tempfile.TemporaryDirectory() as home, \
                socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
            name = f"{home}/notify"
            supervisor.bind(name)
            supervisor.settimeout(DEADLINE_SECONDS)
            process = subprocess.Popen(
                [ORGD, "serve", *self.store, "--listen", "127.0.0.1:0", "--log-level", "error",
                 "--drain-delay", "3600"],
                stdout=subprocess.DEVNULL, env=os.environ | {"NOTIFY_SOCKET": name})
            try:
                self.assertEqual(supervisor.recv(100), b"READY=1")
                process.terminate()
                self.assertEqual(supervisor.recv(100), b"STOPPING=1")  # before the delay is over
                process.terminate()
                self.assertEqual(process.wait(DEADLINE_SECONDS), 0)
                supervisor.setblocking(False)
                self.assertRaises(BlockingIOError, supervisor.recv, 100)  # each is said once
            finally:
                process.kill()

    def test_the_second_listener_ends_last(self):
        server = self.serve()
        with socket.create_connection(server.address) as slow:
            slow.sendall(b"POST /orgd/v1/invitations/%s:accept HTTP/1.1\r\nHost: x\r\n"
                         b"Content-Type: application/json\r\nContent-Length: 1\r\n"
                         b"Expect: 100-continue\r\n\r\n" % (b"0" * 24))
            self.assertTrue(slow.recv(99).startswith(b"HTTP/1.1 100 "))  # so it is under way
            server.signal()
            wait_until(lambda: refused(server.address), "the API listens no more")
            self.assertEqual(server.readiness()[0], 503)
            self.assertEqual(ask(server.watch, "/healthz")[0], 200)
            slow.sendall(b"x")
            self.assertEqual(server.process.wait(DEADLINE_SECONDS), 0)
        self.assertTrue(refused(server.watch))

    def test_a_store_of_an_older_version_is_not_served(self):
        server = self.serve()
        with self.another_hand() as database:
            database.execute("DELETE FROM schema_migration WHERE version > 1")
        status, why = wait_until(lambda: server.readiness()[0] == 503 and server.readiness(),
                                 "not ready")
        self.assertEqual((status, list(why)), (503, ["schema"]))
        self.assertRegex(why["schema"],
                         r"^the store has version 1, this program needs version \d+$")
        self.assertEqual(server.metrics()["orgd_ready"].value(), 0)
        with self.another_hand() as database:
            database.execute("INSERT INTO schema_migration VALUES (999, 'later', 0, 0)")
        wait_until(lambda: server.readiness()[0] == 200, "a newer one only adds")

    def test_a_store_that_does_not_answer_is_named_without_its_words(self):
        server = self.serve()
        with self.another_hand() as database:
            database.execute("ALTER TABLE schema_migration RENAME TO hidden")
        status, why = wait_until(lambda: server.readiness()[0] == 503 and server.readiness(),
                                 "not ready")
        self.assertEqual((status, why),
                         (503, {"store": "the last read failed: other",
                                "schema": "unknown while the store does not answer"}))
        self.assertEqual(ask(server.watch, "/healthz")[0], 200)
        with self.another_hand() as database:
            database.execute("ALTER TABLE hidden RENAME TO schema_migration")
        wait_until(lambda: server.readiness()[0] == 200, "ready again")


if __name__ == "__main__":
    unittest.main()
