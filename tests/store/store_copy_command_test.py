"""orgd store copy: both directions, cut off by signals and gone on with, beside a server whose
readers go on and whose writers are told to come back."""
import json
import signal
import sqlite3
import unittest
from urllib.parse import urlsplit

from program import WithOrgd
from digest_client import DigestClient
from postgres import Postgres

EVENTS = 20_000  # enough that a copy in small batches can be cut off in the middle of them


def setUpModule():
    global server
    server = unittest.enterModuleContext(Postgres())


class StoreCopy(WithOrgd):
    def new_database(self):
        name = server.new_database()
        return name, server.url(name)

    def make_large_store(self):
        data, made = self.make_store()
        with sqlite3.connect(data / "orgd.db") as store:
            store.executemany(
                "INSERT INTO event (org_id, event_id, type, created_at, actor_kind, actor_name) "
                "VALUES (?, ?, 'LATER', ?, 3, ?)",
                ((made["orgId"], f"x{i:08}", i, None if i % 3 else "") for i in range(EVENTS)))
        return data, made

    def dump(self, data):
        with sqlite3.connect(data / "orgd.db") as store:
            return [line for line in store.iterdump() if "schema_migration" not in line]

    def copy(self, source, target, *arguments, exit_code=0):
        return self.orgd("store", "copy", "--from", source, "--to", target, *arguments,
                         exit_code=exit_code)

    def cut_off(self, source, target, how):
        """A copy in the middle of its largest table, ended by a signal; its exit code."""
        process = self.started("store", "copy", "--from", source, "--to", target, "--batch", "20")
        self.wait_for_line(process.stderr, "^copying event")
        process.send_signal(how)
        said = process.communicate(timeout=60)[1]
        return process.returncode, said

    def test_there_and_back(self):
        data, made = self.make_large_store()
        name, url = self.new_database()
        said = self.copy(data, url)
        self.assertIn(f"event{EVENTS + 2:>29} rows  checksum", said)
        self.assertIn("needs the source's key", said)
        back = json.loads(self.copy(url, self.folder / "back", "--json"))
        self.assertFalse(back["keyCopied"])
        self.assertEqual(self.dump(self.folder / "back"), self.dump(data))
        self.assertEqual((self.folder / "back").stat().st_mode & 0o777, 0o700)
        # And on: between databases of one kind.
        _, other = self.new_database()
        there = json.loads(self.copy(url, other, "--json"))
        self.assertEqual(there["tables"], back["tables"])
        copied = json.loads(self.copy(data, self.folder / "again", "--json"))
        self.assertEqual(copied["tables"], back["tables"])
        self.assertTrue(copied["keyCopied"])
        key = self.folder / "again" / "secret.key"
        self.assertEqual(key.read_text(), (data / "secret.key").read_text())
        self.assertEqual(key.stat().st_mode & 0o777, 0o600)
        people = ("people", "--org", made["orgId"])
        self.assertEqual(self.orgd(*people, "--data", self.folder / "again"),
                         self.orgd(*people, "--data", data, "--store", url))

    def test_files_alone(self):
        data, _ = self.make_store()
        file = self.folder / "alone.db"
        self.assertIn("write sqlite:", self.copy(data / "orgd.db", f"sqlite:{file}", exit_code=1))
        self.copy(f"sqlite:{data / 'orgd.db'}", f"sqlite:{file}")
        self.assertEqual(file.stat().st_mode & 0o777, 0o600)

    def check_going_on(self, source, target, made, how, exit_codes):
        code, said = self.cut_off(source, target, how)
        self.assertIn(code, exit_codes, said)
        opened = ("--data", self.folder / "store", "--store", target) if "://" in str(target) \
            else ("--data", target)
        for command in (("people", "--org", made["orgId"]), ("serve", "--listen", "127.0.0.1:0")):
            self.assertIn("a copy that never ended", self.orgd(*command, *opened, exit_code=1))
        self.assertIn("go on with --resume", self.copy(source, target, exit_code=1))
        self.assertIn("a copy that never ended",
                      self.copy(target, self.folder / "from-unfinished", exit_code=1))
        done = json.loads(self.copy(source, target, "--resume", "--json"))
        self.assertIn({"name": "event", "rows": EVENTS + 2},
                      [{"name": one["name"], "rows": one["rows"]} for one in done["tables"]])
        self.assertIn("owner@example.org", self.orgd("people", "--org", made["orgId"], *opened))
        self.assertIn("is a store already", self.copy(source, target, "--resume", exit_code=1))

    def test_killed_and_gone_on_into_a_file(self):
        data, made = self.make_large_store()
        self.check_going_on(data, self.folder / "copy", made, signal.SIGKILL, [-signal.SIGKILL])
        self.assertEqual(self.dump(self.folder / "copy"), self.dump(data))

    def test_killed_and_gone_on_into_postgresql(self):
        data, made = self.make_large_store()
        name, url = self.new_database()
        self.check_going_on(data, url, made, signal.SIGKILL, [-signal.SIGKILL])
        self.assertEqual(server.sql("SELECT count(*) FROM event", name), f"{EVENTS + 2}\n")

    def test_interrupted_it_says_how_to_go_on(self):
        data, made = self.make_large_store()
        _, url = self.new_database()
        code, said = self.cut_off(data, url, signal.SIGINT)
        self.assertEqual(code, 1)
        self.assertIn("--resume goes on", said)
        self.copy(data, url, "--resume")

    def test_another_key_is_refused(self):
        data, _ = self.make_store()
        other, _ = self.make_store("other")
        (self.folder / "target").mkdir()
        (self.folder / "target" / "secret.key").write_text((other / "secret.key").read_text())
        self.assertIn("another key", self.copy(data, self.folder / "target", exit_code=1))

    def test_misuse(self):
        self.orgd("store", exit_code=2)
        self.orgd("store", "copy", "--from", "x", exit_code=2)
        self.orgd("store", "copy", "--from", "x", "--to", "y", "--batch", "0", exit_code=2)
        said = self.copy(self.folder / "none", self.folder / "there", exit_code=1)
        self.assertIn("cannot open the database", said)
        self.assertFalse((self.folder / "there").exists())
        _, empty = self.new_database()
        self.assertIn("is no store", self.copy(empty, self.folder / "there", exit_code=1))

    def test_help_tells_what_a_url_is(self):
        self.assertIn("sqlite:FILE", self.orgd("store", "copy", "--help"))
        self.assertIn("coordinator", self.orgd("migrate", "--help"))

    def check_beside_a_server(self, made, served, source, target):
        url, _ = self.serve(*served)
        client = DigestClient((urlsplit(url).hostname, urlsplit(url).port))
        self.addCleanup(client.close)
        key = made["publicKey"], made["privateKey"]
        path = f"/api/atlas/v2/orgs/{made['orgId']}"
        process = self.started("store", "copy", "--from", source, "--to", target, "--batch", "20")
        self.wait_for_line(process.stderr, "^copying event")
        process.send_signal(signal.SIGSTOP)
        self.assertEqual(client.call(key, "GET", path).status, 200)
        self.assertEqual(client.call(key, "PATCH", path, {"name": "Late"}).status, 503)
        self.assertEqual(client.call(key, "GET", path).status, 200)
        process.send_signal(signal.SIGCONT)
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, 0)
        self.assertEqual(client.call(key, "PATCH", path, {"name": "Now"}).status, 200)

    def test_beside_a_server_on_a_file(self):
        data, made = self.make_large_store()
        self.check_beside_a_server(made, ("--data", data), data, self.folder / "copy")

    def test_beside_a_server_on_postgresql(self):
        data, made = self.make_large_store()
        _, url = self.new_database()
        self.copy(data, url)
        limited = url + "&options=-clock_timeout%3D300"
        self.check_beside_a_server(made, ("--data", data, "--store", limited), url,
                                   self.folder / "copy")


if __name__ == "__main__":
    unittest.main()
