"""What the tests of integrations share: one `orgd sandbox`, and a world of it for each test."""
import json
import os
import re
import subprocess
import sys
import unittest
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tests" / "crash"))

ORGD = os.environ["ORGD_PROGRAM"]
TIMEOUT_SECONDS = 60


class World:
    """The control of one world."""

    def __init__(self, control, name):
        self._control, self.name = control, name

    def call(self, method, path, body=None):
        request = urllib.request.Request(
            f"{self._control}{path}?world={self.name}", method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "X-Orgd": "1"})
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def add_fault(self, match, do, times=1):
        return self.call("POST", "/faults", {"match": match, "do": do, "times": times})

    def verify(self, match, exactly):
        return self.call("POST", "/requests:verify", {"match": match, "exactly": exactly})

    def export(self):
        return self.call("GET", ":export")


class WithWorld(unittest.TestCase):
    """Tests against one sandbox, each in a world that is named after it."""

    @classmethod
    def setUpClass(cls):
        cls.server = subprocess.Popen(
            [ORGD, "sandbox", "--env", "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0"],
            stdout=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls._stop)
        said = dict(re.findall(r"^export (\w+)=(.*)$", cls.server.stdout.read(), re.MULTILINE))
        cls.control = said["ORGD_CONTROL"]
        cls.key = said["ATLAS_PUBLIC_KEY"], said["ATLAS_PRIVATE_KEY"]
        url = urlsplit(said["ORGD_URL"])
        cls.address = url.hostname, url.port

    @classmethod
    def _stop(cls):
        cls.server.terminate()
        cls.server.wait(TIMEOUT_SECONDS)
        cls.server.stdout.close()

    def setUp(self):
        self.world = World(self.control, self._testMethodName.replace("_", "-")[:40].strip("-"))
        self.world.call("PUT", f"/worlds/{self.world.name}", {})
        seed = self.world.export()
        self.org_id = seed["organizations"][0]["id"]
        self.owner_id = seed["people"][0]["id"]
