"""orgd backup, restore and check: beside a server that is written to, verified, and back."""
import json
import shutil
import sqlite3
import threading
import unittest
from urllib.parse import urlsplit

import requests

from program import WithOrgd
from digest_client import OLD, DigestClient

ACCOUNTS = "application/vnd.atlas.2024-08-05+json"
LIMIT = "atlas.project.deployment.clusters"


class Backup(WithOrgd):
    def setUp(self):
        super().setUp()
        self.data, self.made = self.make_store()
        self.key = self.made["publicKey"], self.made["privateKey"]
        self.path = f"/api/atlas/v2/orgs/{self.made['orgId']}"
        self.file = self.folder / "backup.db"

    def client_of(self, data):
        url, process = self.serve("--data", data)
        process.url = url
        client = DigestClient((urlsplit(url).hostname, urlsplit(url).port))
        self.addCleanup(client.close)
        return client, process

    def restore(self, *options, to="restored", exit_code=0):
        return self.orgd("restore", "--from", self.file, "--data", self.folder / to, *options,
                         exit_code=exit_code)

    def keyed(self):
        return ("--key", self.data / "secret.key")

    def event_types(self, data):
        return [one["type"] for one in json.loads(self.orgd("events", "--data", data, "--json"))]

    def test_a_backup_beside_writes_holds_all_that_was_acknowledged_before_it(self):
        client, process = self.client_of(self.data)
        names = []
        stop = threading.Event()

        def write():
            while not stop.is_set():
                name = f"Acme {len(names)}"
                if client.call(self.key, "PATCH", self.path, {"name": name}).status != 200:
                    return
                names.append(name)
        writer = threading.Thread(target=write)
        writer.start()
        try:
            while len(names) < 3:
                self.assertTrue(writer.is_alive())
            before = len(names)
            said = self.orgd("backup", "--data", self.data, "--to", self.file)
        finally:
            stop.set()
            writer.join()
        self.assertIn("verified", said)
        self.assertIn("The key is not in it", said)
        self.assertEqual(self.file.stat().st_mode & 0o777, 0o600)
        self.assertEqual([path.name for path in self.folder.iterdir()
                          if path.name.startswith("backup")], ["backup.db"])
        digest = self.file.read_bytes()
        self.restore(*self.keyed())
        self.assertEqual(self.file.read_bytes(), digest, "a backup is only read")
        restored = self.folder / "restored"
        self.assertEqual([(restored / name).stat().st_mode & 0o777
                          for name in ("", "orgd.db", "secret.key")], [0o700, 0o600, 0o600])
        again, _ = self.client_of(restored)
        name = again.call(self.key, "GET", self.path).body["name"]
        self.assertGreaterEqual(int(name.removeprefix("Acme ")), before - 1)
        self.assertIn("STORE_BACKED_UP", self.event_types(self.data))
        self.assertIn("STORE_RESTORED", self.event_types(restored))
        self.assertEqual(json.loads(self.orgd("check", "--data", restored, "--json"))["problems"],
                         [])

    def test_what_is_there_is_never_replaced(self):
        self.orgd("backup", "--data", self.data, "--to", self.file)
        digest = self.file.read_bytes()
        self.assertIn("exists already", self.orgd("backup", "--data", self.data, "--to", self.file,
                                                  exit_code=1))
        self.assertEqual(self.file.read_bytes(), digest)
        said = self.orgd("restore", "--from", self.file, "--data", self.data, exit_code=1)
        self.assertIn("exists and is not empty", said)

    def test_a_restore_that_fails_leaves_nothing(self):
        self.orgd("backup", "--data", self.data, "--to", self.file)
        self.assertIn("--key FILE", self.restore(exit_code=1))
        wrong = self.folder / "wrong.key"
        wrong.write_text("ab" * 32 + "\n")
        wrong.chmod(0o600)
        self.assertIn("the key does not belong to the store", self.restore("--key", wrong,
                                                                           exit_code=1))
        damaged = bytearray(self.file.read_bytes())
        for at in range(4096 * 3, len(damaged), 4096):
            damaged[at:at + 100] = b"\xff" * 100
        self.file.write_bytes(damaged)
        said = self.restore(*self.keyed(), exit_code=1)
        self.assertRegex(said, "damaged|malformed|not a database")
        self.file.write_text("no database at all" * 100)
        self.assertIn("not a database", self.restore(*self.keyed(), exit_code=1))
        self.file.unlink()
        self.assertIn("there is no backup", self.restore(*self.keyed(), exit_code=1))
        self.assertFalse((self.folder / "restored").exists())

    def test_a_key_may_wait_in_the_directory(self):
        self.orgd("backup", "--data", self.data, "--to", self.file)
        restored = self.folder / "restored"
        restored.mkdir()
        shutil.copy(self.data / "secret.key", restored)
        self.restore()
        client, _ = self.client_of(restored)
        self.assertEqual(client.call(self.key, "GET", self.path).status, 200)

    def test_a_copy_that_sqlite3_made_is_taken_too(self):
        with sqlite3.connect(self.data / "orgd.db") as store, sqlite3.connect(self.file) as copy:
            store.backup(copy)
        self.restore(*self.keyed())
        client, _ = self.client_of(self.folder / "restored")
        self.assertEqual(client.call(self.key, "GET", self.path).status, 200)

    def test_check_counts_and_finds_what_is_wrong(self):
        sound = json.loads(self.orgd("check", "--data", self.data, "--json"))
        self.assertTrue(sound["ok"])
        self.assertEqual({one["name"]: one["rows"] for one in sound["totals"] if one["rows"]},
                         {"organizations": 1, "people": 1, "API keys": 1, "password links": 1,
                          "events": 2})
        self.assertIn("the store is sound", self.orgd("check", "--data", self.data))
        self.find_damage((
            ("UPDATE membership SET is_owner = 0", "organization without owner"),
            ("DELETE FROM credential", "API key without credential"),
            ("UPDATE api_key SET ha1_md5 = ha1_sha256, key_id = key_id || 'x'",
             "API key whose secret does not open"),
            ("DELETE FROM organization", "a row of")))
        self.assertIn("STORE_FOUND_DAMAGED", self.event_types(self.folder / "damaged0"))

    def test_check_knows_what_an_organization_holds(self):
        held = {**self.fill(), "people": 1, "organizations": 1, "API keys": 1,
                "sessions": 0, "second factors": 0, "recovery codes": 0, "known devices": 0,
                "operators": 0, "events of operators": 0, "password links": 1,
                "mails to accounts": 0}
        found = json.loads(self.orgd("check", "--data", self.data, "--json"))
        self.assertEqual(found["problems"], [])
        totals = {one["name"]: one["rows"] for one in found["totals"]}
        self.assertGreater(totals.pop("events"), 10)
        self.assertEqual(totals, held)
        self.find_damage((
            ("DELETE FROM credential WHERE public_key LIKE 'mdb_sa_id_%'",
             "service account without credential"),
            ("DELETE FROM service_account", "access list of nobody"),
            ("UPDATE service_account_secret SET secret_hash = 'x'",
             "service account secret half made"),
            ("UPDATE access_token SET expires_at = issued_at", "access token half made"),
            ("UPDATE access_list_entry SET block = 'nowhere' WHERE block = '127.0.0.1/32'",
             "access list entry that names no addresses"),
            ("UPDATE project_invitation SET username = 'else@example.org'",
             "invitation to a project under another address"),
            ("UPDATE outbox SET sealed_token = mail_id", "mail whose link does not open"),
            (f"INSERT INTO employee_bypass VALUES ('{self.made['orgId']}', 'k', 2, 1)",
             "operators' access that ends before it begins")))

    def find_damage(self, kinds):
        for number, (wrong, told) in enumerate(kinds):
            copy = self.folder / f"damaged{number}"
            shutil.copytree(self.data, copy)
            with sqlite3.connect(copy / "orgd.db") as store:
                store.execute(wrong)
            process = self.started("check", "--data", copy)
            out, errors = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 1, f"{wrong}: {out}")
            self.assertIn(told, out)
            self.assertIn("not sound", errors)

    def fill(self):
        """Puts one or more of everything into the organization; how many of what."""
        client, server = self.client_of(self.data)

        def made(path, body, accept=OLD, method="POST"):
            answer = client.call(self.key, method, path, body, accept)
            self.assertIn(answer.status, (200, 201), f"{path}: {answer.body}")
            return answer.body
        project = "/api/atlas/v2/groups/" + made(
            "/api/atlas/v2/groups", {"name": "p", "orgId": self.made["orgId"]})["id"]
        made(f"{project}/invites", {"username": "b@example.org", "roles": ["GROUP_READ_ONLY"]})
        made(f"{self.path}/teams", {"name": "t", "usernames": ["owner@example.org"]})
        made(f"{project}/limits/{LIMIT}", {"value": 10}, method="PATCH")
        account = made(f"{self.path}/serviceAccounts",
                       {"name": "ci", "description": "ci", "roles": ["ORG_OWNER"],
                        "secretExpiresAfterHours": 8}, ACCOUNTS)
        made(f"{self.path}/serviceAccounts/{account['clientId']}/accessList",
             [{"ipAddress": "127.0.0.1"}, {"cidrBlock": "2001:db8::/32"}], ACCOUNTS)
        token = requests.post(f"{server.url}/api/oauth/token",
                              auth=(account["clientId"], account["secrets"][0]["secret"]),
                              data={"grant_type": "client_credentials"})
        self.assertEqual(token.status_code, 200)
        server.terminate()
        server.wait()
        return {"projects": 1, "invitations": 1, "project invitations": 1, "mails": 2, "teams": 1,
                "team members": 1, "project limits": 1, "service accounts": 1,
                "service account secrets": 1, "access list entries": 2, "access tokens": 1}


if __name__ == "__main__":
    unittest.main()
