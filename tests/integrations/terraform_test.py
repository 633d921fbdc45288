"""`terraform apply` whose answer is lost: the requests that the provider mongodb/mongodbatlas makes
for its resources `project` and `organization`, in its order and with its bodies, by its source."""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(CHECKOUT / "tests" / "sandbox"), str(CHECKOUT / "tests" / "crash")]
from digest_client import NEW, ROOT, DigestClient, NoAnswer  # noqa: E402: through the line above
from running_sandbox import ORGD, Trial, export  # noqa: E402: likewise

EXAMPLE = CHECKOUT / "integrations" / "terraform"
LOST = {"disconnect": "after"}  # the change is committed, its answer never arrives


class Provider:
    """What the provider does for one run of Terraform. Like Go's HTTP client it sends no POST a
    second time by itself."""

    def __init__(self, test):
        self._client, self._key = DigestClient(test.sandbox.address), test.key
        self._root = test.prefix + ROOT
        test.addCleanup(self._client.close)

    def call(self, method, path, body=None, key=None):
        return self._client.call(key or self._key, method, self._root + path, body, NEW)

    def good(self, *arguments, **options):
        answer = self.call(*arguments, **options)
        if answer.status // 100 != 2:
            raise AssertionError(f"{arguments}: {answer.status} {answer.body}")
        return answer.body

    def create_project(self, org_id, name):
        return self.call("POST", "/groups", {
            "name": name, "orgId": org_id, "tags": [], "withDefaultAlertsSettings": True})

    def set_up_project(self, project_id):
        settings = self.good("GET", f"/groups/{project_id}/settings")
        self.good("PATCH", f"/groups/{project_id}/settings", settings)
        return self.read_project(project_id)

    def read_project(self, project_id):
        project = self.good("GET", f"/groups/{project_id}")
        for part in "teams", "limits", "settings", "ipAddresses", "managedSlowMs":
            self.good("GET", f"/groups/{project_id}/{part}")
        return project

    def destroy_project(self, project_id):
        self.good("GET", f"/groups/{project_id}/clusters")
        self.good("DELETE", f"/groups/{project_id}")

    def create_organization(self, owner_id, name):
        return self.call("POST", "/orgs", {
            "name": name, "orgOwnerId": owner_id, "skipDefaultAlertsSettings": True,
            "apiKey": {"desc": "made by Terraform", "roles": ["ORG_OWNER"]}})

    def set_up_organization(self, created):
        org_id, key = created["organization"]["id"], created["apiKey"]
        own = key["publicKey"], key["privateKey"]
        self.good("PATCH", f"/orgs/{org_id}/settings", {
            "apiAccessListRequired": False, "genAIFeaturesEnabled": True,
            "multiFactorAuthRequired": False, "restrictEmployeeAccess": False,
            "securityContact": ""}, key=own)
        self.good("GET", f"/orgs/{org_id}/settings", key=own)
        return self.good("GET", f"/orgs/{org_id}", key=own)


class LostAnswers(Trial):
    seed = None  # one organization without projects

    def setUp(self):
        super().setUp()
        said = self.sandbox.said
        self.key = said["ATLAS_PUBLIC_KEY"], said["ATLAS_PRIVATE_KEY"]
        begun = self.control("GET", ":export")
        self.org_id = begun["organizations"][0]["id"]
        self.owner_id = begun["people"][0]["id"]

    def lose(self, operation, how):
        self.add_rule({"operation": operation}, how, times=1)

    def apply_once_more(self):
        """Another run: another connection."""
        return Provider(self)

    def organizations_named(self, name):
        return [each for each in self.control("GET", ":export")["organizations"]
                if each["name"] == name]

    def test_a_project_is_there_once_and_is_imported(self):
        self.lose("createProject", LOST)
        with self.assertRaises(NoAnswer):
            Provider(self).create_project(self.org_id, "payments")

        again = self.apply_once_more()
        refused = again.create_project(self.org_id, "payments")
        self.assertEqual((refused.status, refused.body["errorCode"]), (409, "GROUP_ALREADY_EXISTS"))
        verdict = self.control("POST", "/requests:verify",
                               {"match": {"operation": "createProject"}, "exactly": 2})
        self.assertTrue(verdict["verified"], verdict.get("reason"))

        # terraform import, and the plan that finds nothing to change
        project_id = again.good("GET", "/groups/byName/payments")["id"]
        project = again.read_project(project_id)
        self.assertEqual((project["name"], project["orgId"]), ("payments", self.org_id))
        self.assertEqual(again.good("GET", "/groups")["totalCount"], 1)
        again.destroy_project(project_id)

    def test_a_project_lost_before_it_was_made_is_made(self):
        self.lose("createProject", {"disconnect": "before"})
        with self.assertRaises(NoAnswer):
            Provider(self).create_project(self.org_id, "payments")
        again = self.apply_once_more()
        created = again.create_project(self.org_id, "payments")
        self.assertEqual(created.status, 201)
        self.assertEqual(again.set_up_project(created.body["id"])["name"], "payments")

    def test_a_deletion_that_was_done_is_told_by_the_refresh(self):
        first = Provider(self)
        project_id = first.create_project(self.org_id, "payments").body["id"]
        self.lose("deleteProject", LOST)
        with self.assertRaises(NoAnswer):
            first.destroy_project(project_id)
        # the refresh of the next run takes it out of the state
        gone = self.apply_once_more().call("GET", f"/groups/{project_id}")
        self.assertEqual(gone.status, 404)

    def test_an_organization_is_there_twice(self):
        self.lose("createOrganization", LOST)
        with self.assertRaises(NoAnswer):
            Provider(self).create_organization(self.owner_id, "subsidiary")
        self.assertEqual(len(self.organizations_named("subsidiary")), 1)

        # names of organizations may be taken twice, and nobody has the first one's private key
        again = self.apply_once_more()
        created = again.create_organization(self.owner_id, "subsidiary")
        self.assertEqual(created.status, 201)
        self.assertEqual(again.set_up_organization(created.body)["name"], "subsidiary")
        self.assertEqual(len(self.organizations_named("subsidiary")), 2)


FAKE_TERRAFORM = """#!/bin/sh
[ "$1" = init ] && exit
curl --silent --digest --user "$MONGODB_ATLAS_PUBLIC_API_KEY:$MONGODB_ATLAS_PRIVATE_API_KEY" \\
  --header "Accept: application/vnd.atlas.2023-01-01+json" \\
  "$MONGODB_ATLAS_BASE_URL/api/atlas/v2/orgs"
echo "$ORGD_CONTROL" "$@"
"""


class Example(unittest.TestCase):
    """integrations/terraform, as far as it goes without the provider."""

    @unittest.skipUnless(shutil.which("terraform"), "terraform is not installed")
    def test_is_written_as_terraform_writes_it(self):
        subprocess.run(["terraform", "fmt", "-check", "-diff", "-recursive", EXAMPLE], check=True)

    def test_gives_terraform_a_sandbox_and_ends_it(self):
        with tempfile.TemporaryDirectory() as folder:
            fake = Path(folder) / "terraform"
            fake.write_text(FAKE_TERRAFORM)
            fake.chmod(0o755)
            ran = subprocess.run(
                [EXAMPLE / "run", "-verbose"], capture_output=True, text=True, timeout=60,
                env=os.environ | {"ORGD": ORGD, "PATH": f"{folder}:{os.environ['PATH']}"})
        self.assertEqual(ran.returncode, 0, ran.stderr)
        self.assertIn('"name":"Sandbox"', ran.stdout)
        control, *arguments = ran.stdout.rsplit("}", 1)[1].split()
        self.assertEqual(arguments, ["test", "-verbose"])
        with self.assertRaises(ConnectionRefusedError):
            export(control)

    def test_says_what_is_missing(self):
        ran = subprocess.run([EXAMPLE / "run"], capture_output=True, text=True,
                             env=os.environ | {"ORGD": "/nowhere/orgd"})
        self.assertEqual(ran.returncode, 2)
        self.assertIn("set ORGD", ran.stderr)


if __name__ == "__main__":
    unittest.main()
