"""A server with its second listener, and how the tests ask both."""
import contextlib
import http.client
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from urllib.parse import urlsplit

from text_format import parse

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "crash"))
from digest_client import DigestClient  # noqa: E402: found through the line above

ORGD = os.environ["ORGD_PROGRAM"]
DEADLINE_SECONDS = 60


def wait_until(condition, what):
    """Polls until the condition holds, and gives what it said."""
    end = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < end:
        if said := condition():
            return said
        time.sleep(0.01)
    raise AssertionError(f"not within {DEADLINE_SECONDS} s: {what}")


def ask(address, path, method="GET", body=None):
    """Status, header and body of one request on a connection of its own."""
    connection = http.client.HTTPConnection(*address, timeout=DEADLINE_SECONDS)
    try:
        connection.request(method, path, body)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


class Server:
    """A running orgd. `address` serves the API, `watch` what operators ask."""

    def __init__(self, store, *options, stderr=None):
        given = {"--listen": "127.0.0.1:0", "--metrics-listen": "127.0.0.1:0",
                 "--log-level": "error"}
        usual = [word for flag in given.items() if flag[0] not in options for word in flag]
        self.process = subprocess.Popen([ORGD, "serve", *store, *usual, *options],
                                        stdout=subprocess.PIPE, stderr=stderr, text=True)
        self.address = self._announced("listening on ")
        self.watch = self._announced("metrics on ")
        wait_until(lambda: self.readiness()[0] == 200, "the server is ready")

    def _announced(self, promise):
        line = self.process.stdout.readline()
        if not line.startswith(promise):
            self.end()
            raise AssertionError(f"the server says {line!r} instead of {promise!r}")
        url = urlsplit(line.removeprefix(promise).strip())
        return url.hostname, url.port

    def end(self):
        """Ends it in order if it still runs; its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        code = self.process.wait(DEADLINE_SECONDS)
        self.process.stdout.close()
        return code

    def signal(self):
        self.process.send_signal(signal.SIGTERM)

    def readiness(self):
        """Status and, by name, why each check that is not passed is not."""
        status, _, body = ask(self.watch, "/readyz")
        return status, {check["name"]: check["why"] for check in json.loads(body)["checks"]
                        if not check["ok"]}

    def metrics(self):
        status, headers, body = ask(self.watch, "/metrics")
        if (status, headers["Content-Type"]) != (200, "text/plain; version=0.0.4; charset=utf-8"):
            raise AssertionError(f"{status} {headers}")
        return parse(body)

    def client(self):
        return DigestClient(self.address, DEADLINE_SECONDS)


class WithStore(unittest.TestCase):
    """Tests with a store of their own."""

    database_options = ()  # where the data are, when they are not in the directory

    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.folder = Path(place.name) / "store"
        self.store = ("--data", str(self.folder), *self.database_options)
        self.made = json.loads(subprocess.run(
            [ORGD, "init", *self.store, "--json", "--org", "Acme", "--owner", "owner@example.org"],
            check=True, capture_output=True, timeout=DEADLINE_SECONDS).stdout)
        self.key = self.made["publicKey"], self.made["privateKey"]
        self.org = f"/api/atlas/v2/orgs/{self.made['orgId']}"

    @contextlib.contextmanager
    def another_hand(self):
        """The store's file, opened beside the server."""
        database = sqlite3.connect(self.folder / "orgd.db", timeout=DEADLINE_SECONDS)
        try:
            with database:
                yield database
        finally:
            database.close()

    def serve(self, *options, stderr=None):
        server = Server(self.store, *options, stderr=stderr)
        self.addCleanup(server.end)
        return server
