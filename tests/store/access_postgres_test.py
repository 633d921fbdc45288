"""The same commands where the data are in PostgreSQL, and what a backup says there."""
import subprocess
import time
import unittest

import access_test
import seed_test
from postgres import Postgres
from program import WithOrgd, finish, start


def setUpModule():
    global server
    server = unittest.enterModuleContext(Postgres())


class InitOnPostgres(WithOrgd):
    def place(self, data):
        return ("--data", data, "--store", server.url(server.new_database()))

    def init(self, options, exit_code=0):
        return self.orgd("init", *options, "--org", "Acme", "--owner", "a@example.org",
                         exit_code=exit_code)

    def test_an_init_that_the_database_refuses_leaves_nothing(self):
        data = self.folder / "refused"
        database = server.new_database()
        options = ("--data", data, "--store", server.url(database))
        self.orgd("migrate", *options[2:])
        server.sql("REVOKE INSERT ON organization FROM orgd", database)
        self.init(options, exit_code=1)
        self.assertFalse(data.exists())
        data.mkdir()
        (data / "cert.pem").write_text("mine")
        self.init(options, exit_code=1)
        self.assertEqual([path.name for path in data.iterdir()], ["cert.pem"])
        server.sql("GRANT INSERT ON organization TO orgd", database)
        (data / ".init-abc123").mkdir()
        (data / ".init-abc123" / "secret.key").write_text("half")
        self.init(options)
        self.assertEqual(sorted(path.name for path in data.iterdir()), ["cert.pem", "secret.key"])
        self.assertEqual((data / "secret.key").stat().st_mode & 0o777, 0o600)

    def test_a_kill_at_any_moment_leaves_a_key_that_opens_the_store(self):
        started = time.monotonic()
        self.init(self.place(self.folder / "measured"))
        whole = time.monotonic() - started
        for moment in range(6):
            data = self.folder / f"killed{moment}"
            options = self.place(data)
            process = start("init", *options, "--org", "Acme", "--owner", "a@example.org")
            try:
                process.wait(whole * moment / 5)
            except subprocess.TimeoutExpired:
                process.kill()
            finish(process)
            code, _, said = finish(start("init", *options, "--org", "Acme", "--owner",
                                         "a@example.org"))
            if code != 0:  # it had been made already
                self.assertIn("holds a store already", said)
            self.assertIn("Acme", self.orgd("org", "list", *options))
            self.assertEqual([path.name for path in data.iterdir()], ["secret.key"])

    def test_of_several_at_once_one_wins_and_the_others_leave_nothing(self):
        url = server.url(server.new_database())
        places = [self.folder / f"raced{number}" for number in range(4)]
        ends = [finish(one) for one in
                [start("init", "--data", data, "--store", url, "--org", "Acme", "--owner",
                       "a@example.org") for data in places]]
        won = [data for data, (code, _, _) in zip(places, ends) if code == 0]
        self.assertEqual(len(won), 1, ends)
        self.assertEqual([data for data in places if data.exists()], won)
        for code, _, said in ends:
            self.assertIn("" if code == 0 else "holds a store already", said)
        self.orgd("org", "list", "--data", won[0], "--store", url)


class AccessOnPostgres(access_test.Access):
    def place(self, data):
        return ("--data", data, "--store", server.url(server.new_database()))

    def test_a_backup_is_the_databases_own_business(self):
        said = self.orgd("backup", *self.store, "--to", self.folder / "copy", exit_code=1)
        self.assertIn("pg_dump", said)
        said = self.orgd("restore", *self.store, "--from", self.folder / "copy", exit_code=1)
        self.assertIn("orgd store copy", said)

    def test_a_store_that_was_half_made_is_made_again(self):
        data = self.folder / "half"
        options = self.place(data)
        said = self.orgd("init", *options, "--org", "A<b>", "--owner", "a@example.org", exit_code=1)
        self.assertIn("is not a valid organization name", said)
        self.orgd("init", *options, "--org", "Acme", "--owner", "a@example.org")
        said = self.orgd("init", *options, "--org", "Acme", "--owner", "a@example.org", exit_code=1)
        self.assertIn("holds a store already", said)


class SeedOnPostgres(seed_test.Seed):
    def place(self, name):
        return ("--data", self.folder / name, "--store", server.url(server.new_database()))


del access_test.Access, seed_test.Seed  # here they are only what the others are made of

if __name__ == "__main__":
    unittest.main()
