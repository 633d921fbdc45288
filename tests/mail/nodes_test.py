"""Several servers on one store send its mails: each mail leaves once, and none is lost with one of
them."""
import sys
import threading
import unittest
from pathlib import Path

from mailing import DEADLINE_SECONDS, WithMail, wait_until

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "servers"))
from postgres import DATABASE, Postgres  # noqa: E402: found through the line above

PEOPLE = 40


class Nodes(WithMail):
    def setUp(self):
        self.postgres = Postgres()
        self.addCleanup(self.postgres.close)
        self.database_options = ("--store", self.postgres.url())
        super().setUp()
        self.mails = self.mail_server()
        self.flags = self.smtp(self.mails, public_url="https://orgs.example.org")

    def people(self):
        """Invited while nobody sends."""
        server = self.serve()
        people = [self.invite(server)[0] for _ in range(PEOPLE)]
        server.end()
        return people

    def all_are_sent(self):
        return all(mail["state"] == "SENT" for mail in self.outbox())

    def test_each_mail_is_sent_once(self):
        nodes = [self.serve(*self.flags) for _ in range(2)]
        people = [self.invite(nodes[number % 2])[0] for number in range(PEOPLE)]
        wait_until(self.all_are_sent, "all mails are sent")
        self.assertEqual(sorted(mail.recipients[0] for mail in self.mails.mails), sorted(people))
        self.assertEqual(len({mail.message_id for mail in self.mails.mails}), PEOPLE)
        sent = [node.metrics()["orgd_mail_attempts_total"].value(outcome="sent") for node in nodes]
        self.assertEqual(sum(sent), PEOPLE)

    def test_one_dies_and_the_other_goes_on(self):
        people = self.people()
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
        wait_until(lambda: sum(mail["state"] == "SENT" for mail in self.outbox()) == PEOPLE - 1,
                   "all are sent but the one that the dead server had")
        left, = (mail for mail in self.outbox() if mail["state"] != "SENT")
        self.assertEqual(left["state"], "SENDING")
        self.postgres.sql("UPDATE outbox SET due_at = 0 WHERE state = 0", DATABASE)
        wait_until(self.all_are_sent, "that one too")
        copies = self.mails.to(left["recipient"])
        self.assertEqual([copy.message_id for copy in copies], [left["messageId"]] * 2)
        self.assertEqual({mail.recipients[0] for mail in self.mails.mails}, set(people))
        self.assertEqual(len(self.mails.mails), PEOPLE + 1)


if __name__ == "__main__":
    unittest.main()
