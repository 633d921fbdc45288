"""orgd init is one step: it is refused before it has made anything, and what a kill leaves is in
nobody's way. Then what else stands at the door of a store: its lock, its key, its modes."""
import json
import signal
import subprocess
import time
import unittest

from program import ORGD, TIMEOUT_SECONDS, WithOrgd, finish, start

FIRST = ("--org", "Acme", "--owner", "owner@example.org", "--json")


class Init(WithOrgd):
    def init(self, data, *more, exit_code=0):
        return self.orgd("init", "--data", data, *FIRST, *more, exit_code=exit_code)

    def test_what_is_refused_leaves_nothing(self):
        data = self.folder / "d"
        for wrong in (("--org", "A<b>", "--owner", "a@example.org"),
                      ("--org", "Acme", "--owner", "nobody"),
                      ("--org", "Acme", "--owner", "a@example.org", "--country", "us"),
                      ("--org", "Acme", "--owner", "a@example.org", "--first-name", "\n")):
            self.assertIn("is not a valid", self.orgd("init", "--data", data, *wrong, exit_code=1))
            self.assertFalse(data.exists())
        self.init(data)

    def test_what_is_full_is_refused_and_stays_as_it_is(self):
        data, _ = self.make_store()
        before = sorted(path.name for path in data.iterdir())
        self.assertIn("exists and is not empty", self.init(data, exit_code=1))
        self.assertEqual(sorted(path.name for path in data.iterdir()), before)
        other = self.folder / "other"
        other.mkdir()
        (other / "note").write_text("mine")
        self.assertIn("exists and is not empty", self.init(other, exit_code=1))
        self.assertEqual((other / "note").read_text(), "mine")

    def test_a_directory_that_is_there_and_empty_is_taken(self):
        data = self.folder / "volume"
        data.mkdir()
        (data / "lost+found").mkdir()
        self.init(data)
        self.assertEqual(sorted(path.name for path in data.iterdir()),
                         ["lost+found", "orgd.db", "secret.key"])
        for name in ("orgd.db", "secret.key"):
            self.assertEqual((data / name).stat().st_mode & 0o777, 0o600)

    def test_a_key_that_is_there_is_used(self):
        data = self.folder / "keyed"
        data.mkdir()
        (data / "secret.key").write_text("ab" * 32 + "\n")
        (data / "secret.key").chmod(0o600)
        self.init(data)
        self.assertEqual((data / "secret.key").read_text(), "ab" * 32 + "\n")
        self.serve("--data", data)

    def test_a_disk_that_refuses_leaves_nothing(self):
        data = self.folder / "d"
        limited = subprocess.run(["sh", "-c", 'ulimit -f 8; exec "$0" "$@"', ORGD, "init", "--data",
                                  data, *FIRST], capture_output=True, text=True,
                                 timeout=TIMEOUT_SECONDS)
        self.assertEqual(limited.returncode, 1, limited.stderr)
        self.assertFalse(data.exists())
        self.init(data)

    def test_a_kill_at_any_moment_is_in_nobodys_way(self):
        started = time.monotonic()
        self.init(self.folder / "measured")
        whole = time.monotonic() - started
        for moment in range(8):
            data = self.folder / f"killed{moment}"
            process = start("init", "--data", data, *FIRST)
            try:
                process.wait(whole * moment / 7)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            _, out, _ = finish(process)
            if (data / "orgd.db").exists():  # then it is whole, and there is a way in
                org = json.loads(self.orgd("org", "list", "--data", data, "--json"))[0]["id"]
                self.orgd("key", "create", "--data", data, "--org", org, "--role", "ORG_OWNER")
                self.orgd("check", "--data", data)
            else:
                self.assertEqual(out, "")
                self.init(data)

    def test_what_a_kill_leaves_is_swept_away(self):
        data = self.folder / "swept"
        (data / ".init-abc123").mkdir(parents=True)
        (data / ".init-abc123" / "orgd.db").write_text("half")
        self.init(data)
        self.assertEqual(sorted(path.name for path in data.iterdir()), ["orgd.db", "secret.key"])

    def test_of_several_at_once_one_wins(self):
        data = self.folder / "raced"
        ends = [finish(one) for one in [start("init", "--data", data, *FIRST) for _ in range(5)]]
        won = [json.loads(out) for code, out, _ in ends if code == 0]
        self.assertEqual(len(won), 1, ends)
        listed = json.loads(self.orgd("key", "list", "--data", data, "--org", won[0]["orgId"],
                                      "--json"))
        self.assertEqual([key["publicKey"] for key in listed], [won[0]["publicKey"]])

    def test_an_output_that_cannot_be_written_is_a_failure(self):
        data, made = self.make_store()
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [ORGD, "key", "create", "--data", data, "--org", made["orgId"], "--role",
                 "ORG_OWNER"], stdout=full, stderr=subprocess.PIPE, text=True,
                timeout=TIMEOUT_SECONDS)
        self.assertEqual(done.returncode, 1)
        self.assertIn("cannot write the output: No space left on device", done.stderr)


class AtTheDoor(WithOrgd):
    def test_a_second_server_is_refused_whatever_is_removed(self):
        data, _ = self.make_store()
        self.serve("--data", data)
        for path in list(data.iterdir()):
            if path.name not in ("orgd.db", "orgd.db-wal", "orgd.db-shm", "secret.key"):
                path.unlink()
        said = self.orgd("serve", "--data", data, "--listen", "127.0.0.1:0", exit_code=1)
        self.assertIn("another orgd serves the store", said)
        self.orgd("org", "list", "--data", data)  # what works beside it does not ask

    def test_a_key_that_others_may_read_is_refused(self):
        data, _ = self.make_store()
        for mode in (0o644, 0o640, 0o604, 0o620):
            (data / "secret.key").chmod(mode)
            said = self.orgd("serve", "--data", data, exit_code=1)
            self.assertIn(f"(mode 0{mode:o}): chmod 600 {data}/secret.key", said)
        (data / "secret.key").chmod(0o400)
        self.serve("--data", data)

    def test_a_tls_key_that_others_may_read_is_refused(self):
        data, _ = self.make_store()
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                        "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost", "-keyout",
                        self.folder / "key.pem", "-out", self.folder / "cert.pem"], check=True,
                       capture_output=True, timeout=TIMEOUT_SECONDS)
        tls = ("--tls-cert", self.folder / "cert.pem", "--tls-key", self.folder / "key.pem")
        (self.folder / "key.pem").chmod(0o644)
        said = self.orgd("serve", "--data", data, "--listen", "127.0.0.1:0", *tls, exit_code=1)
        self.assertIn(f"chmod 600 {self.folder}/key.pem", said)
        (self.folder / "key.pem").chmod(0o600)
        self.serve("--data", data, *tls)

    def test_a_directory_that_others_may_enter_is_told(self):
        data, _ = self.make_store()
        data.chmod(0o755)
        (data / "orgd.db").chmod(0o666)
        process = self.started("serve", "--data", data, "--listen", "127.0.0.1:0")
        self.wait_for_line(process.stderr, f"warning {data} can be used by other.*chmod 700 {data}")
        self.assertRegex(process.stderr.readline(), f"warning {data}/orgd.db can .*chmod 600")
        self.wait_for_line(process.stdout, "listening on")

    def test_an_empty_store_is_called_empty(self):
        data, _ = self.make_store()
        (data / "orgd.db").write_bytes(b"")
        said = self.orgd("serve", "--data", data, exit_code=1)
        self.assertIn(f"the store in {data} is empty", said)
        self.assertIn("from a backup", said)


if __name__ == "__main__":
    unittest.main()
