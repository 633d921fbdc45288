"""Mails of a world, and acting as the people who get them."""
import unittest

from running_sandbox import NEW, ORG, Trial

MO = {"firstName": "Mo", "lastName": "Li", "country": "DE", "password": "a long password 1"}


class Mails(Trial):
    def setUp(self):
        super().setUp()
        self.call = self.caller(accept=NEW)

    def invite(self, username):
        """The mail of a new invitation."""
        answer = self.call("POST", f"{ORG}/users", {
            "username": username, "roles": {"orgRoles": ["ORG_MEMBER"]}})
        self.assertEqual(answer.status, 201, answer.body)
        return next(mail for mail in self.mails() if mail["recipient"] == username)

    def mails(self):
        return self.control("GET", "/mails")["mails"]

    def standing(self, username):
        found = self.call("GET", f"{ORG}/users?username={username}").body["results"]
        return [person["orgMembershipStatus"] for person in found]

    def test_a_mail_tells_to_whom_it_goes_and_has_a_link(self):
        mail = self.invite("mo@example.org")
        self.assertRegex(mail["link"], r"^http://\S+/console/accept/[0-9a-f]+#token=.")
        self.assertIn(mail["invitationId"], mail["link"])
        host, port = self.sandbox.address
        self.assertTrue(mail["link"].startswith(f"http://{host}:{port}{self.prefix}/"))
        self.assertEqual(mail["orgId"], ORG.rsplit("/", 1)[1])

    def test_whoever_is_new_says_who_they_are(self):
        mail = self.invite("mo@example.org")
        self.control("POST", f"/mails/{mail['id']}:accept", {}, 400)
        self.assertEqual(self.standing("mo@example.org"), ["PENDING"])
        self.control("POST", f"/mails/{mail['id']}:accept", MO)
        self.assertEqual(self.standing("mo@example.org"), ["ACTIVE"])
        person = self.call("GET", f"{ORG}/users?username=mo@example.org").body["results"][0]
        self.assertEqual((person["firstName"], person["country"]), ("Mo", "DE"))

    def test_an_invitation_is_accepted_once(self):
        mail = self.invite("mo@example.org")
        self.control("POST", f"/mails/{mail['id']}:accept", MO)
        self.control("POST", f"/mails/{mail['id']}:accept", MO, (400, 404, 409))
        self.assertEqual(self.standing("mo@example.org"), ["ACTIVE"])

    def test_an_invitation_is_rejected(self):
        mail = self.invite("mo@example.org")
        self.control("POST", f"/mails/{mail['id']}:reject", {})
        self.assertEqual(self.standing("mo@example.org"), [])
        self.control("POST", f"/mails/{mail['id']}:accept", MO, (400, 404, 409))

    def test_the_persons_call_is_no_request_of_the_journal(self):
        mail = self.invite("mo@example.org")
        self.control("DELETE", "/requests")
        self.add_rule({"challenge": True}, {"status": 500})
        self.control("POST", f"/mails/{mail['id']}:accept", MO)
        self.assertEqual(self.control("GET", "/requests", challenge="true")["requests"], [])
        self.assertEqual(self.rules(), [(0, 0, False)])

    def test_links_in_the_answer_lead_to_the_api(self):
        mail = self.invite("mo@example.org")
        text = str(self.control("POST", f"/mails/{mail['id']}:accept", MO))
        self.assertNotIn(f":{self.sandbox.control_address[1]}/", text)

    def test_mails_that_are_not_there(self):
        for verb in ("accept", "reject"):
            self.assertIn("600000000000000000000e77", self.refusal(
                "POST", f"/mails/600000000000000000000e77:{verb}", {}, 404))

    def test_a_reset_takes_the_mails_back(self):
        self.invite("mo@example.org")
        self.control("POST", ":reset")
        self.assertNotIn("mo@example.org", [mail["recipient"] for mail in self.mails()])


if __name__ == "__main__":
    unittest.main()
