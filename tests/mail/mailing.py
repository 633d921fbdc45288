"""A store, the server on it, and the mail server that it is told of."""
import json
import subprocess
import sys
from pathlib import Path

from mail_server import PASSWORD, USER, MailServer, make_certificate

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "monitoring"))
from watched_server import (  # noqa: E402: found through the line above
    DEADLINE_SECONDS, ORGD, Server, WithStore, ask, wait_until)

FROM = "Acme, accounts <accounts@acme.org>"


class WithMail(WithStore):
    def setUp(self):
        super().setUp()
        self.place = self.folder.parent
        self.certificate = make_certificate(self.place)
        self.password_file = self.place / "password"
        self.password_file.touch(mode=0o600)
        self.password_file.write_text(f"{PASSWORD}\n")
        self.invited = 0

    def mail_server(self, tls="starttls", auth=True):
        server = MailServer(self.certificate if tls else None, tls, auth)
        self.addCleanup(server.close)
        return server

    def smtp(self, server, **other):
        """The settings that send by it, as flags; None leaves one out."""
        given = {"--smtp-url": server.url, "--mail-from": FROM, "--smtp-user": USER,
                 "--smtp-password-file": str(self.password_file),
                 "--smtp-ca-file": str(self.certificate[0])}
        given |= {f"--{name.replace('_', '-')}": value for name, value in other.items()}
        return [word for flag, value in given.items() if value is not None
                for word in ((flag,) if value is True else (flag, value))]

    def invite(self, server, name=None, fields=None):
        """Invites somebody; the address, and the invitation's id."""
        self.invited += 1
        address = f"{name or f'p{self.invited}'}@example.org"
        client = server.client()
        client.fields = fields or {}
        try:
            answer = client.call(self.key, "POST", f"{self.org}/invites", {"username": address})
        finally:
            client.close()
        self.assertEqual(answer.status, 200, answer.body)
        return address, answer.body["id"]

    def outbox(self, address=None):
        """All mails, or the one to somebody, as the operator sees them."""
        mails = json.loads(subprocess.run([ORGD, "outbox", *self.store, "--json"], check=True,
                                          capture_output=True, timeout=DEADLINE_SECONDS).stdout)
        return mails if address is None else next(
            mail for mail in mails if mail["recipient"] == address)

    def wait_for(self, address, what):
        """The mail to somebody once `what` holds of it."""
        def look():
            mail = self.outbox(address)
            return mail if what(mail) else None
        return wait_until(look, f"the mail to {address} is as expected: {self.outbox(address)}")

    def wait_for_state(self, address, state):
        return self.wait_for(address, lambda mail: mail["state"] == state)

    def end_leases(self):
        """As if the time had passed after which a mail is tried again."""
        with self.another_hand() as store:
            store.execute("UPDATE outbox SET due_at = 0, lease_until = 0 WHERE state = 0")


__all__ = ["DEADLINE_SECONDS", "FROM", "ORGD", "PASSWORD", "USER", "Server", "WithMail",
           "ask", "wait_until"]
