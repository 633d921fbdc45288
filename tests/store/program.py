"""orgd as a program under test: its commands, and a server of it."""
import json
import os
import re
import select
import signal
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ORGD = os.environ["ORGD_PROGRAM"]
TIMEOUT_SECONDS = 120
ROOT = Path(__file__).resolve().parents[2]
sys.path += [str(ROOT / "tests/servers"), str(ROOT / "tests/crash")]


def start(*arguments):
    return subprocess.Popen([ORGD, *map(str, arguments)], stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, text=True)


def finish(process):
    """Its exit code, output and errors."""
    out, errors = process.communicate(timeout=TIMEOUT_SECONDS)
    return process.returncode, out, errors


class WithOrgd(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def orgd(self, *arguments, exit_code=0):
        """What it prints; what it complains about when it must fail."""
        code, out, errors = finish(start(*arguments))
        self.assertEqual(code, exit_code, f"{arguments}: {out}{errors}")
        return errors if exit_code else out

    def make_store(self, name="store"):
        """Its directory, and its first organization and key."""
        data = self.folder / name
        return data, json.loads(self.orgd("init", "--data", data, "--org", "Acme", "--owner",
                                          "owner@example.org", "--json"))

    def started(self, *arguments):
        """A process that is ended with the test."""
        process = start(*arguments)

        def end():
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.kill()
            process.wait()
            process.stdout.close()
            process.stderr.close()
        self.addCleanup(end)
        return process

    def wait_for_line(self, stream, pattern):
        """The first line that matches, and what it holds."""
        while True:
            readable, _, _ = select.select([stream], [], [], TIMEOUT_SECONDS)
            line = stream.readline() if readable else ""
            if not line:
                self.fail(f"no line {pattern!r}")
            if match := re.search(pattern, line):
                return match

    def serve(self, *arguments):
        """Its URL and its process."""
        process = self.started("serve", "--listen", "127.0.0.1:0", "--log-level", "error",
                               *arguments)
        return self.wait_for_line(process.stdout, r"listening on (\S+)")[1], process
