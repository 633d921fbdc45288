"""The server dies at each step of a dialogue with a real mail server, and another one goes on: no
mail is lost, and none is sent by two Message-IDs."""
import threading
import unittest

from mail_server import STEPS
from mailing import DEADLINE_SECONDS, WithMail


class Crash(WithMail):
    def cause(self, server):
        """To whom what it does writes a mail."""
        return self.invite(server)[0]

    def die_at(self, step, mails, server):
        """Sends until the mail server sees the step, and the server is gone."""
        dead = threading.Event()

        def end(reached):
            if reached == step and not dead.is_set():
                server.process.kill()
                server.process.wait(DEADLINE_SECONDS)
                dead.set()
        mails.at = end
        address = self.cause(server)
        self.assertTrue(dead.wait(DEADLINE_SECONDS), f"{step} is not reached")
        mails.at = lambda reached: None
        return address

    def test_the_server_dies_at_every_step(self):
        sent_twice = set()
        for step in STEPS:
            with self.subTest(step=step):
                mails = self.mail_server()
                flags = self.smtp(mails)
                server = self.serve(*flags)
                address = self.die_at(step, mails, server)
                server.process.stdout.close()
                left = self.outbox(address)
                self.assertIn(left["state"], ("SENDING", "SENT"), "the lease came first")
                self.end_leases()
                successor = self.serve(*flags)
                mail = self.wait_for_state(address, "SENT")
                successor.end()
                copies = mails.to(address)
                self.assertGreaterEqual(len(copies), 1)
                self.assertEqual({copy.message_id for copy in copies}, {mail["messageId"]})
                self.assertEqual(mail["messageId"], left["messageId"])
                if len(copies) > 1:
                    sent_twice.add(step)
        self.assertIn("taken", sent_twice, "nobody could know")
        self.assertLessEqual(sent_twice, {"taken", "answered"})


class CrashToAccounts(Crash):
    """The same of a mail whose link sets a password."""

    def cause(self, server):
        self.invited += 1
        address = self.person(server, f"a{self.invited}")
        self.remind(server, address)
        return address


class Stop(WithMail):
    def test_a_server_that_stops_in_order_ends_what_it_began(self):
        mails = self.mail_server()
        server = self.serve(*self.smtp(mails))
        stopping = threading.Event()

        def stop(reached):
            if reached == "RCPT" and not stopping.is_set():
                server.signal()
                stopping.set()
        mails.at = stop
        address, _ = self.invite(server)
        self.assertTrue(stopping.wait(DEADLINE_SECONDS))
        self.assertEqual(server.process.wait(DEADLINE_SECONDS), 0)
        self.assertEqual(self.outbox(address)["state"], "SENT")
        self.assertEqual(len(mails.to(address)), 1)

    def test_a_mail_server_that_hangs_does_not_keep_the_server_from_stopping(self):
        mails = self.mail_server()
        server = self.serve(*self.smtp(mails))
        reached, go_on = threading.Event(), threading.Event()
        self.addCleanup(go_on.set)

        def hang(step):
            if step == "RCPT":
                reached.set()
                go_on.wait(DEADLINE_SECONDS)
        mails.at = hang
        address, _ = self.invite(server)
        self.assertTrue(reached.wait(DEADLINE_SECONDS))
        self.assertEqual(server.end(), 0)
        mail = self.outbox(address)
        self.assertEqual((mail["state"], mail["lastError"]),
                         ("WAITING", "the server was stopped meanwhile"))


if __name__ == "__main__":
    unittest.main()
