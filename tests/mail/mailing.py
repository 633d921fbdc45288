"""A store, the server on it, and the mail server that it is told of."""
import contextlib
import html
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

from mail_server import PASSWORD, USER, MailServer, make_certificate

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "monitoring"))
from watched_server import (  # noqa: E402: found through the line above
    DEADLINE_SECONDS, ORGD, Server, WithStore, ask, wait_until)
from people import SESSIONS, credentials, joined  # noqa: E402: watched_server knows the way

FROM = "Acme, accounts <accounts@acme.org>"
# A mail to an account that was due long ago would be forgotten.
END_LEASES = "".join(
    f"UPDATE {queue} SET due_at = created_at, lease_until = 0 WHERE state = 0;"
    for queue in ("outbox", "account_mail"))


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
        answer = self.call(server, self.key, "POST", f"{self.org}/invites", {"username": address},
                           fields=fields)
        self.assertEqual(answer.status, 200, answer.body)
        return address, answer.body["id"]

    def call(self, server, who, method, path, body=None, fields=None):
        """The answer to one request on a connection of its own."""
        with contextlib.closing(server.client()) as client:
            client.fields = fields or {}
            return client.call(who, method, path, body)

    def person(self, server, name, role="ORG_MEMBER"):
        """The address of somebody who has an account and was invited without a mail."""
        address = f"{name}@example.org"
        invited = self.call(server, self.key, "POST",
                            f"/orgd/v1/orgs/{self.made['orgId']}/invitations?sendEmail=false",
                            [{"username": address, "roles": [role]}])
        self.assertEqual(invited.status, 200, invited.body)
        page, token = invited.body[0]["acceptLink"].split("#")
        path = f"/orgd/v1/invitations/{page.rpartition('/')[2]}:accept#{token}"
        with contextlib.closing(server.client()) as client:
            self.assertEqual(joined(client, path).status, 200)
        return address

    def remind(self, server, address):
        """Asks for a link that sets the password of whoever has the address."""
        answer = self.call(server, None, "POST", "/orgd/v1/passwords:reset", {"username": address})
        self.assertEqual(answer.status, 202, answer.body)

    def sign_in(self, server, address, password=None, place=None, status=201):
        """The answer to a sign-in, which comes from a place if the server believes proxies."""
        body = credentials(address) | ({"password": password} if password else {})
        answer = self.call(server, None, "POST", SESSIONS, body,
                           {"X-Forwarded-For": place} if place else {})
        self.assertEqual(answer.status, status, answer.body)
        return answer.body

    def outbox(self, address=None):
        """All mails, or the one to somebody, as the operator sees them."""
        mails = json.loads(subprocess.run([ORGD, "outbox", *self.store, "--json"], check=True,
                                          capture_output=True, timeout=DEADLINE_SECONDS).stdout)
        return mails if address is None else next(
            mail for mail in mails if mail["recipient"] == address)

    def wait_for(self, address, what):
        """The mail to somebody once `what` holds of it."""
        # A program for each look would take longer than what is waited for.
        with contextlib.closing(sqlite3.connect(self.folder / "orgd.db")) as store:
            seen = mail = None

            def look():
                nonlocal seen, mail
                version = store.execute("PRAGMA data_version").fetchone()
                if version == seen:
                    return None
                seen, mail = version, self.outbox(address)
                return mail if what(mail) else None
            return wait_until(look, f"the mail to {address} is as expected")

    def wait_for_state(self, address, state):
        return self.wait_for(address, lambda mail: mail["state"] == state)

    def end_leases(self):
        """As if the time had passed after which a mail is tried again."""
        with self.another_hand() as store:
            store.executescript(END_LEASES)


def link_in(message, page):
    """The link to a page that stands in both texts of a mail."""
    text = message.get_body(("plain",)).get_content()
    shown = html.unescape(message.get_body(("html",)).get_content())
    link = next(line for line in text.splitlines() if line.startswith(page))
    if f'<a href="{link}">' not in shown:
        raise AssertionError(f"{link} is not in {shown}")
    return link


__all__ = ["DEADLINE_SECONDS", "END_LEASES", "FROM", "ORGD", "PASSWORD", "USER",
           "Server", "WithMail", "ask", "link_in", "wait_until"]
