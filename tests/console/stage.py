"""A served store with people in it, for tests of the console."""

import json
import pathlib
import re
import subprocess
import tempfile

import requests
from requests.auth import HTTPDigestAuth

PASSWORD = "blue-horses-walk-4-miles"
VERSIONED = "application/vnd.atlas.2025-02-19+json"


class Stage:
    """`with Stage(orgd) as stage:` makes a store, serves it, and ends the server."""

    def __init__(self, orgd, settings=(), environment=None):
        self.orgd = str(pathlib.Path(orgd).resolve())
        self.folder = tempfile.TemporaryDirectory(prefix="console-stage-")
        self.data = f"{self.folder.name}/data"
        made = self.command("init", "--org", "Acme Industries", "--owner", "first@example.org")
        self.first = json.loads(made)
        self.org = self.first["orgId"]
        self.server = subprocess.Popen(
            [self.orgd, "serve", "--data", self.data, "--listen", "127.0.0.1:0",
             "--log-level", "warning", *settings],
            stdout=subprocess.PIPE, text=True, env=environment)
        line = self.server.stdout.readline()
        found = re.search(r"listening on (\S+)", line)
        assert found, f"orgd serve said {line!r}"
        self.url = found[1]
        self.auth = HTTPDigestAuth(self.first["publicKey"], self.first["privateKey"])

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.terminate()
        assert self.server.wait(30) == 0
        self.server.stdout.close()
        self.folder.cleanup()

    def command(self, *arguments):
        run = subprocess.run([self.orgd, *arguments, "--data", self.data, "--json"],
                             capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        return run.stdout

    def page(self, path=""):
        return f"{self.url}/console/{path}"

    def api(self, method, path, body=None):
        """A call by the first key, an owner's."""
        answer = requests.request(
            method, f"{self.url}/api/atlas/v2{path}", auth=self.auth, timeout=30,
            json=body, headers={"Accept": VERSIONED, "Content-Type": VERSIONED})
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.text else None

    def invite(self, address, role="ORG_MEMBER"):
        return self.api("POST", f"/orgs/{self.org}/users",
                        {"username": address, "roles": {"orgRoles": [role]}})

    def link_to(self, address):
        """Of the mail that waits for the address."""
        mails = json.loads(self.command("outbox"))
        links = [mail["link"] for mail in mails if mail["recipient"] == address]
        assert links, f"no mail to {address} in {mails}"
        link = links[-1]
        return self.url + link[link.index("/console/"):]

    def person(self, address, role="ORG_OWNER", first="Olga", last="Owner"):
        """Somebody who has accepted an invitation and can sign in by PASSWORD."""
        self.invite(address, role)
        link = self.link_to(address)
        name, token = re.search(r"/accept/([0-9a-f]+)#token=(.+)$", link).groups()
        answer = requests.post(
            f"{self.url}/orgd/v1/invitations/{name}:accept", timeout=60,
            headers={"Origin": self.url, "X-Orgd": "1"},
            json={"token": token, "firstName": first, "lastName": last, "country": "DE",
                  "password": PASSWORD})
        assert answer.ok, answer.text
        return answer.json()
