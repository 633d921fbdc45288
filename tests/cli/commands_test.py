"""orgctl as people use it: profiles, commands, outputs, errors."""
import http.server
import json
import stat
import threading
import unittest
from pathlib import Path

from orgctl import WithServer


class Profiles(WithServer):
    def test_profile_is_private_and_keeps_its_secret(self):
        self.run_orgctl("config", "set", "work", "--url", self.url, "--public-key",
                        self.made["publicKey"], "--org", self.org,
                        standard_input=self.made["privateKey"] + "\n")
        self.assertEqual(stat.S_IMODE(self.config.stat().st_mode), 0o600)
        shown = self.output("config", "show")
        self.assertIn(self.made["publicKey"], shown)
        self.assertNotIn(self.made["privateKey"], shown)
        self.assertEqual(self.output("orgs", "get", "--query", "/name"), "Acme\n")

    def test_profile_that_others_can_read_is_refused(self):
        self.test_profile_is_private_and_keeps_its_secret()
        self.config.chmod(0o644)
        said = self.run_orgctl("orgs", "list", exit_code=2).stderr
        self.assertIn("chmod 600", said)

    def test_profiles_are_chosen_and_removed(self):
        for name in ("one", "two"):
            self.run_orgctl("config", "set", name, "--url", f"http://{name}.invalid")
        self.assertIn("* one", self.output("config", "list"))
        self.run_orgctl("config", "use", "two")
        self.assertIn("* two", self.output("config", "list"))
        self.assertIn("http://one.invalid", self.output("config", "show", "--profile", "one"))
        self.run_orgctl("config", "remove", "one")
        self.assertNotIn("one", self.output("config", "list"))
        self.assertIn("has no profile", self.run_orgctl("config", "use", "one", exit_code=2).stderr)

    def test_without_a_server_says_what_to_do(self):
        self.assertIn("orgctl login", self.run_orgctl("orgs", "list", exit_code=2).stderr)

    def test_secret_is_asked_without_echo(self):
        code, seen = self.on_terminal("config", "set", "typed", "--url", self.url, "--public-key",
                                      "abcdefgh", typed="hidden-half\n")
        self.assertEqual(code, 0, seen)
        self.assertIn("private_key of abcdefgh", seen)
        self.assertIn("hidden-half", self.config.read_text())


class Commands(WithServer):
    def setUp(self):
        super().setUp()
        self.as_owner()

    def test_life_of_an_organization(self):
        made = self.answer("orgs", "create", "--name", "Life", "--org-owner", self.made["ownerId"],
                           "--api-key.desc", "first", "--api-key.role", "ORG_OWNER")
        org = made["organization"]["id"]
        key = made["apiKey"]
        self.environment.update(ATLAS_PUBLIC_KEY=key["publicKey"],
                                ATLAS_PRIVATE_KEY=key["privateKey"], ORGCTL_ORG=org)
        self.assertEqual(self.answer("orgs", "rename", "--name", "Lives")["name"], "Lives")
        invited = self.answer("orgs", "invitations", "create", "--email", "dana@example.org",
                              "--role", "ORG_MEMBER,ORG_READ_ONLY")
        self.assertEqual(invited["roles"], ["ORG_MEMBER", "ORG_READ_ONLY"])
        by_id = self.answer("orgs", "invitations", "update", "--invitation", invited["id"],
                            "--role", "ORG_OWNER")
        by_email = self.answer("orgs", "invitations", "update", "--email", "dana@example.org",
                               "--role", "ORG_MEMBER")
        self.assertEqual((by_id["roles"], by_email["roles"]), (["ORG_OWNER"], ["ORG_MEMBER"]))
        names = [user["username"] for user in self.answer("orgs", "users", "list")["results"]]
        self.assertIn("dana@example.org", names)
        old = self.answer("orgs", "users", "list", "--api-version", "2023-01-01")["results"]
        self.assertEqual([user["emailAddress"] for user in old], ["owner@example.org"])
        settings = self.answer("orgs", "settings", "update", "--multi-factor-auth-required",
                               "--security-contact", "sec@example.org",
                               "--custom-session-timeouts.idle-session-timeout-in-seconds", "600")
        self.assertTrue(settings["multiFactorAuthRequired"])
        self.assertEqual(settings["customSessionTimeouts"]["idleSessionTimeoutInSeconds"], 600)
        cleared = self.answer("orgs", "settings", "update", "--multi-factor-auth-required=false",
                              "--custom-session-timeouts", "null")
        self.assertFalse(cleared["multiFactorAuthRequired"])
        self.assertIsNone(cleared["customSessionTimeouts"])
        self.run_orgctl("orgs", "invitations", "delete", "--yes", "--invitation", invited["id"])
        project = self.answer("projects", "create", "--name", "Apollo")["id"]
        self.assertIn("orgs projects list",
                      self.run_orgctl("orgs", "delete", "--yes", "--org", org, exit_code=5).stderr)
        self.run_orgctl("projects", "delete", "--yes", "--project", project)
        self.run_orgctl("orgs", "delete", "--yes", "--org", org)

    def test_many_are_invited_and_followed(self):
        made = self.answer("orgs", "create", "--name", "Many", "--org-owner", self.made["ownerId"],
                           "--api-key.desc", "many", "--api-key.role", "ORG_OWNER")
        self.environment.update(ATLAS_PUBLIC_KEY=made["apiKey"]["publicKey"],
                                ATLAS_PRIVATE_KEY=made["apiKey"]["privateKey"],
                                ORGCTL_ORG=made["organization"]["id"])
        people = json.dumps([{"username": "dana@example.org"}, {"username": "nobody"}])
        outcomes = self.answer("orgs", "invitations", "invite", "--body", "@-",
                               standard_input=people, exit_code=8)
        self.assertEqual([one["outcome"] for one in outcomes], ["INVITED", "REFUSED"])
        one, = self.answer("orgs", "invitations", "invite", "--email", "lea@example.org",
                           "--role", "ORG_READ_ONLY", "--send-email=false")
        self.assertIn("/console/accept/", one["acceptLink"])
        followed = self.answer("orgs", "invitations", "track", "--state", "PENDING")["results"]
        self.assertEqual([each["username"] for each in followed],
                         ["dana@example.org", "lea@example.org"])
        again = self.answer("orgs", "invitations", "resend", "--invitation", one["invitationId"],
                            "--send-email=false")
        self.assertNotEqual(again["acceptLink"], one["acceptLink"])

    def test_delete_of_an_organization_must_name_it(self):
        said = self.run_orgctl("orgs", "delete", exit_code=2, ORGCTL_ORG=self.org).stderr
        self.assertIn("--org is missing", said)

    def test_body_may_be_given_whole(self):
        body = json.dumps({"desc": "whole", "roles": ["ORG_MEMBER"]})
        for given in ({"standard_input": body}, {}):
            source = "@-" if given else body
            made = self.answer("orgs", "api-keys", "create", "--org", self.org, "--body", source,
                               **given)
            self.assertEqual(made["desc"], "whole")

    def test_access_list_takes_an_address_with_a_slash(self):
        key = self.answer("orgs", "api-keys", "create", "--org", self.org, "--desc", "listed",
                          "--role", "ORG_MEMBER")["id"]
        place = ("--org", self.org, "--api-key", key)
        self.run_orgctl("orgs", "api-keys", "access-list", "create", *place, "--cidr-block",
                        "192.0.2.0/24")
        got = self.answer("orgs", "api-keys", "access-list", "get", *place, "--ip-address",
                          "192.0.2.0/24")
        self.assertEqual(got["cidrBlock"], "192.0.2.0/24")

    def test_all_pages_are_followed(self):
        for number in range(5):
            self.run_orgctl("projects", "create", "--org", self.org, "--name", f"Page {number}")
        pages = ("orgs", "projects", "list", "--org", self.org, "--items-per-page", "2")
        self.assertEqual(len(self.answer(*pages)["results"]), 2)
        whole = self.answer(*pages, "--all")
        self.assertEqual(len(whole["results"]), whole["totalCount"])
        self.assertGreaterEqual(whole["totalCount"], 5)

    def test_outputs(self):
        table = self.output("orgs", "list").splitlines()
        self.assertEqual(table[0].split(), ["NAME", "ID"])
        self.assertIn(self.org, "\n".join(table))
        csv = self.output("orgs", "list", "-o", "csv").splitlines()
        self.assertEqual(csv[0].split(",")[:2], ["id", "name"])
        self.assertIn("- id: ", self.output("orgs", "list", "-o", "yaml"))
        self.assertIn(self.org, self.output("orgs", "list", "--query", "/results/*/id").split())
        self.assertEqual(self.output("orgs", "get", "--org", self.org, "--query", "/name",
                                     "-o", "json"), '"Acme"\n')
        self.run_orgctl("orgs", "list", "--query", "/nowhere", exit_code=1)
        self.run_orgctl("orgs", "list", "--query", "id", exit_code=2)
        self.assertTrue(self.output("orgs", "get", "--org", self.org, "-i").startswith("HTTP 200"))

    def test_terminal_gets_colours_and_questions(self):
        self.assertNotIn("\x1b", self.output("orgs", "list"))
        self.assertIn("\x1b[1m", self.on_terminal("orgs", "list")[1])
        self.assertNotIn("\x1b[1m", self.on_terminal("orgs", "list", NO_COLOR="1")[1])

    def test_debug_log_keeps_secrets(self):
        said = self.run_orgctl("--debug", "orgs", "api-keys", "create", "--org", self.org, "--desc",
                               "quiet", "--role", "ORG_MEMBER", "-o", "json")
        secret = json.loads(said.stdout)["privateKey"]
        self.assertIn("POST", said.stderr)
        self.assertNotIn(secret, said.stderr)
        self.assertNotIn(self.made["privateKey"], said.stderr)


class Failures(WithServer):
    def setUp(self):
        super().setUp()
        self.as_owner()

    def test_each_class_has_its_exit_code(self):
        get = ("orgs", "get", "--org")
        self.run_orgctl("orgs", "fly", exit_code=2)
        self.assertIn("--org is missing", self.run_orgctl("orgs", "get", exit_code=2).stderr)
        wrong = self.run_orgctl(*get, self.org, exit_code=3, ATLAS_PRIVATE_KEY="wrong")
        self.assertIn("next: ", wrong.stderr)
        self.assertIn("orgctl orgs list", self.run_orgctl(*get, "0" * 24, exit_code=4).stderr)
        self.assertIn("INVALID_ORG_NAME", self.run_orgctl(
            "orgs", "rename", "--org", self.org, "--name", " ", exit_code=5).stderr)
        error = self.run_orgctl(*get, "0" * 24, "-o", "json", exit_code=4).stderr
        self.assertEqual(json.loads(error)["errorCode"], "ORG_NOT_FOUND")
        self.run_orgctl(*get, self.org, "--url", "http://127.0.0.1:9", "--attempts", "1",
                        exit_code=6)

    def test_the_page_tells_the_same_exit_codes(self):
        page = (Path(__file__).parents[2] / "docs" / "orgctl.md").read_text()
        told = self.output("--help").split("Exit codes:\n")[1].strip().splitlines()
        self.assertGreater(len(told), 8)
        for line in told:
            code, meaning = line.split(maxsplit=1)
            self.assertIn(f"| {code} | {meaning} |", page)

    def test_server_that_is_busy_or_talks_nonsense(self):
        for status, body, exit_code in ((429, "", 7), (500, "", 1), (200, "nonsense", 1)):
            with fixed_answer(status, body) as url:
                self.run_orgctl("orgs", "list", "--url", url, "--attempts", "2",
                                exit_code=exit_code)

    def test_what_no_option_can_hold_is_refused_before_sending(self):
        for wrong in (("--max-service-account-secret-validity-in-hours", "soon"),
                      ("--multi-factor-auth-required", "maybe"),
                      ("--custom-session-timeouts", "{")):
            self.run_orgctl("orgs", "settings", "update", "--org", self.org, *wrong, exit_code=2)


class fixed_answer:
    """A server that answers every request alike, for as long as the `with` block runs."""

    def __init__(self, status, body):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(status)
                self.send_header("Retry-After", "0")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_):
                """Says nothing."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.server.server_port}"

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()


if __name__ == "__main__":
    unittest.main()
