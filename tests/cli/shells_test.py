"""Completion in the three shells, and the manual pages."""
import shutil
import subprocess
import unittest
from pathlib import Path

from orgctl import ORGCTL, TIMEOUT_SECONDS, WithServer

BASH = """
source <(orgctl completion bash)
COMP_WORDS=({words} "") COMP_CWORD={count}
_orgctl
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
ZSH = """
compdef() {{ }}
_describe() {{ print -l -- "${{(@P)2}}" }}
source =(orgctl completion zsh)
words=({words} "") CURRENT={current}
_orgctl
"""
FISH = "orgctl completion fish | source; complete -C '{words} '"


class Completion(WithServer):
    def setUp(self):
        super().setUp()
        self.as_owner()
        (self.folder / "orgctl").symlink_to(ORGCTL)
        self.environment["PATH"] = f"{self.folder}:{self.environment['PATH']}"
        self.environment["ORGCTL_CONFIG"] = str(self.folder / "profiles.toml")

    def complete(self, *words):
        return [line.split("\t")[0] for line in self.output("__complete", *words).splitlines()]

    def in_shell(self, *command):
        self.assertTrue(shutil.which(command[0]), f"{command[0]} is not installed")
        return subprocess.run(command, env=self.environment, text=True, capture_output=True,
                              timeout=TIMEOUT_SECONDS, check=True).stdout

    def test_words_options_and_values(self):
        self.assertIn("orgs", self.complete("o"))
        self.assertEqual(self.complete("orgs", "inv"), ["invitations"])
        self.assertIn("--email", self.complete("orgs", "invitations", "create", "--e"))
        self.assertIn("--output", self.complete("orgs", "list", "--o"))
        self.assertIn("ORG_MEMBER", self.complete("orgs", "invitations", "create", "--role", "ORG"))
        self.assertEqual(self.complete("orgs", "list", "-o", "y"), ["yaml"])
        self.run_orgctl("config", "set", "work", "--url", self.url)
        self.assertEqual(self.complete("orgs", "list", "--profile", ""), ["work"])

    def test_ids_come_from_the_server_with_their_names(self):
        self.assertIn(f"{self.org}\tAcme", self.output("__complete", "orgs", "get", "--org", ""))
        self.assertIn(f"{self.org}\tAcme", self.output("__complete", "orgs", "get", ""))
        made = self.answer("orgs", "invitations", "create", "--org", self.org, "--email",
                           "dana@example.org")
        self.assertIn(f"{made['id']}\tdana@example.org",
                      self.output("__complete", "orgs", "invitations", "get", "--org", self.org,
                                  "--invitation", ""))
        project = self.answer("projects", "create", "--org", self.org, "--name", "Apollo")["id"]
        self.assertEqual(self.complete("projects", "delete", "--project", ""), [])
        self.environment["ORGCTL_ORG"] = self.org
        self.assertEqual(self.complete("projects", "delete", "--project", ""), [project])

    def test_bash(self):
        script = BASH.format(words="orgctl orgs get --org", count=4)
        self.assertEqual(self.in_shell("bash", "-c", script).split(), [self.org])

    def test_zsh(self):
        script = ZSH.format(words="orgctl orgs get --org", current=5)
        self.assertEqual(self.in_shell("zsh", "-f", "-c", script).split(), [f"{self.org}:Acme"])

    def test_fish(self):
        script = FISH.format(words="orgctl orgs get --org")
        said = self.in_shell("fish", "--no-config", "-c", script)
        self.assertEqual(said.split(), [self.org, "Acme"])


class Manual(WithServer):
    def test_every_command_has_a_clean_page(self):
        self.run_orgctl("man", str(self.folder))
        pages = sorted(Path(self.folder).glob("*.1"))
        self.assertIn("orgctl-orgs-invitations-create.1", [page.name for page in pages])
        self.assertGreater(len(pages), 30)
        lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", *map(str, pages)],
                              text=True, capture_output=True, timeout=TIMEOUT_SECONDS, check=False)
        # A date would make every build another one.
        found = [line for line in lint.stdout.splitlines() if "missing date" not in line]
        self.assertEqual(found, [])
        text = next(page for page in pages if page.name == "orgctl-orgs-list.1").read_text()
        self.assertIn("items\\-per\\-page", text)
        for page in pages:
            for heading in ("EXAMPLES", "EXIT STATUS", "ENVIRONMENT", "FILES"):
                self.assertIn(f".SH {heading}\n", page.read_text(), page.name)


if __name__ == "__main__":
    unittest.main()
