"""Nothing is lost and nothing happens by accident."""
import json
import subprocess
import unittest

from orgctl import ORGCTL, TIMEOUT_SECONDS, WithServer


class Accidents(WithServer):
    def setUp(self):
        super().setUp()
        self.as_owner()

    def project(self, name):
        return self.answer("projects", "create", "--org", self.org, "--name", name)["id"]

    def to(self, place, *arguments):
        """Runs the program with standard output at a place of the file system, or closed."""
        run = subprocess.run(["bash", "-c", f'"$0" "$@" >{place}', ORGCTL, *arguments],
                             env=self.environment, text=True, stderr=subprocess.PIPE,
                             stdin=subprocess.DEVNULL, timeout=TIMEOUT_SECONDS, check=False)
        return run.returncode, run.stderr

    def test_output_that_cannot_be_written_fails(self):
        reads = [("orgs", "list", "-o", name) for name in ("table", "json", "yaml", "csv")]
        reads += [("orgs", "list", "--all", "-o", "csv"), ("orgs", "list", "-i"), ("--help",),
                  ("orgs", "list", "--query", "/results"), ("completion", "bash"),
                  ("orgs", "list", "--jq", ".results"), ("config", "path"), ("--version",)]
        for read in reads:
            code, said = self.to("/dev/full", *read)
            self.assertEqual((code, said), (1, "orgctl: cannot write: No space left on device\n"))
            code, said = self.to("&-", *read)
            self.assertEqual((code, said), (1, "orgctl: cannot write: Bad file descriptor\n"))

    def test_secret_that_the_output_leaves_out_is_kept(self):
        create = ("orgs", "api-keys", "create", "--org", self.org, "--desc", "kept", "--role",
                  "ORG_MEMBER")
        runs = [self.run_orgctl(*create, *choice).stderr for choice in
                (("--query", "/id"), ("--columns", "id"), ("--jq", ".id"),
                 ("-o", "csv", "--columns", "name"))]
        runs.append(self.run_orgctl(*create, "--query", "/nothing", exit_code=1).stderr)
        runs.append(self.to("/dev/full", *create)[1])
        for said in runs:
            path = next(word for word in said.split() if "/secret-" in word)
            kept = json.loads(self.config.parent.joinpath(path).read_text())
            self.assertEqual(self.config.parent.joinpath(path).stat().st_mode & 0o777, 0o600)
            self.output("status", ATLAS_PUBLIC_KEY=kept["publicKey"],
                        ATLAS_PRIVATE_KEY=kept["privateKey"])
        self.assertEqual(self.run_orgctl(*create).stderr, "")

    def test_deleting_off_a_terminal_needs_yes(self):
        project = self.project("Kept")
        said = self.run_orgctl("projects", "delete", project, exit_code=2).stderr
        self.assertIn("projects delete needs --yes when there is no terminal", said)
        rows = self.folder / "rows.csv"
        rows.write_text(f"project\n{project}\n")
        self.run_orgctl("projects", "delete", "--from-csv", str(rows), exit_code=2)
        self.run_orgctl("projects", "delete", "--dry-run", project)
        done = self.run_orgctl("projects", "delete", "--yes", project)
        self.assertEqual(done.stderr, f"project {project} deleted\n")
        self.run_orgctl("projects", "delete", "--yes", project, exit_code=4)

    def test_terminal_is_told_what_goes_and_may_decline(self):
        made = self.answer("orgs", "create", "--name", "Umbrella", "--org-owner",
                           self.made["ownerId"], "--api-key.desc", "first", "--api-key.role",
                           "ORG_OWNER")
        org, key = made["organization"]["id"], made["apiKey"]
        self.environment.update(ATLAS_PUBLIC_KEY=key["publicKey"],
                                ATLAS_PRIVATE_KEY=key["privateKey"])
        for declined in ("n\n", "no\n", "\n", "umbrella no\n", "\x04"):
            code, seen = self.on_terminal("orgs", "delete", org, typed=declined)
            self.assertNotEqual(code, 0, declined)
            self.assertIn(f'Delete organization "Umbrella" ({org}, 0 projects, 1 user, '
                          "0 invitations, 1 API key, 0 service accounts, 0 teams)?", seen)
            self.assertIn("nothing was done", seen)
        self.assertEqual(self.output("orgs", "get", org, "--query", "/name"), "Umbrella\n")
        self.assertEqual(self.on_terminal("orgs", "delete", org, typed="Umbrella\n")[0], 0)

    def test_y_and_yes_go_on(self):
        self.environment["ORGCTL_ORG"] = self.org
        for answer in ("y\n", "yes\n"):
            code, seen = self.on_terminal("projects", "delete", self.project("Asked"),
                                          typed=answer)
            self.assertEqual(code, 0, seen)
            self.assertIn('Delete project "Asked"', seen)

    def on_small_disk(self, *arguments):
        """Runs the program where no file grows beyond a kibibyte."""
        run = subprocess.run(["bash", "-c", 'trap "" XFSZ; ulimit -f 1; "$0" "$@"', ORGCTL,
                              *arguments], env=self.environment, text=True, capture_output=True,
                             stdin=subprocess.DEVNULL, timeout=TIMEOUT_SECONDS, check=False)
        return run.returncode, run.stderr

    def test_full_disk_stops_a_run_which_then_goes_on(self):
        rows = self.folder / "people.csv"
        people = [f"full{number}@example.org" for number in range(30)]
        rows.write_text("email\n" + "\n".join(people) + "\n")
        invite = ("orgs", "invitations", "create", "--org", self.org, "--from-csv", str(rows))
        code, said = self.on_small_disk(*invite)
        self.assertEqual(code, 1, said)
        self.assertIn("File too large; the run stops", said)
        self.run_orgctl(*invite, "--resume", exit_code=None)  # one row may have been sent
        self.run_orgctl(*invite, "--resume", "--repeat-unknown", exit_code=None)
        invited = [each["username"] for each in
                   self.answer("orgs", "invitations", "list", "--org", self.org)]
        self.assertEqual(sorted(each for each in invited if each.startswith("full")),
                         sorted(people))

    def test_full_disk_loses_no_secret(self):
        rows = self.folder / "keys.csv"
        rows.write_text("desc,role\n" + "".join(f"full {n},ORG_MEMBER\n" for n in range(20)))
        code, said = self.on_small_disk("orgs", "api-keys", "create", "--org", self.org,
                                        "--from-csv", str(rows))
        self.assertEqual(code, 1, said)
        kept = (self.folder / "keys.csv.secrets.csv").read_text()
        kept += "".join(path.read_text() for path in self.config.parent.glob("secret-*"))
        made = [key for key in self.answer("orgs", "api-keys", "list", "--org", self.org)["results"]
                if key["desc"].startswith("full")]
        self.assertGreater(len(made), 1)
        for key in made:
            self.assertIn(key["publicKey"], kept)

    def test_change_of_nothing_is_not_sent(self):
        said = self.run_orgctl("orgs", "settings", "update", "--org", self.org, exit_code=2).stderr
        self.assertIn("nothing to change", said)

    def test_numbers_and_switches_of_a_query_are_judged_before_sending(self):
        for wrong in (("--page-num", "abc"), ("--items-per-page", "1.5"),
                      ("--include-count", "perhaps")):
            for everything in ((), ("--all",)):
                said = self.run_orgctl("orgs", "list", *wrong, *everything, exit_code=2).stderr
                self.assertIn(f", not {wrong[1]}", said)

    def test_bytes_that_are_no_utf8_are_not_sent(self):
        said = self.run_orgctl("orgs", "invitations", "create", "--org", self.org, "--email",
                               b"j\xfcrgen@example.org", exit_code=2).stderr
        self.assertIn("--email holds bytes that are not UTF-8", said)

    def test_secret_is_read_without_blanks_and_line_ends_around_it(self):
        self.run_orgctl("config", "set", "work", "--url", self.url, "--public-key",
                        self.made["publicKey"],
                        standard_input=f"  {self.made['privateKey']} \r\n")
        for name in ("ATLAS_PUBLIC_KEY", "ATLAS_PRIVATE_KEY"):
            del self.environment[name]
        self.output("status", "--profile", "work")


if __name__ == "__main__":
    unittest.main()
