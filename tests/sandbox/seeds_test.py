"""Seeds that are added, exports, and that an export is the seed of the same state."""
import json
import tempfile
import unittest

from running_sandbox import NEW, ORG, ORG_ID, ROOT, Sandbox, Trial

ADDED = """
organizations:
  - name: Added
    id: 600000000000000000000f01
    people: [{email: lee@example.org, id: 600000000000000000000f02, roles: [ORG_OWNER]}]
"""
GENERATED = "generate: {organizations: 3, membersEach: 2, projectsEach: 1, idSeed: 99}"


class Seeds(Trial):
    def export(self, **query):
        return self.control("GET", ":export", **query)

    def names(self):
        return [organization["name"] for organization in self.export()["organizations"]]

    def test_a_seed_adds_to_what_is_there(self):
        self.control("POST", ":seed", ADDED)
        self.assertEqual(self.names(), ["Example", "Added"])
        self.control("POST", ":seed", GENERATED)
        self.assertEqual(len(self.names()), 5)
        self.control("POST", ":reset")
        self.assertEqual(self.names(), ["Example"])

    def test_a_seed_with_an_error_adds_nothing(self):
        wrong = ADDED + "  - name: Wrong\n    projects: [{name: Nobody's, colour: red}]\n"
        said = self.refusal("POST", ":seed", wrong)
        self.assertRegex(said, r"line 7\b.*colour")
        self.assertEqual(self.names(), ["Example"])

    def test_what_is_there_already_is_refused(self):
        self.control("POST", ":seed", ADDED)
        said = self.refusal("POST", ":seed", ADDED)
        self.assertRegex(said, r"line 4\b.*organizations\[0\]\.id")
        self.assertEqual(self.names(), ["Example", "Added"])

    def change_much(self):
        """State of many kinds, made by calls."""
        call = self.caller()
        project = self.create_project(call, "Exported").body["id"]
        for body in ({"name": "Renamed"},):
            self.assertEqual(call("PATCH", ORG, body).status, 200)
        self.assertEqual(call("PATCH", f"{ORG}/settings", {"multiFactorAuthRequired": True}).status,
                         200)
        invited = call("POST", f"{ORG}/users", {
            "username": "mo@example.org", "roles": {"orgRoles": ["ORG_MEMBER"]}}, NEW)
        self.assertEqual(invited.status, 201, invited.body)
        key = call("POST", f"{ORG}/apiKeys", {"desc": "exported", "roles": ["ORG_MEMBER"]}).body
        self.assertEqual(call("POST", f"{ORG}/apiKeys/{key['id']}/accessList",
                              [{"cidrBlock": "192.0.2.0/24"}]).status, 200)
        self.assertEqual(call("DELETE", f"{ROOT}/groups/{project}").status, 202)
        self.token()
        return call

    def test_an_export_is_the_seed_of_the_same_state(self):
        call = self.change_much()
        said = self.export()
        self.assertEqual(said["organizations"][0]["name"], "Renamed")
        self.make_world("copied", seed=said)
        again = json.loads(self.sandbox.control("GET", ":export?world=copied")[2])
        self.assertEqual(again, said)
        copy, prefixes = self.caller(prefix="/w/copied"), ("/w/copied/", self.prefix + "/")
        for path in (f"{ORG}/users", f"{ORG}/groups", f"{ORG}/apiKeys", f"{ORG}/settings"):
            there, here = copy("GET", path), call("GET", path)
            self.assertEqual((there.status, here.status), (200, 200), path)
            self.assertEqual(json.dumps(there.body).replace(*prefixes), json.dumps(here.body), path)

    def test_an_export_begins_another_process(self):
        self.change_much()
        said = self.export()
        for suffix, query in ((".json", ""), (".yaml", "&format=yaml")):
            text = self.sandbox.control("GET", f":export?world={self.world}{query}")[2]
            with tempfile.NamedTemporaryFile("w", suffix=suffix) as file:
                file.write(text)
                file.flush()
                other = Sandbox("--seed", file.name)
            try:
                again = json.loads(other.control("GET", ":export")[2])
            finally:
                self.assertEqual(other.end(), 0)
                other.log.close()
            self.assertEqual(again, said)

    def test_an_export_has_no_secret_in_the_clear(self):
        text = self.sandbox.control("GET", f":export?world={self.world}")[2]
        for secret in ("5ebbb82c-1d2d-4b7f-a1a0", "mdb_sa_sk_a-secret", "correct horse"):
            self.assertNotIn(secret, text)
        key = json.loads(text)["organizations"][0]["apiKeys"][0]
        self.assertEqual({"md5", "sha256"}, set(key["digestHash"]))

    def test_all_errors_of_a_seed_are_told(self):
        seed = {"organizations": [{"name": "", "people": [{"email": f"none {i}", "roles": ["NO"]}
                                                          for i in range(5)]}]}
        said = self.control("POST", ":seed", seed, 400)
        self.assertGreater(len(said["parameters"]), 5, said)
        for error in said["parameters"]:
            self.assertIn(error, said["detail"])

    def test_generated_organizations_are_of_the_size_that_was_said(self):
        self.control("POST", ":seed", GENERATED)
        generated = [organization for organization in self.export()["organizations"]
                     if organization["id"] != ORG_ID]
        self.assertEqual([(len(each["people"]), len(each["projects"]), len(each["apiKeys"]))
                          for each in generated], [(2, 1, 1)] * 3)


if __name__ == "__main__":
    unittest.main()
