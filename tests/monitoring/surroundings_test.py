"""A server whose surroundings fail: who reads its log, the disk of its store, the store's files."""
import fcntl
import os
import re
import resource
import shutil
import signal
import subprocess
import unittest

from watched_server import DEADLINE_SECONDS, ORGD, WithStore, wait_until

SET_PIPE_SIZE = 1031  # F_SETPIPE_SZ


class Log(WithStore):
    def serve_to_a_pipe(self, *options):
        """The server, and the descriptor that its log is read from."""
        reader, writer = os.pipe()
        fcntl.fcntl(writer, SET_PIPE_SIZE, 4096)
        server = self.serve("--log-level", "info", *options, stderr=writer)
        os.close(writer)
        return server, reader

    def start_alone(self):
        process = subprocess.Popen(
            [ORGD, "serve", *self.store, "--listen", "127.0.0.1:0", "--log-level", "off"],
            stdout=subprocess.PIPE, text=True)
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.kill)
        return process

    def calls(self, server, count):
        client = server.client()
        self.addCleanup(client.close)
        return [client.call(self.key, "GET", self.org).status for _ in range(count)]

    def test_whoever_reads_the_log_may_go_away(self):
        server, reader = self.serve_to_a_pipe()
        os.close(reader)
        self.assertEqual(self.calls(server, 100), [200] * 100)
        wait_until(lambda: server.metrics()["orgd_log_lines_dropped_total"].value() >= 100,
                   "the lines that nobody can read are counted")
        self.assertEqual(self.calls(server, 10), [200] * 10)
        self.assertEqual(server.end(), 0)

    def test_whoever_reads_the_log_may_stall(self):
        server, reader = self.serve_to_a_pipe()
        self.addCleanup(os.close, reader)
        self.assertEqual(self.calls(server, 200), [200] * 200)
        server.process.send_signal(signal.SIGHUP)
        self.assertEqual(self.calls(server, 10), [200] * 10)
        self.assertEqual(server.end(), 0, "SIGTERM ends it")

    def test_start_reload_and_stop_are_told(self):
        for form, line in (("text", r"^\S+Z (info|error) (.*) $"),
                           ("json", r'^{"time":"\S+Z","level":"(info|error)",'
                                    r'"id":"","message":"(.*)"}$')):
            with self.subTest(form), open(self.folder / "log", "w+", encoding="utf-8") as log:
                server = self.serve("--log-level", "info", "--log-format", form, stderr=log)
                server.process.send_signal(signal.SIGHUP)
                wait_until(lambda: "reloaded" in (self.folder / "log").read_text(), "reloaded")
                self.assertEqual(server.end(), 0)
                lines = (self.folder / "log").read_text().splitlines()
                told = [match[2] for text in lines if (match := re.match(line, text))]
                self.assertEqual(len(told), len(lines), lines)
                url = "http://{}:{}".format(*server.address)
                self.assertRegex(told[0], rf"^started: orgd \S+ \([0-9a-f]{{40}}\), listening on "
                                          rf"{url}, metrics on http://")
                self.assertEqual(told[1], f"store: SQLite in {self.folder}")
                self.assertIn("max_connections 10000", told[2])
                self.assertIn("mail: not sent", told[3])
                self.assertEqual(told[4:], [
                    "reloaded: nothing is read again without TLS",
                    "stopping: what is in flight is finished", "stopped"])

    def test_a_signal_may_follow_the_line_that_says_ready(self):
        for number in range(6):
            process = self.start_alone()
            self.assertTrue(process.stdout.readline().startswith("listening on "))
            process.send_signal(signal.SIGINT if number % 2 else signal.SIGTERM)
            self.assertEqual(process.wait(DEADLINE_SECONDS), 0)

    def test_metrics_for_everybody_are_not_silent(self):
        with open(self.folder / "log", "w+", encoding="utf-8") as log:
            server = self.serve("--log-level", "warning", "--metrics-listen", "0.0.0.0:0",
                                stderr=log)
            self.assertEqual(server.end(), 0)
        self.assertIn("metrics on 0.0.0.0 are shown to everybody",
                      (self.folder / "log").read_text())


class Store(WithStore):
    def setUp(self):
        super().setUp()
        self.server = self.serve("--log-level", "off")
        self.client = self.server.client()
        self.addCleanup(self.client.close)
        self.assertEqual(self.rename("First").status, 200)

    def rename(self, name):
        return self.client.call(self.key, "PATCH", self.org, {"name": name})

    def assert_refuses(self, *kinds):
        """A write is told to come back, nothing has changed, reads go on, balancers keep away."""
        for _ in range(2):
            answer = self.rename("Refused")
            self.assertEqual((answer.status, answer.headers["Retry-After"]), (503, "10"))
            self.assertEqual(answer.body["errorCode"], "SERVICE_UNAVAILABLE")
        read = self.client.call(self.key, "GET", self.org)
        self.assertEqual((read.status, read.body["name"]), (200, "First"))
        wait_until(lambda: self.server.readiness()[0] == 503, "not ready")
        self.assertIn(self.server.readiness()[1]["store"],
                      [f"the last write failed: {kind}" for kind in kinds])
        errors = self.server.metrics()["orgd_store_errors_total"]
        self.assertGreaterEqual(sum(errors.value(kind=kind) for kind in kinds), 2)

    def assert_takes_writes_again(self):
        wait_until(lambda: self.server.readiness()[0] == 200, "ready again, though nobody writes")
        self.assertEqual(self.rename("Second").status, 200)

    def test_files_may_not_grow(self):
        pid = self.server.process.pid
        _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, hard))
        # Which one hangs on what SQLite did last before it gave up.
        self.assert_refuses("disk_full", "unavailable")
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))
        self.assert_takes_writes_again()

    def test_a_file_of_the_store_was_moved_away(self):
        for name in ("orgd.db", "orgd.db-wal", "orgd.db-shm"):
            with self.subTest(name):
                self.assertEqual(self.rename("First").status, 200)
                file = self.folder / name
                file.rename(self.folder / "elsewhere")
                self.assert_refuses("moved")
                (self.folder / "elsewhere").rename(file)
                self.assert_takes_writes_again()

    def test_the_store_was_replaced_by_a_copy(self):
        shutil.copytree(self.folder, self.folder.with_name("copy"))
        self.folder.rename(self.folder.with_name("old"))
        self.folder.with_name("copy").rename(self.folder)
        self.assert_refuses("moved")

    def test_the_directory_was_removed(self):
        shutil.rmtree(self.folder)
        self.assert_refuses("moved")
        self.assertEqual(self.server.end(), 0)


if __name__ == "__main__":
    unittest.main()
