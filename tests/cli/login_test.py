"""Logging in, and requests of one's own."""
import json
import subprocess
import unittest

from orgctl import ORGD, TIMEOUT_SECONDS, WithServer


class Login(WithServer):
    # With a second one, a command that left its own behind would not be noticed.
    serve_options = ("--max-tokens-per-account", "1")

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
        for _ in range(3):
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
