"""Mails to accounts on the whole way: what people do, and what a real mail server gets of it."""
import sys
import unittest
from pathlib import Path

from mailing import USER, WithMail, link_in, wait_until

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "console"))
from totp import App  # noqa: E402: found through the line above

OWNER = "owner@example.org"  # of the store that the tests begin with


class Accounts(WithMail):
    def setUp(self):
        super().setUp()
        self.mails = self.mail_server()
        self.server = self.serve(*self.smtp(self.mails))
        self.service = f"localhost:{self.server.address[1]}"

    def expect_subjects(self, address, *subjects):
        """What somebody was written in all, once it is there, by its subject."""
        wait_until(lambda: len(self.mails.to(address)) >= len(subjects), f"{subjects}")
        messages = {mail.message["Subject"]: mail.message for mail in self.mails.to(address)}
        self.assertEqual(sorted(messages), sorted(subjects))
        for message in messages.values():
            self.assertEqual(message.defects, [])
            self.assertEqual(message["To"], address)
            self.assertEqual(message["Auto-Submitted"], "auto-generated")
        return messages

    def expect_told(self, *kinds):
        """The outbox knows each as sent, by its Message-ID, and shows nobody a link."""
        wait_until(lambda: len(self.mails.mails) >= len(kinds), f"{kinds}")

        def told():
            mails = self.outbox()
            return mails if all(mail["state"] == "SENT" for mail in mails) else None
        mails = wait_until(told, "all mails are sent")
        self.assertEqual(sorted(mail["messageId"] for mail in mails),
                         sorted(mail.message_id for mail in self.mails.mails))
        self.assertEqual(sorted(mail["kind"] for mail in mails), list(kinds))
        self.assertFalse(any("link" in mail for mail in mails))

    def test_a_forgotten_password_is_set_by_the_link(self):
        dana = self.person(self.server, "dana")
        self.sign_in(self.server, dana)
        self.remind(self.server, "nobody@example.org")
        self.remind(self.server, dana)
        reset = f"Set a new password for {self.service}"
        message = self.expect_subjects(dana, reset)[reset]
        self.assertEqual(self.mails.users, [USER])
        page = f"http://{self.service}/console/reset#token="
        chosen = {"token": link_in(message, page).removeprefix(page),
                  "password": "battery staple 7"}
        for status in (204, 400):
            answer = self.call(self.server, None, "POST", "/orgd/v1/passwords:set", chosen)
            self.assertEqual(answer.status, status, answer.body)
        self.sign_in(self.server, dana, status=401)
        self.sign_in(self.server, dana, chosen["password"])
        self.expect_subjects(dana, reset, f"Your password for {self.service} was changed",
                             f"New sign-in to {self.service}")
        self.expect_told("new sign-in", "password changed", "password reset")

    def test_what_was_changed_is_told(self):
        dana = self.person(self.server, "dana", "ORG_OWNER")
        token = self.sign_in(self.server, dana)["token"]
        changed = self.call(self.server, token, "POST", "/orgd/v1/me:changePassword", {
            "currentPassword": "correct horse", "newPassword": "battery staple 7"})
        self.assertEqual(changed.status, 204, changed.body)
        factors = "/orgd/v1/me/factors"
        made = self.call(self.server, token, "POST", factors, {"type": "totp"}).body
        confirmed = self.call(self.server, token, "POST", f"{factors}/{made['id']}:confirm",
                              {"code": App(made["secret"]).code()})
        self.assertEqual(confirmed.status, 200, confirmed.body)
        key = self.call(self.server, self.key, "POST", f"{self.org}/apiKeys",
                        {"desc": "deploys", "roles": ["ORG_MEMBER"]}).body
        of_owners = ("The owners of Acme have changed", "New API key of Acme")
        self.expect_subjects(dana, *of_owners, f"Your password for {self.service} was changed",
                             f"Your second factors for {self.service} were changed")
        mail = self.expect_subjects(OWNER, *of_owners)[of_owners[1]]
        self.assertIn(key["publicKey"], mail.get_body(("plain",)).get_content())
        self.expect_told("API key created", "API key created", "factors changed", "owner changed",
                         "owner changed", "password changed")


if __name__ == "__main__":
    unittest.main()
