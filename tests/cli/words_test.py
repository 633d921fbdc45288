"""What people read: tables, words beside them, and what was probably meant."""
import unittest

from orgctl import WithServer


class Words(WithServer):
    def setUp(self):
        super().setUp()
        self.as_owner()
        self.environment["ORGCTL_ORG"] = self.org

    def test_people_come_first_in_tables(self):
        for noun, heading in (("users", "NAME ROLES STATUS ID"), ("api-keys", "NAME KEY ROLES ID"),
                              ("projects", "NAME CREATED ID"),
                              ("invitations", "NAME ROLES EXPIRES ID")):
            self.run_orgctl("projects", "create", f"P {noun}")
            self.run_orgctl("orgs", "invitations", "create", f"{noun}@example.org")
            self.assertEqual(self.output("orgs", noun, "list").splitlines()[0].split(),
                             heading.split())
        users = self.output("orgs", "users", "list").splitlines()
        self.assertIn(["owner@example.org", "ORG_OWNER", "ACTIVE", self.made["ownerId"]],
                      [line.split() for line in users])

    def test_columns_are_chosen_and_wide_shows_all(self):
        listed = ("orgs", "users", "list")
        self.assertEqual(self.output(*listed, "--columns", "id,name").splitlines()[0].split(),
                         ["ID", "NAME"])
        self.assertEqual(self.output(*listed, "--columns", "roles.orgRoles", "-o", "csv")
                         .splitlines()[:2], ["roles.orgRoles", "ORG_OWNER"])
        self.assertIn("FIRSTNAME", self.output(*listed, "--wide"))
        self.assertIn('no column "nmae"; did you mean NAME?',
                      self.run_orgctl(*listed, "--columns", "nmae", exit_code=2).stderr)
        self.run_orgctl(*listed, "--columns", "name", "-o", "json", exit_code=2)
        self.assertIn("more columns with --wide", self.on_terminal(*listed)[1])

    def test_usage_names_the_arguments(self):
        for words, arguments in ((("orgs", "get"), "[org]"), (("api",), "[METHOD] PATH"),
                                 (("orgs", "invitations", "get"), "[org] [invitation]"),
                                 (("login",), "[name]")):
            self.assertIn(f"Usage: orgctl {' '.join(words)} [OPTIONS] {arguments}\n",
                          self.output(*words, "--help"))

    def test_empty_and_hidden_rows_are_said(self):
        key = self.answer("orgs", "api-keys", "create", "listless", "--role", "ORG_MEMBER")["id"]
        empty = self.run_orgctl("orgs", "api-keys", "access-list", "list", key)
        self.assertEqual((empty.stdout, empty.stderr), ("", "no access list entries\n"))
        some = self.run_orgctl("orgs", "api-keys", "list", "--items-per-page", "1")
        count = self.answer("orgs", "api-keys", "list")["totalCount"]
        self.assertEqual(some.stderr, f"1 of {count} API keys; all of them with --all\n")
        beyond = self.run_orgctl("orgs", "api-keys", "list", "--page-num", "9")
        self.assertEqual(beyond.stderr, "no API keys on this page\n")
        self.assertEqual(self.run_orgctl("orgs", "api-keys", "list", "-o", "json",
                                         "--items-per-page", "1").stderr, "")

    def test_names_stand_for_ids(self):
        invited = self.answer("orgs", "invitations", "create", "dana@example.org")
        self.assertEqual(self.output("orgs", "get", "Acme", "--query", "/id"), f"{self.org}\n")
        self.assertEqual(self.output("orgs", "get", "acme", "--query", "/id"), f"{self.org}\n")
        self.assertEqual(self.answer("orgs", "invitations", "get", "dana@example.org"), invited)
        self.assertEqual(self.answer("orgs", "invitations", "get", "Acme", invited["id"]), invited)
        self.assertIn('no organization is called "Acne"; did you mean Acme?',
                      self.run_orgctl("orgs", "get", "Acne", exit_code=4).stderr)
        self.assertIn("too many arguments",
                      self.run_orgctl("orgs", "get", self.org, self.org, exit_code=2).stderr)
        for _ in range(2):
            self.run_orgctl("orgs", "api-keys", "create", "twin", "--role", "ORG_MEMBER")
        said = self.run_orgctl("orgs", "api-keys", "get", "twin", exit_code=2).stderr
        self.assertIn('2 API keys are called "twin"; give one of their ids', said)

    def test_mistakes_are_named_with_what_was_meant(self):
        for words, said in (
                (("orgs", "lst"), 'unknown command "lst" for "orgctl orgs"; did you mean "list"?'),
                (("org", "list"), 'did you mean "orgs"?'),
                (("orgs", "ls"), 'did you mean "list"?'),
                (("users", "list"), 'did you mean "orgctl orgs users"?'),
                (("orgs", "users"), "orgctl orgs users needs a command: list"),
                (("frobnicate",), "there are: "),
                (("orgs", "get", "--ogr", "x"), "did you mean --org?"),
                (("orgs", "create", "--org-owner-id", "x"), "did you mean --org-owner?"),
                (("-o", "json", "orgs", "lst"), 'did you mean "list"?'),
                (("orgs", "list", "--frobnicate"), "orgctl orgs list --help lists")):
            self.assertIn(said, self.run_orgctl(*words, exit_code=2).stderr)
        said = self.run_orgctl("orgs", "invitations", "create", "x@example.org", "--role",
                               "org_member", exit_code=5).stderr
        self.assertIn("did you mean ORG_MEMBER?", said)

    def test_version_is_told(self):
        self.assertRegex(self.output("--version"), r"^orgctl \d+\.\d+\.\d+$")

    def test_expressions_of_jq(self):
        self.assertEqual(self.output("orgs", "list", "--jq", ".results[].name"), "Acme\n")
        self.assertEqual(self.output("orgs", "list", "--jq", ".results[].name", "-o", "json"),
                         '"Acme"\n')
        self.assertEqual(self.output("orgs", "list", "--jq",
                                     '.results | map(select(.isDeleted)) | length'), "0\n")
        self.assertIn("--jq: ", self.run_orgctl("orgs", "list", "--jq", ".[", exit_code=2,
                                                ORGCTL_URL="http://127.0.0.1:9").stderr)
        self.assertIn("Cannot index", self.run_orgctl("orgs", "list", "--jq", ".results.name",
                                                      exit_code=1).stderr)


if __name__ == "__main__":
    unittest.main()
