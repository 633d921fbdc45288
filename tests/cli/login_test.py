"""Logging in, and requests of one's own."""
import json
import subprocess
import tomllib
import unittest

from orgctl import ORGCTL, ORGD, TIMEOUT_SECONDS, WithServer, clean_environment


class Login(WithServer):
    def test_questions_make_a_profile_and_name_the_organization(self):
        code, seen = self.on_terminal("login", typed=[
            f"{self.url}\n", self.made["publicKey"] + "\n", self.made["privateKey"] + "\n"])
        self.assertEqual(code, 0, seen)
        self.assertIn(f'organization "Acme" ({self.org})', seen)
        self.assertNotIn(self.made["privateKey"], seen)
        self.assertEqual(self.config.stat().st_mode & 0o777, 0o600)
        self.assertEqual(self.output("orgs", "users", "list", "--columns", "name"),
                         "NAME\nowner@example.org\n")

    def test_what_the_server_refuses_is_not_kept(self):
        login = ("login", "work", "--url", self.url, "--public-key", self.made["publicKey"])
        self.assertIn("401", self.run_orgctl(*login, exit_code=3, standard_input="wrong").stderr)
        self.run_orgctl("login", "--url", "http://127.0.0.1:9", "--public-key", "x", "--attempts",
                        "1", exit_code=6, standard_input="wrong")
        self.assertFalse(self.config.exists())
        self.run_orgctl(*login, standard_input=self.made["privateKey"] + "\r\n")
        self.run_orgctl(*login, exit_code=3, standard_input="wrong")
        self.output("status")

    def test_a_service_account_logs_in_and_leaves_no_token(self):
        self.as_owner()
        account = self.answer(
            "orgs", "service-accounts", "create", "--org", self.org, "--name", "ci",
            "--description", "for a test", "--role", "ORG_OWNER",
            "--secret-expires-after-hours", "8")
        client, secret = account["clientId"], account["secrets"][0]["secret"]
        for name in ("ATLAS_PUBLIC_KEY", "ATLAS_PRIVATE_KEY", "ORGCTL_URL"):
            del self.environment[name]
        login = ("login", "--url", self.url, "--client-id", client)
        self.run_orgctl(*login, exit_code=None, standard_input="wrong")
        self.assertFalse(self.config.exists())
        self.assertNotIn(secret, self.run_orgctl(*login, standard_input=secret).stderr)
        # More of them than an account may have tokens.
        for _ in range(110):
            self.run_orgctl("orgs", "list")
        shown = self.output("config", "show")
        self.assertIn(client, shown)
        self.assertNotIn(secret, shown)
        self.config.unlink()
        self.environment.update(ORGCTL_URL=self.url, ATLAS_CLIENT_ID=client,
                                ATLAS_CLIENT_SECRET=secret)
        self.assertIn("Acme", self.output("orgs", "list"))

    def test_without_a_terminal_all_must_be_given(self):
        self.assertIn("--public-key", self.run_orgctl("login", exit_code=2).stderr)


class People(WithServer):
    PASSWORD = " correct horse battery "  # blanks are part of it

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        owner = clean_environment(ORGCTL_CONFIG="/nowhere/", ORGCTL_URL=cls.url,
                                  ATLAS_PUBLIC_KEY=cls.made["publicKey"],
                                  ATLAS_PRIVATE_KEY=cls.made["privateKey"])

        def run(*arguments, **options):
            return subprocess.run(arguments, env=owner, capture_output=True, check=True, text=True,
                                  timeout=TIMEOUT_SECONDS, **options).stdout

        run(ORGCTL, "orgs", "invitations", "create", "dana@example.org", "--org",
            cls.made["orgId"], "--role", "ORG_OWNER")
        link = json.loads(run(ORGD, "outbox", "--data", cls.store, "--json"))[0]["link"]
        who = {"firstName": "Dana", "lastName": "Doe", "country": "US", "password": cls.PASSWORD}
        run(ORGCTL, "invitations", "accept", link, "--body", "@-",
            input=json.dumps({**who, "token": link.rpartition("=")[2]}))

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


class Profiles(WithServer):
    def test_the_configuration_may_be_a_file_or_a_folder(self):
        there = self.folder / "there"
        there.mkdir()
        for given, file in ((there, there / "config.toml"),
                            (f"{self.folder}/new/", self.folder / "new" / "config.toml"),
                            (self.folder / "own.toml", self.folder / "own.toml")):
            self.environment["ORGCTL_CONFIG"] = str(given)
            self.assertEqual(self.output("config", "path"), f"{file}\n")
            self.run_orgctl("login", "--url", self.url, "--public-key", self.made["publicKey"],
                            standard_input=self.made["privateKey"])
            self.assertEqual(file.stat().st_mode & 0o777, 0o600)
            self.assertIn("Acme", self.output("orgs", "list"))


class Invited(WithServer):
    def setUp(self):
        super().setUp()
        self.as_owner()

    def invite(self, email, org=None):
        """The link that is mailed."""
        made = self.answer("orgs", "invitations", "create", email, "--org", org or self.org)
        mails = json.loads(subprocess.run(
            [ORGD, "outbox", "--data", self.store, "--json"], capture_output=True, check=True,
            timeout=TIMEOUT_SECONDS).stdout)
        return next(mail["link"] for mail in mails if mail.get("invitationId") == made["id"])

    def names(self):
        users = self.answer("orgs", "users", "list", "--org", self.org)["results"]
        return {user["username"]: (user.get("firstName"), user.get("country")) for user in users}

    def test_who_is_new_is_asked_on_a_terminal(self):
        link = self.invite("kim@example.org")
        code, seen = self.on_terminal("invitations", "accept", link, typed=[
            "Kim\n", "Doe\n", "us\n", "US\n", "short\n", "short\n", "correct horse\n",
            "correct house\n", " correct horse\n", " correct horse\n"])
        self.assertEqual(code, 0, seen)
        self.assertEqual(self.names()["kim@example.org"], ("Kim", "US"))
        self.assertIn("The two differ.", seen)
        self.assertNotIn("horse", seen)

    def test_only_what_is_missing_is_asked(self):
        link = self.invite("sam@example.org")
        code, seen = self.on_terminal("invitations", "accept", link, "--first-name", "Sam",
                                      "--last-name", "Doe", "--country", "DE",
                                      typed="correct horse\n")
        self.assertEqual(code, 0, seen)
        self.assertNotIn("First name", seen)
        self.assertEqual(self.names()["sam@example.org"], ("Sam", "DE"))

    def test_who_has_an_account_is_asked_for_nothing(self):
        self.run_orgctl("invitations", "accept", self.invite("jo@example.org"), "--first-name",
                        "Jo", "--last-name", "Doe", "--country", "US", "--password",
                        "correct horse")
        other = json.loads(subprocess.run(
            [ORGD, "org", "create", "--data", self.store, "--name", "Other", "--owner",
             "max@example.org", "--json"], capture_output=True, check=True,
            timeout=TIMEOUT_SECONDS).stdout)
        self.environment.update(ATLAS_PUBLIC_KEY=other["publicKey"],
                                ATLAS_PRIVATE_KEY=other["privateKey"])
        code, seen = self.on_terminal("invitations", "accept",
                                      self.invite("jo@example.org", other["orgId"]))
        self.assertEqual(code, 0, seen)
        self.assertNotIn("new here", seen)

    def test_without_a_terminal_all_that_is_missing_is_told(self):
        link = self.invite("lee@example.org")
        said = self.run_orgctl("invitations", "accept", link, "--last-name", "Doe",
                               exit_code=5).stderr
        self.assertIn("--first-name, --country, --password", said)
        self.assertNotIn("--last-name", said)
        said = self.run_orgctl("invitations", "accept", link, "-o", "json", exit_code=5).stderr
        self.assertEqual(json.loads(said)["errorCode"], "MISSING_ATTRIBUTE")
        code, seen = self.on_terminal("invitations", "accept", link, typed="\x04")
        self.assertEqual(code, 2, seen)
        self.assertIn("nothing was done", seen)
        self.assertEqual(self.names()["lee@example.org"], (None, None))  # invited, as before


class OwnCertificates(WithServer):
    def test_profile_keeps_the_certificates_to_trust(self):
        certificate, key = self.folder / "server.pem", self.folder / "server.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                        "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-out",
                        str(certificate), "-keyout", str(key)], check=True, capture_output=True,
                       timeout=TIMEOUT_SECONDS)
        store = str(self.folder / "store")
        made = json.loads(subprocess.run(
            [ORGD, "init", "--data", store, "--json", "--org", "Acme", "--owner", "a@example.org"],
            check=True, capture_output=True, timeout=TIMEOUT_SECONDS).stdout)
        server = subprocess.Popen(
            [ORGD, "serve", "--data", store, "--listen", "127.0.0.1:0", "--tls-cert",
             str(certificate), "--tls-key", str(key)], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(self._stop, server)
        url = server.stdout.readline().split()[-1].replace("http://", "https://")
        login = ("login", "--url", url, "--public-key", made["publicKey"])
        self.run_orgctl(*login, "--attempts", "1", exit_code=6,
                        standard_input=made["privateKey"])
        self.run_orgctl(*login, "--ca-file", str(certificate), standard_input=made["privateKey"])
        self.assertEqual(self.output("orgs", "list", "--columns", "name"), "NAME\nAcme\n")


class Api(WithServer):
    def setUp(self):
        super().setUp()
        self.as_owner()

    def test_requests_for_what_has_no_command(self):
        made = json.loads(self.output(
            "api", "POST", f"/orgs/{self.org}/invites", "-f", "username=dana@example.org", "-F",
            "roles[]=ORG_MEMBER", "-F", "roles[]=ORG_READ_ONLY"))
        self.assertEqual(made["roles"], ["ORG_MEMBER", "ORG_READ_ONLY"])
        place = f"orgs/{self.org}/invites/{made['id']}"
        self.assertEqual(self.output("api", place, "--jq", ".username"), "dana@example.org\n")
        changed = self.output("api", "patch", f"/api/atlas/v2/{place}", "--data", "@-", "--jq",
                              ".roles[]", standard_input='{"roles":["ORG_OWNER"]}')
        self.assertEqual(changed, "ORG_OWNER\n")
        self.assertEqual(self.output("api", "GET", "/orgs", "-F", "itemsPerPage=1", "--jq",
                                     ".results | length"), "1\n")
        self.assertIn("Acme", self.output("api", f"{self.url}/api/atlas/v2/orgs", "-o", "table"))
        self.run_orgctl("api", "DELETE", place, exit_code=2)
        self.run_orgctl("api", "DELETE", place, "--yes")
        self.assertIn("404", self.run_orgctl("api", place, exit_code=4).stderr)

    def test_versions_and_wrong_words(self):
        users = f"/orgs/{self.org}/users"
        old = json.loads(self.output("api", users))["results"][0]
        new = json.loads(self.output("api", users, "--api-version", "2025-02-19"))["results"][0]
        self.assertIn("emailAddress", old)
        self.assertIn("orgMembershipStatus", new)
        for wrong, said in ((("FROB", "/orgs"), "no method"), ((), "METHOD PATH"),
                            (("http://elsewhere.invalid/orgs",), "is not on the server"),
                            (("/or gs",), "no blanks"), (("POST", "/orgs", "-f", "x"), "no field"),
                            (("/orgs", "--api-version", "soon"), "a date")):
            self.assertIn(said, self.run_orgctl("api", *wrong, exit_code=2).stderr)

    def test_all_pages_become_one_array(self):
        names = [f"Paged {number}" for number in range(5)]
        for name in names:
            self.output("projects", "create", "--name", name, "--org", self.org)
        groups = f"/orgs/{self.org}/groups"
        for path in (groups, f"{groups}?itemsPerPage=2", f"{groups}?pageNum=1&itemsPerPage=2",
                     f"{self.url}/api/atlas/v2{groups}?itemsPerPage=2&envelope=true"):
            made = json.loads(self.output("api", path, "--all"))
            self.assertEqual([one["name"] for one in made], names, path)
        self.assertEqual(self.output("api", groups, "-F", "itemsPerPage=2", "--paginate", "--jq",
                                     ".[].name"), "".join(f"{name}\n" for name in names))
        self.assertEqual(
            json.loads(self.output("api", f"{groups}?itemsPerPage=2&pageNum=2", "--all", "--jq",
                                   "map(.name)", "-o", "json")), names[2:])
        self.assertEqual(json.loads(self.output("api", f"/orgs/{self.org}/invites", "--all",
                                                "--jq", "map(.x)", "-o", "json")), [])
        self.assertIn("Paged 4", self.output("api", groups, "--all", "-o", "table"))

    def test_all_pages_of_what_has_none_is_an_error(self):
        self.assertIn("is no list",
                      self.run_orgctl("api", f"/orgs/{self.org}", "--all", exit_code=1).stderr)
        for wrong in (("POST", "/orgs", "-f", "name=x"), ("/orgs", "--include")):
            self.assertIn("--all is for GET",
                          self.run_orgctl("api", *wrong, "--all", exit_code=2).stderr)
        self.run_orgctl("api", "/orgs", "--all", exit_code=3, ATLAS_PRIVATE_KEY="wrong")

    def test_dry_run_shows_the_request(self):
        done = self.run_orgctl("api", "POST", "/orgs", "-F", "apiKey.desc=x", "-f", "n=1", "-F",
                               "m=1", "--dry-run")
        self.assertEqual(done.stdout,
                         'POST /api/atlas/v2/orgs\n{"apiKey":{"desc":"x"},"m":1,"n":"1"}\n')


if __name__ == "__main__":
    unittest.main()
