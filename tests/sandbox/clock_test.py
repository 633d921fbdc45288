"""The clock of a world: all that orgd dates, expires or limits follows it at once."""
import unittest

from running_sandbox import NEW, ORG, ROOT, Trial

NEW_YEAR = "2030-01-01T00:00:00Z"


class Clock(Trial):
    def setUp(self):
        super().setUp()
        self.control("PATCH", "/clock", {"mode": "frozen", "at": NEW_YEAR})

    def advance(self, span):
        return self.control("PATCH", "/clock", {"advance": span})

    def test_it_stands_and_moves_as_it_is_told(self):
        self.assertEqual(self.control("GET", "/clock"), {"mode": "frozen", "at": NEW_YEAR})
        for span, at in (("31d", "2030-02-01T00:00:00Z"), ("12h", "2030-02-01T12:00:00Z"),
                         ("90m", "2030-02-01T13:30:00Z"), ("5s", "2030-02-01T13:30:05Z"),
                         ("P1DT12H", "2030-02-03T01:30:05Z")):
            self.assertEqual(self.advance(span)["at"], at)
        self.assertEqual(self.control("PATCH", "/clock", {"mode": "real"})["mode"], "real")
        running = self.control("PATCH", "/clock", {"at": "2020-01-01T00:00:00Z"})
        self.assertTrue(running["at"].startswith("2020-01-01T00:00"), running)

    def test_what_is_no_time_is_refused(self):
        for wrong in ({"advance": "31"}, {"advance": "-1d"}, {"advance": "1w"}, {"at": "yesterday"},
                      {"mode": "stopped"}, {"at": "2099-12-31T00:00:00Z", "advance": "1000d"},
                      {"at": "2300-01-01T00:00:00Z"}, {"at": "2600-01-01T00:00:00Z"},
                      {"at": "9999-12-31T00:00:00Z"}):
            self.refusal("PATCH", "/clock", wrong)
        self.assertEqual(self.control("GET", "/clock"), {"mode": "frozen", "at": NEW_YEAR})

    def test_what_is_made_is_dated_by_it(self):
        call = self.caller()
        self.assertEqual(self.create_project(call, "Dated").body["created"], NEW_YEAR)
        self.assertEqual(self.advance("1d")["at"], "2030-01-02T00:00:00Z")
        self.assertEqual(self.create_project(call, "Later").body["created"],
                         "2030-01-02T00:00:00Z")
        dates = [event["created"] for event in call("GET", f"{ORG}/events").body["results"][:2]]
        self.assertEqual(dates[0], "2030-01-02T00:00:00Z", dates)
        entry = self.control("GET", "/requests", operation="createGroup")["requests"][-1]
        self.assertEqual(entry["time"], "2030-01-02T00:00:00Z")

    def test_an_invitation_expires(self):
        call = self.caller(accept=NEW)
        path = f"{ORG}/users"
        invited = call("POST", path, {"username": "mo@example.org",
                                      "roles": {"orgRoles": ["ORG_MEMBER"]}}).body
        self.assertEqual(invited["orgMembershipStatus"], "PENDING")
        mail = next(mail for mail in self.control("GET", "/mails")["mails"]
                    if mail["recipient"] == "mo@example.org")
        self.advance("29d")
        self.assertEqual(call("GET", f"{path}/{invited['id']}").status, 200)
        self.control("PUT", "/snapshots/in-time")
        self.advance("2d")
        pending = call("GET", f"{path}?orgMembershipStatus=PENDING").body["results"]
        self.assertNotIn("mo@example.org", [person["username"] for person in pending])
        person = {"firstName": "Mo", "lastName": "Li", "country": "DE", "password": "long enough 1"}
        self.control("POST", f"/mails/{mail['id']}:accept", person, (400, 404, 409, 410))
        self.control("POST", "/snapshots/in-time:restore")
        self.control("POST", f"/mails/{mail['id']}:accept", person)

    def test_a_nonce_grows_stale(self):
        call = self.caller()
        self.assertEqual(call("GET", ORG).status, 200)
        self.assertEqual(call("GET", ORG).status, 200)
        self.advance("1d")
        self.assertEqual(call("GET", ORG).status, 200)  # on another nonce
        seen = self.control("GET", "/requests", challenge="true")["requests"]
        self.assertEqual([entry["status"] for entry in seen], [401, 200, 200, 401, 200])
        said = [{field["name"]: field["value"] for field in entry["responseHeaders"]}
                for entry in seen if entry["status"] == 401]
        self.assertNotIn("stale=true", said[0]["WWW-Authenticate"])
        self.assertIn("stale=true", said[1]["WWW-Authenticate"])

    def test_callers_are_known_however_often_it_goes_back(self):
        call = self.caller()
        for _ in range(25):
            for at in (NEW_YEAR, "2099-01-01T00:00:00Z", "1971-01-01T00:00:00Z"):
                self.control("PATCH", "/clock", {"at": at})
                self.assertEqual(call("GET", ORG).status, 200, at)

    def test_a_rule_is_between_its_times(self):
        rule = {"from": "2030-01-01T01:00:00Z", "to": "2030-01-01T02:00:00Z"}
        self.add_rule(rule, {"status": 503})
        call = self.caller()
        found = []
        for span in ("59m", "1m", "59m", "1m"):
            self.advance(span)
            found.append(call("GET", ORG).status)
        self.assertEqual(found, [200, 503, 503, 200])

    def test_timeouts_and_the_control_plane_are_not_moved(self):
        call = self.caller()
        self.assertEqual(call("GET", f"{ROOT}/orgs").status, 200)
        self.advance("3650d")
        self.assertEqual(call("GET", f"{ROOT}/orgs").status, 200)
        connections = self.control("GET", "/requests", challenge="true")["requests"]
        self.assertEqual([entry["status"] for entry in connections], [401, 200, 401, 200])


class Secrets(Trial):
    """From when the seed was written, for its secrets end a year later."""

    def setUp(self):
        super().setUp()
        self.control("PATCH", "/clock", {"mode": "frozen"})

    def advance(self, span):
        self.control("PATCH", "/clock", {"advance": span})

    def test_a_token_ends(self):
        said, _ = self.token()
        token = said["access_token"]
        self.assertEqual(self.bearer(token), 200)
        self.advance(f"{said['expires_in'] - 1}s")
        self.assertEqual(self.bearer(token), 200)
        self.advance("2s")
        self.assertEqual(self.bearer(token), 401)

    def test_a_secret_ends(self):
        self.token()
        self.advance("366d")
        self.token(expect=401)


class Rates(Trial):
    """Of a sandbox that has limits: without the option nobody is refused for coming often."""

    options = ("--rate-limits",)

    def test_rate_limits_go(self):
        self.control("PATCH", "/clock", {"mode": "frozen"})
        for _ in range(10):
            self.token()
        _, headers = self.token(expect=429)
        self.control("PATCH", "/clock", {"advance": headers["Retry-After"] + "s"})
        self.token()

    def test_rate_limits_of_operations_go(self):
        self.control("PATCH", "/clock", {"mode": "frozen"})
        call = self.caller()
        found = [call("GET", f"{ORG}/settings") for _ in range(11)]
        self.assertEqual([answer.status for answer in found], [200] * 10 + [429])
        self.control("PATCH", "/clock", {"advance": found[-1].headers["Retry-After"] + "s"})
        self.assertEqual(call("GET", f"{ORG}/settings").status, 200)
        self.control("POST", ":reset")
        self.assertEqual(call("GET", f"{ORG}/settings").status, 200)


if __name__ == "__main__":
    unittest.main()
