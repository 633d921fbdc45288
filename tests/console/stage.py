"""A served store with people in it, for tests of the console."""

import email
import email.policy
import json
import pathlib
import re
import subprocess
import tempfile
import time

import requests
from requests.auth import HTTPDigestAuth

PASSWORD = "blue-horses-walk-4-miles"
VERSIONED = "application/vnd.atlas.2025-02-19+json"
PATIENCE = 60


class Stage:
    """`with Stage(orgd) as stage:` makes a store, serves it, and ends the server.

    With `mails`, mails are sent into a folder; else they wait in the outbox, where links of
    invitations are shown. `seen_at` is where browsers find it, if not where it listens.
    """

    def __init__(self, orgd, settings=(), mails=False, seen_at=None):
        self.orgd = str(pathlib.Path(orgd).resolve())
        self.folder = tempfile.TemporaryDirectory(prefix="console-stage-")
        self.data = f"{self.folder.name}/data"
        self.mails = pathlib.Path(self.folder.name, "mails") if mails else None
        self.first = json.loads(self.command(
            "init", "--org", "Acme Industries", "--owner", "first@example.org",
            "--first-name", "Fiona", "--last-name", "First"))
        self.org = self.first["orgId"]
        folder = ["--mail-dir", self.mails, "--mail-from", "orgd@example.org"] if mails else []
        self.server = subprocess.Popen(
            [self.orgd, "serve", "--data", self.data, "--listen", "127.0.0.1:0",
             "--log-level", "warning", *folder, *settings], stdout=subprocess.PIPE, text=True)
        line = self.server.stdout.readline()
        found = re.search(r"listening on (\S+)", line)
        assert found, f"orgd serve said {line!r}"
        self.listens = found[1]
        self.url = seen_at or self.listens
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

    def seen(self, link):
        """A link as a browser of the test follows it, whatever address the server gave it."""
        return self.url + link[link.index("/console/"):]

    def api(self, method, path, body=None):
        """A call by the first key, an owner's."""
        answer = requests.request(
            method, f"{self.listens}/api/atlas/v2{path}", auth=self.auth, timeout=30,
            json=body, headers={"Accept": VERSIONED, "Content-Type": VERSIONED})
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.text else None

    def invite(self, address, role="ORG_MEMBER"):
        return self.api("POST", f"/orgs/{self.org}/users",
                        {"username": address, "roles": {"orgRoles": [role]}})

    def letters_to(self, address):
        """Texts of the mails that were sent to an address, the oldest first."""
        found = []
        for path in sorted(self.mails.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns):
            letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
            if address in letter["To"]:
                found.append(letter.get_body(("plain",)).get_content())
        return found

    def link_in_mail(self, address, page):
        """Of the latest sent mail to the address that has one to this page; waits for it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            links = [link for text in self.letters_to(address)
                     for link in re.findall(rf"\S+/console/{page}\S+", text)]
            if links:
                return self.seen(links[-1])
            time.sleep(0.1)
        raise AssertionError(f"no mail to {address} leads to {page}")

    def link_to(self, address):
        """Of the invitation's mail to the address."""
        if self.mails:
            return self.link_in_mail(address, "accept/")
        mails = json.loads(self.command("outbox"))
        links = [mail["link"] for mail in mails if mail["recipient"] == address]
        assert links, f"no mail to {address} in {mails}"
        return self.seen(links[-1])

    def post(self, path, body, token=None, agent="tests"):
        """As a program of a person, who signs in by `sign_in`."""
        fields = {"User-Agent": agent}
        if token:
            fields["Authorization"] = f"Bearer {token}"
        answer = requests.post(f"{self.listens}/orgd/v1/{path}", json=body, headers=fields,
                               timeout=60)
        assert answer.ok, f"{path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.text else None

    def sign_in(self, address, agent="tests"):
        """The token of a session of its own."""
        body = {"username": address, "password": PASSWORD, "bearer": True}
        return self.post("sessions", body, agent=agent)["token"]

    def new_organization(self, address, name):
        """Of a person, who owns it. Answers its id."""
        fields = {"Authorization": f"Bearer {self.sign_in(address)}", "Accept": VERSIONED,
                  "Content-Type": VERSIONED}
        answer = requests.post(f"{self.listens}/api/atlas/v2/orgs", json={"name": name},
                               headers=fields, timeout=30)
        assert answer.ok, answer.text
        made = answer.json()
        return made.get("organization", made)["id"]

    def person(self, address, role="ORG_OWNER", first="Olga", last="Owner"):
        """Somebody who has accepted an invitation and can sign in by PASSWORD."""
        self.invite(address, role)
        name, token = re.search(r"/accept/([0-9a-f]+)#token=(\S+)$",
                                self.link_to(address)).groups()
        return self.post(f"invitations/{name}:accept",
                         {"token": token, "firstName": first, "lastName": last, "country": "DE",
                          "password": PASSWORD})
