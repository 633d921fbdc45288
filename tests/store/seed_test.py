"""orgd seed: the same numbers give the same store, a sound one that its owners get into."""
import json
import unittest
from urllib.parse import urlsplit

from program import WithOrgd, finish, start
from digest_client import NEW, OLD, DigestClient

NUMBERS = ("--organizations", 3, "--members", 32, "--projects", 7, "--teams", 4, "--team-members",
           5, "--keys", 8, "--events", 100)
# Of the first organization, which gets one more where it does not come out even.
FIRST = {"members": 11, "projects": 3, "teams": 2, "keys": 3, "events": 34}


class Seed(WithOrgd):
    def place(self, name):
        """The options that say which store, one for each name."""
        return ("--data", self.folder / name)

    def seed(self, store, *more, numbers=NUMBERS, exit_code=0):
        said = self.orgd("seed", *store, *numbers, "--json", *more, exit_code=exit_code)
        return said if exit_code else json.loads(said)

    def seeded(self, name, *more, **options):
        """The store, the way in, and the lines of its file of keys."""
        store, keys = self.place(name), self.folder / f"{name}-keys"
        made = self.seed(store, "--credentials", keys, *more, **options)
        return store, made, [line.split() for line in keys.read_text().splitlines()]

    def totals(self, store):
        found = json.loads(self.orgd("check", *store, "--json"))
        self.assertEqual(found["problems"], [])
        return {total["name"]: total["rows"] for total in found["totals"]}

    def client(self, store):
        url, _ = self.serve(*store)
        client = DigestClient((urlsplit(url).hostname, urlsplit(url).port))
        self.addCleanup(client.close)
        return client

    def test_a_seeded_store_is_sound_and_holds_what_was_asked_for(self):
        store, _, _ = self.seeded("sound")
        held = {name: rows for name, rows in self.totals(store).items() if rows}
        self.assertEqual(held, {
            "organizations": 3, "people": 32, "teams": 4, "team members": 20, "projects": 7,
            "API keys": 8, "events": 100})

    def test_the_same_numbers_give_the_same_store(self):
        _, made, keys = self.seeded("one")
        _, again, same_keys = self.seeded("two")
        made.pop("dataDir"), again.pop("dataDir")
        self.assertEqual((made, keys), (again, same_keys))
        self.assertEqual(len(keys), 3)
        _, other, other_keys = self.seeded("three", "--seed", 2)
        self.assertFalse(set(sum(keys, [])) & set(sum(other_keys, [])))
        self.assertNotEqual(made["ownerUsername"], other["ownerUsername"])

    def test_an_owner_reads_what_there_is(self):
        store, made, keys = self.seeded("read")
        self.assertEqual(keys[0], [made["orgId"], made["publicKey"], made["privateKey"]])
        client = self.client(store)
        for org, *key in keys:
            self.assertEqual(client.call(key, "GET", f"/api/atlas/v2/orgs/{org}").status, 200)
        root, key = f"/api/atlas/v2/orgs/{made['orgId']}", keys[0][1:]

        def listed(path, accept):
            answer = client.call(key, "GET", f"{root}/{path}?itemsPerPage=500", accept=accept)
            self.assertEqual(answer.status, 200, answer.body)
            return answer.body["results"]

        users = listed("users", NEW)
        self.assertEqual(len(users), FIRST["members"])
        self.assertIn(made["ownerUsername"], [user["username"] for user in users])
        for name, count in (("groups", "projects"), ("teams", "teams"), ("apiKeys", "keys")):
            self.assertEqual(len(listed(name, OLD)), FIRST[count], name)
        self.assertEqual(len(listed("events", OLD)), FIRST["events"])
        team = listed("teams", OLD)[0]["id"]
        self.assertEqual(len(listed(f"teams/{team}/users", OLD)), 5)

    def test_a_store_that_has_organizations_is_refused_unless_more_are_wanted(self):
        store, _, _ = self.seeded("added")
        self.assertIn("has 3 organizations already; add to them with --add",
                      self.seed(store, exit_code=1))
        self.assertIn("was seeded with --seed 1 already",
                      self.seed(store, "--add", exit_code=1))
        self.assertEqual(self.totals(store)["organizations"], 3)
        self.seed(store, "--add", "--seed", 2)
        self.assertEqual(self.totals(store)["people"], 64)

    def test_the_keys_are_for_nobody_elses_eyes(self):
        store, _, _ = self.seeded("private")
        keys = self.folder / "private-keys"
        self.assertEqual(keys.stat().st_mode & 0o777, 0o600)
        before = keys.read_text()
        self.assertIn("cannot write", self.seed(store, "--add", "--seed", 2, "--credentials", keys,
                                                exit_code=1))
        self.assertEqual(keys.read_text(), before)
        self.assertEqual(self.totals(store)["organizations"], 3)

    def test_it_is_told_in_the_audit_trail(self):
        store, made, _ = self.seeded("told")
        told = json.loads(self.orgd("events", *store, "--json"))
        self.assertEqual([one["type"] for one in told if "orgId" not in one], ["STORE_SEEDED"])
        told = json.loads(self.orgd("events", *store, "--org", made["orgId"], "--json"))
        self.assertEqual((len(told), told[0]["type"]), (FIRST["events"], "ORG_CREATED"))

    def test_what_is_left_out_is_one_for_each_organization_or_none(self):
        store, _, _ = self.seeded("least", numbers=("--organizations", 4))
        totals = self.totals(store)
        self.assertEqual((totals["people"], totals["API keys"]), (4, 4))
        self.assertEqual((totals["projects"], totals["events"]), (0, 0))

    def test_numbers_that_leave_an_organization_without_owner_make_no_store(self):
        store = self.place("impossible")
        for numbers in (("--organizations", 0), ("--organizations", 3, "--members", 2),
                        ("--organizations", 3, "--keys", 2)):
            self.assertIn("at least", self.seed(store, numbers=numbers, exit_code=1))
        self.assertFalse((self.folder / "impossible").exists())

    def test_rows_of_many_transactions_are_all_there(self):
        store, _, _ = self.seeded("many", numbers=("--organizations", 2, "--events", 9000,
                                                   "--members", 3000, "--teams", 600))
        totals = self.totals(store)
        self.assertEqual((totals["people"], totals["events"]), (3000, 9000))

    def test_a_program_is_shown_no_progress(self):
        code, _, errors = finish(start("seed", *self.place("quiet"), "--organizations", 1))
        self.assertEqual((code, errors), (0, ""))


if __name__ == "__main__":
    unittest.main()
