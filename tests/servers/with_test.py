"""Checks that servers for tests come up, and that nothing of them remains, whatever ends them."""
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from postgres import Postgres

WITH = Path(__file__).resolve().parent / "with.py"
PATIENCE_SECONDS = 60


def descendants(pid):
    """The processes below this one, by their ids."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue  # gone meanwhile
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def alive(pids):
    def zombie(pid):
        try:
            return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
        except OSError:
            return True
    return {pid for pid in pids if not zombie(pid)}


class With(unittest.TestCase):
    def setUp(self):
        self._place = tempfile.TemporaryDirectory(prefix="orgd-with-")
        self.addCleanup(self._place.cleanup)
        self.place = Path(self._place.name)
        self.place.chmod(0o755)  # the servers' user must be able to enter

    def start(self, *arguments):
        process = subprocess.Popen(
            [sys.executable, "-B", WITH, *arguments], stdout=subprocess.PIPE, text=True,
            env={**os.environ, "TMPDIR": str(self.place)})
        self.addCleanup(process.stdout.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def left_behind(self):
        return [entry.name for entry in self.place.iterdir()]

    def test_a_command_finds_its_server_and_its_code_is_passed_on(self):
        for kind, names in (("postgres", 1), ("pgbouncer", 2)):
            with self.subTest(kind):
                process = self.start(
                    kind, "--", "sh", "-c",
                    'env | grep -c ^ORGD_TEST_POSTGRES; psql -Atc "SELECT current_user" '
                    '"$ORGD_TEST_POSTGRES"; exit 7')
                self.assertEqual(process.stdout.read().split(), [str(names), "orgd"])
                self.assertEqual(process.wait(PATIENCE_SECONDS), 7)
                self.assertEqual(self.left_behind(), [])

    def test_a_command_that_is_not_there_fails(self):
        process = self.start("postgres", "--", "/nowhere/to/be/found")
        self.assertNotEqual(process.wait(PATIENCE_SECONDS), 0)
        self.assertEqual(self.left_behind(), [])

    def test_a_command_line_that_is_wrong_starts_nothing(self):
        for arguments in ((), ("mysql", "--", "true"), ("postgres", "true"), ("postgres", "--")):
            self.assertEqual(self.start(*arguments).wait(PATIENCE_SECONDS), 2)

    def interrupted(self, number):
        """Ends it by a signal while its command runs; its code and what still runs after."""
        process = self.start("pgbouncer", "--", "sh", "-c", "echo runs; exec sleep 1000")
        self.assertEqual(process.stdout.readline(), "runs\n")
        below = descendants(process.pid)
        self.assertGreaterEqual(len(below), 3)
        process.send_signal(number)
        code = process.wait(PATIENCE_SECONDS)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while alive(below) and time.monotonic() < deadline:
            time.sleep(0.02)
        return code, alive(below)

    def test_a_signal_ends_all_and_removes_all(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with self.subTest(number):
                self.assertEqual(self.interrupted(number), (128 + number, set()))
                self.assertEqual(self.left_behind(), [])

    def test_being_killed_ends_all(self):
        self.assertEqual(self.interrupted(signal.SIGKILL), (-signal.SIGKILL, set()))


class Clusters(unittest.TestCase):
    def test_one_can_be_stopped_and_started_again(self):
        with Postgres() as server:
            server.sql("CREATE TABLE kept AS SELECT 7 AS number")
            url = server.url()
            server.stop()
            server.start()
            self.assertEqual(server.sql("SELECT number FROM kept").strip(), "7")
            self.assertEqual(server.url(), url)


if __name__ == "__main__":
    unittest.main()
