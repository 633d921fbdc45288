"""Files of rows as people make them: read as they are meant, or refused before anything is sent."""
import csv
import unittest

from orgctl import WithServer


class Files(WithServer):
    def setUp(self):
        super().setUp()
        self.as_owner()
        self.rows = self.folder / "people.csv"
        self.outcomes = self.folder / "people.csv.outcome.csv"

    def invite(self, *arguments, **options):
        return self.run_orgctl("orgs", "invitations", "create", "--org", self.org, "--from-csv",
                               str(self.rows), *arguments, **options)

    def invited(self):
        return {invitation["username"]: invitation["roles"] for invitation in
                self.answer("orgs", "invitations", "list", "--org", self.org)}

    def test_excel_of_half_of_europe_is_read(self):
        self.rows.write_bytes("\ufeffE-Mail;Rolle;Roles\r\n".replace("Rolle;", "").encode()
                              + b'"semi@example.org";"ORG_MEMBER, ORG_READ_ONLY;"\r\n')
        self.invite()
        self.assertEqual(self.invited()["semi@example.org"], ["ORG_MEMBER", "ORG_READ_ONLY"])

    def test_wrong_files_are_named_and_send_nothing(self):
        before = self.invited()
        for content, said in (
                (b"email,email\na1@example.com,a2@example.com\n", "names email twice"),
                (b"emial\nx@example.org\n", 'no column "emial"; did you mean email?'),
                (b"email\nfine@example.org\nj\xfcrgen@example.org\n", "line 3 is not UTF-8"),
                ("email\nx@example.org\n".encode("utf-16"), "UTF-16"),
                (b'email\n"x@example.org\n', "line 2: a quote does not end"),
                (b"email\n\n\nx@example.org,y\n", "line 4: 2 cells"), (b"", "holds no row")):
            self.rows.write_bytes(content)
            self.assertIn(said, self.invite(exit_code=2).stderr)
            self.assertFalse(self.outcomes.exists(), content)
        self.assertEqual(self.invited(), before)

    def test_directory_and_missing_file_are_named(self):
        self.rows.mkdir()
        self.assertIn("Is a directory", self.invite(exit_code=2).stderr)
        self.rows.rmdir()
        self.assertIn("No such file", self.invite(exit_code=2).stderr)

    def test_outcomes_that_cannot_be_written_send_nothing(self):
        self.rows.write_text("email\nunsent@example.org\n")
        for place in (self.folder / "nowhere" / "outcomes.csv", self.folder, "/dev/full"):
            for resume in ((), ("--resume",)):
                self.invite("--outcomes", str(place), *resume, exit_code=2)
        self.assertNotIn("unsent@example.org", self.invited())

    def test_dry_run_judges_every_row_and_sends_nothing(self):
        self.rows.write_text("email,role\nok@example.org,ORG_MEMBER\nnobody,ORG_MEMBER\n"
                             "Ok@example.org,org_member\nok@example.org,ORG_MEMBER\n")
        said = self.invite("--dry-run", exit_code=2).stderr
        self.assertIn("line 3: --email: nobody is not an e-mail address", said)
        self.assertIn("line 4: --role: org_member is none of", said)
        self.assertIn("did you mean ORG_MEMBER?", said)
        self.assertIn("line 4: ok@example.org stands in line 2 already", said)
        self.assertIn("line 5: the same as line 2", said)
        self.assertIn("4 rows, 3 with a problem; nothing was sent", said)
        self.rows.write_text("email\nok@example.org\n")
        self.assertIn("1 row, 0 with a problem", self.invite("--dry-run").stderr)
        self.assertFalse(self.outcomes.exists())
        self.assertNotIn("ok@example.org", self.invited())

    def test_secrets_of_new_keys_are_in_a_private_file(self):
        self.rows.write_text("desc,role\nci one,ORG_MEMBER\nci two,ORG_MEMBER\n")
        done = self.run_orgctl("orgs", "api-keys", "create", "--org", self.org, "--from-csv",
                               str(self.rows))
        secrets = self.folder / "people.csv.secrets.csv"
        self.assertIn(str(secrets), done.stderr)
        self.assertEqual(secrets.stat().st_mode & 0o777, 0o600)
        with secrets.open(newline="") as file:
            keys = list(csv.DictReader(file))
        self.assertEqual([key["desc"] for key in keys], ["ci one", "ci two"])
        for key in keys:
            self.output("status", ATLAS_PUBLIC_KEY=key["publicKey"],
                        ATLAS_PRIVATE_KEY=key["privateKey"])

    def test_new_organization_and_its_key_are_both_recorded(self):
        self.rows.write_text("name,org-owner,api-key.desc,api-key.role\n"
                             f"Bulk Org,{self.made['ownerId']},first,ORG_OWNER\n")
        self.run_orgctl("orgs", "create", "--from-csv", str(self.rows))
        with self.outcomes.open(newline="") as file:
            org = next(csv.DictReader(file))["id"]
        with (self.folder / "people.csv.secrets.csv").open(newline="") as file:
            key = next(csv.DictReader(file))
        self.assertEqual(self.output("orgs", "get", org, "--query", "/name",
                                     ATLAS_PUBLIC_KEY=key["apiKey.publicKey"],
                                     ATLAS_PRIVATE_KEY=key["apiKey.privateKey"]), "Bulk Org\n")

    def test_secrets_file_that_cannot_be_written_sends_nothing(self):
        self.rows.write_text("desc,role\nunmade,ORG_MEMBER\n")
        (self.folder / "people.csv.secrets.csv").mkdir()
        said = self.run_orgctl("orgs", "api-keys", "create", "--org", self.org, "--from-csv",
                               str(self.rows), exit_code=2).stderr
        self.assertIn("cannot write", said)
        keys = self.answer("orgs", "api-keys", "list", "--org", self.org)["results"]
        self.assertNotIn("unmade", [key["desc"] for key in keys])


if __name__ == "__main__":
    unittest.main()
