"""Several servers on one store send its mails: each mail leaves once, and none is lost with one of
them."""
import sys
import threading
import unittest
from pathlib import Path

from mailing import DEADLINE_SECONDS, END_LEASES, WithMail, wait_until

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "servers"))
from postgres import Postgres  # noqa: E402: found through the line above


def setUpModule():
    global postgres
    postgres = unittest.enterModuleContext(Postgres())


class Nodes(WithMail):
    MAILS = 40

    def setUp(self):
        self.database = postgres.new_database()
        self.database_options = ("--store", postgres.url(self.database))
        super().setUp()
        self.mails = self.mail_server()
        self.flags = self.smtp(self.mails, public_url="https://orgs.example.org",
                               trusted_proxies="127.0.0.1")

    def cause(self, node, _number):
        """Does what writes one mail."""
        self.invite(node)

    def are_sent(self, count):
        """Whether the outbox tells so, which is asked once the mail server has them all."""
        return len(self.mails.mails) >= self.MAILS and count == [
            mail["state"] for mail in self.outbox()].count("SENT")

    def test_each_mail_is_sent_once(self):
        nodes = [self.serve(*self.flags) for _ in range(2)]
        for number in range(self.MAILS):
            self.cause(nodes[number % 2], number)
        wait_until(lambda: self.are_sent(self.MAILS), "all mails are sent")
        self.expect_each_once()
        sent = [node.metrics()["orgd_mail_attempts_total"].value(outcome="sent") for node in nodes]
        self.assertEqual(sum(sent), self.MAILS)

    def test_one_dies_and_the_other_goes_on(self):
        silent = self.serve("--trusted-proxies", "127.0.0.1")
        for number in range(self.MAILS):
            self.cause(silent, number)
        silent.end()
        dying, dead = self.serve(*self.flags), threading.Event()

        def end(step):
            if step == "taken" and len(self.mails.mails) == 5 and not dead.is_set():
                dying.process.kill()
                dying.process.wait(DEADLINE_SECONDS)
                dead.set()
        self.mails.at = end
        self.assertTrue(dead.wait(DEADLINE_SECONDS))
        dying.process.stdout.close()
        self.serve(*self.flags)
        wait_until(lambda: self.are_sent(self.MAILS - 1), "all but the one that the dead one had")
        left, = (mail for mail in self.outbox() if mail["state"] != "SENT")
        self.assertEqual(left["state"], "SENDING")
        postgres.sql(END_LEASES, self.database)
        wait_until(lambda: self.are_sent(self.MAILS), "that one too")
        self.expect_each_once(but_twice=left["messageId"])

    def expect_each_once(self, but_twice=None):
        """The mail server has what was to be sent, each by one Message-ID."""
        told = [(mail["messageId"], mail["recipient"]) for mail in self.outbox()]
        self.assertEqual(len(set(told)), self.MAILS)
        taken = [(mail.message_id, mail.recipients[0]) for mail in self.mails.mails]
        self.assertEqual(sorted(taken), sorted(told + [
            mail for mail in told if mail[0] == but_twice]))


class NodesToAccounts(Nodes):
    """The same of mails to accounts: links that set a password, and sign-ins from new places."""
    MAILS = 18

    def setUp(self):
        super().setUp()
        server = self.serve()
        self.people = [self.person(server, f"a{number}") for number in range(3)]
        for address in self.people:
            self.sign_in(server, address)  # the first one is not told
        server.end()

    def cause(self, node, number):
        address = self.people[number % 3]
        if number % 2:
            self.remind(node, address)
        else:
            self.sign_in(node, address, place=f"192.0.2.{number}")


if __name__ == "__main__":
    unittest.main()
