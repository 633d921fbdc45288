"""The same commands where the data are in PostgreSQL, and what a backup says there."""
import unittest

import access_test
from postgres import Postgres


def setUpModule():
    global server
    server = unittest.enterModuleContext(Postgres())


class AccessOnPostgres(access_test.Access):
    number = 0

    def place(self, data):
        AccessOnPostgres.number += 1
        name = f"access_{AccessOnPostgres.number}"
        server.sql(f"CREATE DATABASE {name} OWNER orgd")
        return ("--data", data, "--store", server.url(name))

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


del access_test.Access  # here it is only what the other one is made of

if __name__ == "__main__":
    unittest.main()
