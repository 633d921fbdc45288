"""The definitions in integrations/: valid by their schemas, and true of orgd."""
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from ruamel.yaml import YAML

CHECKOUT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(CHECKOUT / "tests" / "sandbox"), str(CHECKOUT / "tests" / "crash")]
from digest_client import DigestClient  # noqa: E402: found through the line above
from running_sandbox import DEADLINE_SECONDS, ORGD, export  # noqa: E402: likewise

ACTION = CHECKOUT / "integrations" / "action"
COMPOSE = CHECKOUT / "integrations" / "compose" / "compose.yaml"


def refusals(schema, file):
    """What the schema has against a file; "" when it fits."""
    ran = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", file],
        capture_output=True, text=True, timeout=DEADLINE_SECONDS)
    return "" if ran.returncode == 0 else ran.stdout + ran.stderr


class Schemas(unittest.TestCase):
    def test_the_action_fits(self):
        self.assertEqual(refusals("github-actions", ACTION / "action.yml"), "")

    def test_the_compose_file_fits(self):
        self.assertEqual(refusals("compose-spec", COMPOSE), "")

    def test_what_is_wrong_is_refused(self):
        for schema, file, right, wrong in (
                ("github-actions", ACTION / "action.yml", "using: composite", "using: composed"),
                ("compose-spec", COMPOSE, "read_only:", "readonly:")):
            with tempfile.TemporaryDirectory() as folder:
                copy = Path(folder) / file.name
                self.assertIn(right, file.read_text())
                copy.write_text(file.read_text().replace(right, wrong))
                self.assertNotEqual(refusals(schema, copy), "", schema)


class Step(unittest.TestCase):
    """The programs of the action's steps, with what a runner gives them."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.told = {name: self.folder / name for name in ("GITHUB_ENV", "GITHUB_OUTPUT")}

    def run_step(self, program, **inputs):
        given = {"ORGD": ORGD, "RUNNER_TEMP": str(self.folder)} | inputs
        return subprocess.run(
            [ACTION / program], capture_output=True, text=True, timeout=DEADLINE_SECONDS,
            env=os.environ | {name: str(file) for name, file in self.told.items()} | given)

    def read(self, name):
        return dict(line.split("=", 1) for line in self.told[name].read_text().splitlines())

    def end(self, control):
        """Ends the sandbox of this control plane, as the runner does with all of a job."""
        port = int(re.search(r":(\d+)/", control)[1])
        listeners = subprocess.run(["ss", "-Hltnp", f"sport = :{port}"], capture_output=True,
                                   text=True, check=True).stdout
        os.kill(int(re.search(r"pid=(\d+)", listeners)[1]), 15)

    def test_the_programs_are_those_of_the_definition(self):
        steps = YAML(typ="safe").load(ACTION / "action.yml")["runs"]["steps"]
        self.assertEqual([step["run"] for step in steps], [
            '"$GITHUB_ACTION_PATH/install"', '"$GITHUB_ACTION_PATH/start"'])

    def test_a_sandbox_goes_on_after_its_step(self):
        seed = self.folder / "seed.yaml"
        shown = (COMPOSE.parent / "seed.yaml").read_text()
        seed.write_text(shown.replace("publicKey: abcdefgh", "publicKey: ~bcdefgh"))
        ran = self.run_step("start", SEED=str(seed))
        self.assertEqual(ran.returncode, 0, ran.stderr)
        variables, outputs = self.read("GITHUB_ENV"), self.read("GITHUB_OUTPUT")
        self.addCleanup(self.end, outputs["control"])
        self.assertEqual(export(outputs["control"])["organizations"][0]["name"], "Example")
        self.assertEqual(variables["ORGD_URL"], outputs["url"])
        self.assertEqual(variables["ATLAS_PUBLIC_KEY"], "~bcdefgh")
        self.assertEqual(ran.stdout, f"::add-mask::{variables['ATLAS_PRIVATE_KEY']}\n")

    def test_a_wrong_seed_is_told(self):
        ran = self.run_step("start", SEED=str(self.folder / "nowhere.yaml"))
        self.assertEqual(ran.returncode, 1)
        self.assertIn("nowhere.yaml", ran.stderr)

    def test_a_missing_program_is_told(self):
        ran = self.run_step("start", SEED="", ORGD="/nowhere/orgd")
        self.assertEqual(ran.returncode, 2)
        self.assertIn("input package", ran.stderr)

    def test_a_package_from_elsewhere_needs_its_checksum(self):
        ran = self.run_step("install", PACKAGE="https://packages.example/orgd.deb", SHA256="")
        self.assertNotEqual(ran.returncode, 0)
        self.assertIn("sha256", ran.stderr)

    def test_another_package_is_not_installed(self):
        package = self.folder / "orgd.deb"
        package.write_text("something else")
        ran = self.run_step("install", PACKAGE=str(package), SHA256="0" * 64)
        self.assertEqual(ran.returncode, 1)
        self.assertIn("is not the package", ran.stderr)


class Compose(unittest.TestCase):
    def setUp(self):
        self.services = YAML(typ="safe").load(COMPOSE)["services"]

    def test_the_tests_find_the_sandbox(self):
        """The command with the seed where it is here, on other ports than a container has."""
        words = [str(COMPOSE.parent / "seed.yaml") if word.endswith("/seed.yaml") else word
                 for word in self.services["orgd"]["command"]]
        server = subprocess.Popen(
            [ORGD, *words, "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0"],
            stdout=subprocess.PIPE, text=True)
        self.addCleanup(server.stdout.close)
        self.addCleanup(server.wait, DEADLINE_SECONDS)
        self.addCleanup(server.terminate)
        port = int(server.stdout.readline().rsplit(":", 1)[1])
        key = self.services["tests"]["environment"]
        client = DigestClient(("127.0.0.1", port))
        self.addCleanup(client.close)
        answer = client.call((key["ATLAS_PUBLIC_KEY"], key["ATLAS_PRIVATE_KEY"]), "GET",
                             "/api/atlas/v2/orgs")
        self.assertEqual(answer.body["results"][0]["name"], "Example")

    def test_the_addresses_are_those_of_the_command_as_it_is(self):
        told = subprocess.run([ORGD, "sandbox", "--help"], capture_output=True, text=True).stdout
        defaults = re.findall(r"default\s+(127\.0\.0\.1:\d+)", told)
        addresses = self.services["tests"]["environment"]
        self.assertEqual([f"http://{defaults[0]}", f"http://{defaults[1]}/orgd/sandbox/v1"],
                         [addresses["ORGD_URL"], addresses["ORGD_CONTROL"]])


if __name__ == "__main__":
    unittest.main()
