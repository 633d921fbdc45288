"""The program under test: making a store, serving it, killing the server."""
import json
import re
import select
import subprocess
from urllib.parse import urlsplit

# Nothing may refuse what the load asks for: a refusal would be taken for a fault.
LIMITS = ("--max-linked-orgs", "--max-orgs-per-user", "--max-users-per-org",
          "--max-projects-per-org", "--max-projects-per-user", "--max-api-keys-per-org")
START_SECONDS = 30


class Server:
    def __init__(self, program, store, url=None, log=None):
        """`url` names the database when it is not a file in the directory `store`; `log` is a file
        for a line about each request."""
        self.program, self.store, self.url = program, store, url
        self.log, self.address = log, None
        self._process = None

    def _place(self):
        return ["--data", self.store] + (["--store", self.url] if self.url else [])

    def make_store(self):
        """Makes the store; the ids and the key of its first organization."""
        return json.loads(self.run("init", "--org", "First", "--owner", "owner@example.org"))

    def run(self, command, *arguments):
        """The output of a local command, as text of JSON."""
        return subprocess.run(
            [self.program, command, *self._place(), "--json", *arguments],
            check=True, capture_output=True, text=True, timeout=START_SECONDS).stdout

    def waiting_links(self):
        """What the pages behind the waiting mails' links call, with the token, by invitation."""
        parts = {mail["invitationId"]: urlsplit(mail["link"])
                 for mail in json.loads(self.run("outbox")) if "invitationId" in mail}
        return {invitation: f"/orgd/v1/invitations/{invitation}:accept#{link.fragment}"
                for invitation, link in parts.items()}

    def start(self):
        limits = [word for name in LIMITS for word in (name, "1000000")]
        self._process = subprocess.Popen(
            [self.program, "serve", *self._place(), "--listen", "127.0.0.1:0",
             "--log-level", "info" if self.log else "warning", *limits],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        readable, _, _ = select.select([self._process.stdout], [], [], START_SECONDS)
        line = self._process.stdout.readline() if readable else ""
        match = re.fullmatch(r"listening on http://(.+):(\d+)\n", line)
        if not match:
            self.kill()
            raise RuntimeError(f"the server does not start: {line!r}")
        self.address = match.group(1), int(match.group(2))

    def kill(self):
        """Ends it as a crash would, with no word to it."""
        self._end(self._process.kill)

    def stop(self):
        """Ends it in order, and checks that it says so."""
        code = self._end(self._process.terminate)
        if code != 0:
            raise RuntimeError(f"the server answers SIGTERM with exit code {code}")

    def _end(self, signal):
        signal()
        code = self._process.wait(START_SECONDS)
        self._process.stdout.close()
        return code

    def running(self):
        return self._process is not None and self._process.poll() is None
