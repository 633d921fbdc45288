"""A sandbox that runs, and how tests speak to its two addresses."""
import base64
import http.client
import json
import os
import shlex
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "crash"))
from digest_client import NEW, OLD, ROOT, DigestClient  # noqa: E402: found through the line above

ORGD = os.environ["ORGD_PROGRAM"]
DEADLINE_SECONDS = 60
CONTROL_ROOT = "/orgd/sandbox/v1"

KEY = "abcdefgh", "5ebbb82c-1d2d-4b7f-a1a0-c6c1a5b0d3e4"
READER = "ijklmnop", "6fccc93d-2e3e-4c80-82b1-d7d2b6c1e4f5"
ACCOUNT = "mdb_sa_id_600000000000000000000e10", "mdb_sa_sk_a-secret-for-trials-alone"
ORG_ID = "600000000000000000000e01"
ORG = f"{ROOT}/orgs/{ORG_ID}"
PASSWORD = "correct horse battery"
SEED = f"""
organizations:
  - name: Example
    id: {ORG_ID}
    people:
      - {{email: dana@example.org, roles: [ORG_OWNER], password: {PASSWORD}}}
      - {{email: kim@example.org, roles: [ORG_MEMBER], state: invited}}
    teams:
      - {{name: Platform, members: [dana@example.org]}}
    apiKeys:
      - {{desc: owner, roles: [ORG_OWNER], publicKey: {KEY[0]}, privateKey: {KEY[1]}}}
      - {{desc: reader, roles: [ORG_READ_ONLY], publicKey: {READER[0]}, privateKey: {READER[1]}}}
    serviceAccounts:
      - name: CI
        clientId: {ACCOUNT[0]}
        roles: [ORG_OWNER]
        secrets: [{{secret: {ACCOUNT[1]}}}]
    projects:
      - {{name: Payments, roles: [{{person: dana@example.org, roles: [GROUP_OWNER]}}]}}
      - {{name: Billing}}
      - {{name: Search}}
"""


def ask(address, method, path, body=None, headers=None):
    """Status, header and body of one request on a connection of its own."""
    connection = http.client.HTTPConnection(*address, timeout=DEADLINE_SECONDS)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


def address_of(url):
    parts = urlsplit(url)
    return parts.hostname, parts.port


class Sandbox:
    """A running `orgd sandbox`; `said` is what it printed for `eval`, by name."""

    def __init__(self, *options, environment=None):
        given = {"--listen": "127.0.0.1:0", "--control": "127.0.0.1:0"}
        usual = [word for flag in given.items() if flag[0] not in options for word in flag]
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen([ORGD, "sandbox", "--env", *usual, *options],
                                        stdout=subprocess.PIPE, stderr=self.log, text=True,
                                        env={**os.environ, **(environment or {})})
        self.text = self.process.stdout.read()  # the sandbox closes it and goes on
        self.said = dict("".join(shlex.split(line.removeprefix("export "))).split("=", 1)
                         for line in self.text.splitlines())
        if "ORGD_CONTROL" not in self.said:
            self.end()
            raise AssertionError(f"the sandbox does not start: {self.text}{self.errors()}")
        self.address = address_of(self.said["ORGD_URL"])
        self.control_address = address_of(self.said["ORGD_CONTROL"])

    def end(self):
        """Ends it in order if it still runs; its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        code = self.process.wait(DEADLINE_SECONDS)
        self.process.stdout.close()
        return code

    def errors(self):
        """What it has written to stderr."""
        self.log.seek(0)
        return self.log.read()

    def control(self, method, path, body=None, headers=None):
        """Status, header and body of a call of the control plane, as a client makes it."""
        sent = None if body is None else body if isinstance(body, str) else json.dumps(body)
        return ask(self.control_address, method, CONTROL_ROOT + path, sent,
                   {"Content-Type": "application/json", **(headers or {})})


def begun(*options, seed=SEED, **more):
    """A sandbox that begins with this seed, or with the program's own."""
    if seed is None:
        return Sandbox(*options, **more)
    with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
        file.write(seed)
        file.flush()
        return Sandbox("--seed", file.name, *options, **more)


class Caller:
    """One key, on one connection, in one world."""

    def __init__(self, sandbox, prefix, key, accept):
        self.client, self.prefix = DigestClient(sandbox.address), prefix
        self.key, self.accept = key, accept

    def __call__(self, method, path, body=None, accept=None):
        return self.client.call(self.key, method, self.prefix + path, body,
                                accept or self.accept)


def export(control):
    """The state of the default world of whatever sandbox this control plane is of."""
    status, _, text = ask(address_of(control), "GET", CONTROL_ROOT + ":export")
    if status != 200:
        raise AssertionError(f"{status} {text}")
    return json.loads(text)


class Trial(unittest.TestCase):
    """Tests in one sandbox, each in a world of its own, named as the test is."""

    options = ()
    seed = SEED

    @classmethod
    def setUpClass(cls):
        cls.sandbox = begun(*cls.options, seed=cls.seed)
        cls.addClassCleanup(cls.sandbox.log.close)
        cls.addClassCleanup(cls.end_in_order)

    @classmethod
    def end_in_order(cls):
        """What is wrong with memory is told, and by the exit code alone, when a sandbox ends."""
        code = cls.sandbox.end()
        if code != 0:
            raise AssertionError(f"the sandbox ends with {code}: {cls.sandbox.errors()}")

    def setUp(self):
        self.world = self._testMethodName.removeprefix("test_").replace("_", "-")[:40]
        self.prefix = "/w/" + self.world
        self.make_world(self.world)

    def make_world(self, name, **wanted):
        status, _, body = self.sandbox.control("PUT", "/worlds/" + name, wanted)
        self.assertEqual(status, 200, body)
        return json.loads(body)

    def control(self, method, path, /, body=None, expect=(200, 201, 204), **query):
        """What a call for the test's world answers; None where there is no body."""
        names = urlencode({"world": self.world, **query}, quote_via=quote)
        status, _, text = self.sandbox.control(method, f"{path}?{names}", body)
        self.assertIn(status, expect if isinstance(expect, tuple) else (expect,), text)
        return json.loads(text) if text else None

    def refusal(self, method, path, body=None, status=400, **query):
        """The words of an error that is expected."""
        return self.control(method, path, body, status, **query)["detail"]

    def caller(self, key=KEY, accept=OLD, prefix=None):
        made = Caller(self.sandbox, self.prefix if prefix is None else prefix, key, accept)
        self.addCleanup(made.client.close)
        return made

    def token(self, expect=200):
        """What the token endpoint answers the seed's service account."""
        basic = base64.b64encode(":".join(ACCOUNT).encode()).decode()
        status, headers, body = ask(
            self.sandbox.address, "POST", self.prefix + "/api/oauth/token",
            "grant_type=client_credentials", {
                "Authorization": "Basic " + basic,
                "Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual(status, expect, body)
        return json.loads(body), headers

    def bearer(self, token, path=ORG):
        """Status of a read with a token."""
        return ask(self.sandbox.address, "GET", self.prefix + path, None,
                   {"Accept": NEW, "Authorization": "Bearer " + token})[0]

    def projects(self, call):
        """The names of the projects that a caller sees, in their order."""
        answer = call("GET", f"{ORG}/groups?itemsPerPage=500")
        self.assertEqual(answer.status, 200, answer.body)
        return [project["name"] for project in answer.body["results"]]

    def create_project(self, call, name, expect=201):
        answer = call("POST", f"{ROOT}/groups", {"name": name, "orgId": ORG_ID})
        self.assertEqual(answer.status, expect, answer.body)
        return answer

    def add_rule(self, match, do, **more):
        return self.control("POST", "/faults", {"match": match, "do": do, **more}, 201)

    def rules(self):
        """What each rule has counted and done, in their order."""
        return [(rule["counted"], rule["hits"], rule["spent"])
                for rule in self.control("GET", "/faults")["faults"]]
