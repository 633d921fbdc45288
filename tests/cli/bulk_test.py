"""orgctl with one call for each row of a CSV file: outcomes, resuming, and what nobody knows."""
import csv
import socket
import subprocess
import unittest

from orgctl import ORGCTL, TIMEOUT_SECONDS, WithServer


class Bulk(WithServer):
    def setUp(self):
        super().setUp()
        self.as_owner()
        self.rows = self.folder / "people.csv"
        self.outcomes = self.folder / "people.csv.outcome.csv"
        made = self.answer("orgs", "create", "--name", "Bulk", "--org-owner", self.made["ownerId"],
                           "--api-key.desc", "bulk", "--api-key.role", "ORG_OWNER")
        self.org, key = made["organization"]["id"], made["apiKey"]
        self.environment.update(ATLAS_PUBLIC_KEY=key["publicKey"],
                                ATLAS_PRIVATE_KEY=key["privateKey"])

    def invite(self, *arguments, **options):
        return self.run_orgctl("orgs", "invitations", "create", "--org", self.org, "--from-csv",
                               str(self.rows), *arguments, **options)

    def outcome_of(self, row):
        with self.outcomes.open(newline="") as file:
            return {line["row"]: line for line in csv.DictReader(file)}[str(row)]

    def invited(self):
        return sorted(invitation["username"] for invitation in
                      self.answer("orgs", "invitations", "list", "--org", self.org))

    def test_each_row_has_its_outcome(self):
        self.rows.write_text('email,role\na@example.org,ORG_MEMBER\nnobody,\n'
                             '"b@example.org",ORG_MEMBER;ORG_READ_ONLY\n')
        said = self.invite(exit_code=8).stderr
        self.assertIn("2 done, 1 failed", said)
        self.assertEqual(self.outcome_of(1)["outcome"], "done")
        self.assertEqual(len(self.outcome_of(1)["id"]), 24)
        self.assertIn("INVALID_EMAIL_ADDRESS", self.outcome_of(2)["message"])
        self.assertEqual(self.invited(), ["a@example.org", "b@example.org"])
        self.assertIn("--resume", self.invite(exit_code=2).stderr)
        # Only the failed row is sent again, and fails again.
        said = self.invite("--resume", exit_code=8).stderr
        self.assertIn("0 done, 1 failed, 2 done before", said)

    def test_an_outcome_that_is_a_refusal_has_failed(self):
        self.rows.write_text("email\na@example.org\nnobody\n")
        said = self.run_orgctl("orgs", "invitations", "invite", "--org", self.org, "--from-csv",
                               str(self.rows), exit_code=8).stderr
        self.assertIn("1 done, 1 failed", said)
        self.assertIn("INVALID_EMAIL_ADDRESS", self.outcome_of(2)["message"])
        self.assertEqual(self.invited(), ["a@example.org"])

    def test_wrong_file_sends_nothing(self):
        for text, said in (("email,colour\na@example.org,red\n", 'line 1: no column "colour"'),
                           ("email,role\na@example.org\n", "line 2: 1 cell, but the heading has 2"),
                           ('email\n"a@example.org\n', "a quote does not end"),
                           ("email\n", "no row"), ("role\nORG_MEMBER\n", "--email is missing")):
            self.rows.write_text(text)
            self.assertIn(said, self.invite(exit_code=2).stderr)
            self.assertFalse(self.outcomes.exists())
        self.assertEqual(self.invited(), [])

    def test_changed_row_is_noticed(self):
        self.rows.write_text("email\na@example.org\nbad\n")
        self.invite(exit_code=8)
        self.rows.write_text("email\nc@example.org\nbad\n")
        self.assertIn("line 2 is not the row 1", self.invite("--resume", exit_code=2).stderr)

    def test_corrected_row_resumes(self):
        self.rows.write_text("email,role\na@example.org,ORG_MEMBER\nb@example.org,ORG_MEMBR\n")
        said = self.invite(exit_code=8).stderr
        self.assertIn("line 3: 400 INVALID_ENUM_VALUE", said)
        self.assertIn("did you mean ORG_MEMBER?", said)
        self.rows.write_text("email,role\na@example.org,ORG_MEMBER\nb@example.org,ORG_MEMBER\n")
        self.assertIn("1 done, 0 failed, 1 done before", self.invite("--resume").stderr)
        self.assertEqual(self.invited(), ["a@example.org", "b@example.org"])

    def test_unreachable_server_stops_the_run_and_resume_goes_on(self):
        self.rows.write_text("email\na@example.org\nb@example.org\n")
        said = self.invite("--url", "http://127.0.0.1:9", "--attempts", "1", exit_code=8).stderr
        self.assertIn("stopped at line 2", said)
        self.assertIn("2 done", self.invite("--resume").stderr)
        self.assertEqual(self.invited(), ["a@example.org", "b@example.org"])

    def test_killed_in_mid_call_leaves_the_row_unknown(self):
        self.rows.write_text("email\na@example.org\nb@example.org\n")
        with socket.create_server(("127.0.0.1", 0)) as silent:
            run = subprocess.Popen(
                [ORGCTL, "orgs", "invitations", "create", "--org", self.org, "--from-csv",
                 str(self.rows), "--url", f"http://127.0.0.1:{silent.getsockname()[1]}"],
                env=self.environment, stderr=subprocess.DEVNULL)
            connection, _ = silent.accept()
            connection.recv(1)  # the first request is on its way
            run.kill()
            run.wait(TIMEOUT_SECONDS)
            connection.close()
        self.assertEqual(self.outcome_of(1)["outcome"], "unknown")
        with self.outcomes.open("a") as file:
            file.write("2,unk")  # half a line, as a full disk or a power cut leaves it
        said = self.invite("--resume", exit_code=8).stderr
        self.assertIn("1 done, 0 failed, 0 done before, 1 unknown", said)
        self.assertEqual(self.invited(), ["b@example.org"])
        self.invite("--resume", "--repeat-unknown")
        self.assertEqual(self.invited(), ["a@example.org", "b@example.org"])

    def test_progress_is_for_terminals(self):
        self.rows.write_text("email\na@example.org\n")
        code, seen = self.on_terminal("orgs", "invitations", "create", "--org", self.org,
                                      "--from-csv", str(self.rows))
        self.assertEqual(code, 0, seen)
        self.assertIn("1 of 1, 0 failed", seen)
        self.rows.write_text("email\nb@example.org\n")
        self.outcomes.unlink()
        self.assertNotIn("1 of 1", self.invite().stderr)


if __name__ == "__main__":
    unittest.main()
