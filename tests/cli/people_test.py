"""People who log in and out, and where their sessions go."""
import json
import subprocess
import tomllib
import unittest

from orgctl import ORGCTL, ORGD, TIMEOUT_SECONDS, WithServer, clean_environment


class People(WithServer):
    PASSWORD = " correct horse battery "  # blanks are part of it

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        owner = clean_environment(ORGCTL_CONFIG="/nowhere/", ORGCTL_URL=cls.url,
                                  ATLAS_PUBLIC_KEY=cls.made["publicKey"],
                                  ATLAS_PRIVATE_KEY=cls.made["privateKey"])

        def run(*arguments):
            return subprocess.run(arguments, env=owner, capture_output=True, check=True, text=True,
                                  timeout=TIMEOUT_SECONDS).stdout

        run(ORGCTL, "orgs", "invitations", "create", "dana@example.org", "--org",
            cls.made["orgId"], "--role", "ORG_OWNER")
        link = json.loads(run(ORGD, "outbox", "--data", cls.store, "--json"))[0]["link"]
        run(ORGCTL, "invitations", "accept", link, "--first-name", "Dana", "--last-name", "Doe",
            "--country", "US", "--password", cls.PASSWORD)

    def log_in(self, *more, exit_code=0, password=PASSWORD, **variables):
        return self.run_orgctl("login", *more, "--url", self.url, "--email", "dana@example.org",
                               exit_code=exit_code, standard_input=f"{password}\n", **variables)

    def token(self):
        return tomllib.loads(self.config.read_text())["default"]["session_token"]

    def test_a_person_logs_in_calls_and_logs_out(self):
        said = self.log_in().stderr
        self.assertIn(f"logged in to {self.url} as dana@example.org", said)
        self.assertIn(f'organization "Acme" ({self.org})', said)
        self.assertEqual(self.config.stat().st_mode & 0o777, 0o600)
        kept = self.config.read_text()
        self.assertNotIn("horse", kept)
        self.assertNotIn(self.token(), self.output("config", "show"))
        self.assertEqual(self.answer("me", "get")["username"], "dana@example.org")
        self.assertIn("Acme", self.output("orgs", "list"))
        self.answer("projects", "create", "Apollo")
        token = self.token()
        self.run_orgctl("logout")
        self.assertNotIn(token, self.config.read_text())
        self.assertIn("no session of a person", self.run_orgctl("logout", exit_code=2).stderr)
        said = self.run_orgctl("orgs", "list", exit_code=3, ATLAS_USERNAME="dana@example.org",
                               ATLAS_SESSION_TOKEN=token).stderr
        self.assertIn("orgctl login", said)

    def test_questions_on_a_terminal(self):
        code, seen = self.on_terminal("login", typed=[
            f"{self.url}\n", "dana@example.org\n", f"{self.PASSWORD}\n"])
        self.assertEqual(code, 0, seen)
        self.assertNotIn("horse", seen)
        # The second time all but the password is known, and the former session ends.
        former = self.token()
        code, seen = self.on_terminal("login", typed=["\n", "\n", f"{self.PASSWORD}\n"])
        self.assertEqual(code, 0, seen)
        self.assertNotEqual(self.token(), former)
        self.run_orgctl("me", "get", exit_code=3, ATLAS_USERNAME="dana@example.org",
                        ATLAS_SESSION_TOKEN=former)
        self.output("me", "get")

    def test_a_session_that_has_ended_says_what_to_do(self):
        self.log_in()
        self.run_orgctl("sessions", "current", "delete", "--yes")
        said = self.run_orgctl("orgs", "list", exit_code=3).stderr
        self.assertIn("sign in again: orgctl login", said)
        self.run_orgctl("logout")  # nothing is left to end, but the profile is cleared
        self.assertNotIn("session_token", self.config.read_text())

    def test_a_wrong_password_keeps_nothing(self):
        said = self.log_in(password="wrong horse", exit_code=3).stderr
        self.assertIn("SIGN_IN_FAILED", said)
        self.assertNotIn("wrong horse", said)
        self.assertFalse(self.config.exists())
        self.assertIn("Password is missing", self.log_in(password="", exit_code=2).stderr)

    def test_the_token_goes_to_its_own_server_alone(self):
        self.log_in()
        elsewhere = self.url.replace("127.0.0.1", "localhost")
        for asked in (self.run_orgctl("me", "get", "--url", elsewhere, exit_code=2),
                      self.run_orgctl("me", "get", exit_code=2, ORGCTL_URL=elsewhere),
                      self.run_orgctl("logout", "--url", elsewhere, exit_code=2)):
            self.assertIn(f"is for {self.url} alone", asked.stderr)
        self.output("me", "get", "--url", f"{self.url}/api/atlas/v2/")
        self.output("me", "get")

    def test_no_password_goes_over_plain_http_to_another_machine(self):
        said = self.run_orgctl("login", "--url", "http://orgs.invalid", "--email",
                               "dana@example.org", exit_code=2, standard_input="x").stderr
        self.assertIn("without TLS", said)
        said = self.run_orgctl("orgs", "list", "--url", "http://orgs.invalid", exit_code=2,
                               ATLAS_USERNAME="dana@example.org", ATLAS_SESSION_TOKEN="x").stderr
        self.assertIn("without TLS", said)

    def test_nothing_secret_is_told_by_debug(self):
        said = self.log_in("--debug").stderr
        self.assertIn("/orgd/v1/sessions", said)
        for secret in (self.PASSWORD, self.token()):
            self.assertNotIn(secret, said)

    def test_a_key_takes_the_place_of_a_session(self):
        self.log_in()
        token = self.token()
        self.run_orgctl("login", "--url", self.url, "--public-key", self.made["publicKey"],
                        standard_input=self.made["privateKey"])
        self.assertNotIn(token, self.config.read_text())
        self.assertIn(self.made["publicKey"], self.output("status"))
        self.run_orgctl("me", "get", exit_code=3, ATLAS_USERNAME="dana@example.org",
                        ATLAS_SESSION_TOKEN=token)


if __name__ == "__main__":
    unittest.main()
