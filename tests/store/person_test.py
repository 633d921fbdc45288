"""Links that set passwords, as the machine's operator makes them, and what they do at a server."""
import json
import re
import unittest
import urllib.error
import urllib.request

from program import WithOrgd

LINK = re.compile(r"http://\S+/console/reset#token=([0-9a-f]{24}\.[\w-]{43})$", re.MULTILINE)
OWNER = "owner@example.org"
PASSWORD = "battery staple 7"


def post(url, path, body):
    """The status, and the body as what its JSON says."""
    request = urllib.request.Request(f"{url}/orgd/v1/{path}", json.dumps(body).encode(),
                                     {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.loads(answer.read() or b"{}")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.loads(error.read())


class Person(WithOrgd):
    def token_of(self, link):
        match = LINK.search(link)
        self.assertTrue(match, link)
        return match[1]

    def test_init_makes_a_link_for_the_first_owner(self):
        data, made = self.make_store()
        token = self.token_of(made["passwordLink"])
        url, _ = self.serve("--data", data)
        status, answer = post(url, "passwords:set", {"token": token, "password": "password1"})
        self.assertEqual((status, answer["errorCode"]), (400, "COMMON_PASSWORD"))
        self.assertEqual(post(url, "passwords:set", {"token": token, "password": PASSWORD})[0], 204)
        status, session = post(url, "sessions",
                               {"username": OWNER, "password": PASSWORD, "bearer": True})
        self.assertEqual((status, session["state"]), (201, "ACTIVE"))
        status, answer = post(url, "passwords:set", {"token": token, "password": PASSWORD})
        self.assertEqual((status, answer["errorCode"]), (400, "INVALID_PASSWORD_LINK"))
        mails = json.loads(self.orgd("outbox", "--data", data, "--json"))
        self.assertEqual([(mail["kind"], mail["recipient"]) for mail in mails],
                         [("password changed", OWNER)])

    def test_an_operator_makes_a_link(self):
        data, made = self.make_store()
        url, _ = self.serve("--data", data)
        printed = self.orgd("person", "link", "--data", data, "--email", OWNER.upper())
        self.assertTrue(printed.startswith(url.replace("127.0.0.1", "localhost")),
                        printed)
        told = json.loads(self.orgd("person", "link", "--data", data, "--email", OWNER,
                                    "--public-url", "http://orgs.acme.org", "--json"))
        self.assertTrue(told["link"].startswith("http://orgs.acme.org/console/reset#"), told)
        self.assertEqual(told["username"], OWNER)
        for token, status in ((self.token_of(printed), 204), (self.token_of(told["link"]), 400),
                              (self.token_of(made["passwordLink"]), 400)):
            self.assertEqual(
                post(url, "passwords:set", {"token": token, "password": PASSWORD})[0], status)
        events = self.orgd("events", "--data", data)
        self.assertEqual(events.count("USER_PASSWORD_LINK_CREATED"), 2, events)
        self.assertIn("has no account", self.orgd("person", "link", "--data", data, "--email",
                                                  "nobody@example.org", exit_code=1))
        self.assertTrue(json.loads(self.orgd("check", "--data", data, "--json"))["ok"])

    def test_the_outbox_shows_no_link_that_sets_a_password(self):
        data, _ = self.make_store()
        url, _ = self.serve("--data", data)
        for address in (OWNER, "nobody@example.org"):
            self.assertEqual(post(url, "passwords:reset", {"username": address}), (202, {}))
        mail, = json.loads(self.orgd("outbox", "--data", data, "--json"))
        self.assertEqual((mail["kind"], mail["recipient"], mail["state"]),
                         ("password reset", OWNER, "WAITING"))
        self.assertNotIn("link", mail)
        self.assertNotIn("token", self.orgd("outbox", "--data", data))
        self.assertTrue(json.loads(self.orgd("check", "--data", data, "--json"))["ok"])


if __name__ == "__main__":
    unittest.main()
