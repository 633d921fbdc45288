"""The command line of `orgd sandbox`: what it prints, and how it ends when it cannot begin."""
import os
import re
import shlex
import signal
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

from running_sandbox import (DEADLINE_SECONDS, KEY, ORGD, SEED, Sandbox, address_of, ask,
                             begun)

FREE = ("--listen", "127.0.0.1:0", "--control", "127.0.0.1:0")
FAILED, MISUSED = 1, 2


def refused(*options):
    """Exit code and stderr of a sandbox that does not begin."""
    done = subprocess.run([ORGD, "sandbox", *options], capture_output=True, text=True,
                          timeout=DEADLINE_SECONDS)
    if done.stdout:
        raise AssertionError(f"printed before it failed: {done.stdout}")
    return done.returncode, done.stderr


class Words(unittest.TestCase):
    def test_both_addresses_are_printed_with_a_call_to_try(self):
        process = subprocess.Popen([ORGD, "sandbox", *FREE], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        said = []
        for line in process.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                break
        text = "".join(said)
        api = re.search(r"^API on (http://127\.0\.0\.1:\d+)$", text, re.MULTILINE)
        control = re.search(r"^control on (http://127\.0\.0\.1:\d+)/orgd/sandbox/v1$", text,
                            re.MULTILINE)
        self.assertTrue(api and control, text)
        pages = api[1].replace("127.0.0.1", "localhost")
        self.assertIn(f"\nconsole on {pages}/console/\n", text)
        self.assertEqual(ask(address_of(control[1]), "GET", "/orgd/sandbox/v1/worlds")[0], 200)
        command = next(line for line in said if line.strip().startswith("curl "))
        got = subprocess.run(shlex.split(command) + ["--silent", "--show-error"], text=True,
                             capture_output=True, timeout=DEADLINE_SECONDS)
        self.assertIn('"name" : "Sandbox"', re.sub(r'"\s*:\s*', '" : ', got.stdout), got.stderr)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.communicate(timeout=DEADLINE_SECONDS)[1], "")
        self.assertEqual(process.returncode, 0)

    def test_env_prints_what_eval_takes_and_ends_the_output(self):
        sandbox = begun(seed=SEED.replace(KEY[0], "~root"))
        self.addCleanup(sandbox.log.close)
        self.addCleanup(sandbox.end)
        names = "ORGD_URL", "ORGD_CONTROL", "ATLAS_PUBLIC_KEY", "ATLAS_PRIVATE_KEY"
        script = 'eval "$(cat)"; env'
        shown = subprocess.run(["sh", "-c", script], input=sandbox.text, check=True, text=True,
                               capture_output=True, timeout=DEADLINE_SECONDS,
                               env={"PATH": os.environ["PATH"]}).stdout
        taken = dict(line.split("=", 1) for line in shown.splitlines() if "=" in line)
        for name in names:
            self.assertEqual(taken[name], sandbox.said[name])
        self.assertEqual(taken["ATLAS_PUBLIC_KEY"], "~root")
        self.assertEqual(sandbox.end(), 0)
        self.assertEqual(sandbox.errors(), "")

    def test_help_explains_every_option(self):
        shown = subprocess.run([ORGD, "sandbox", "--help"], check=True, capture_output=True,
                               text=True, timeout=DEADLINE_SECONDS).stdout
        options = re.findall(r"^  (?:-\w,)?(--[\w-]+)((?:.*\n)(?:      .*\n)*)", shown,
                             re.MULTILINE)
        explained = {name: " ".join(words.split()) for name, words in options}
        self.assertLessEqual({"--seed", "--listen", "--control", "--control-token-file",
                              "--worlds", "--env"}, set(explained), shown)
        for name, words in explained.items():
            prose = re.sub(r"^(FILE|DIR|HOW|HOST:PORT)\S*", "", words)
            self.assertGreater(len(prose.split()), 2, f"{name}: {words}")

    def test_the_first_key_of_the_seed_is_printed(self):
        sandbox = begun()
        self.addCleanup(sandbox.log.close)
        self.addCleanup(sandbox.end)
        self.assertEqual((sandbox.said["ATLAS_PUBLIC_KEY"], sandbox.said["ATLAS_PRIVATE_KEY"]), KEY)

    def test_two_sandboxes_give_the_same_ids_and_secrets(self):
        said = []
        for _ in range(2):
            sandbox = Sandbox()
            said.append(sandbox.said["ATLAS_PUBLIC_KEY"] + sandbox.said["ATLAS_PRIVATE_KEY"])
            self.assertEqual(sandbox.end(), 0)
            sandbox.log.close()
        self.assertEqual(*said)


class Refusals(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.folder = Path(place.name)

    def file(self, text, mode=0o600, name="given"):
        path = self.folder / name
        path.write_text(text)
        path.chmod(mode)
        return str(path)

    def test_options_that_are_none_are_named(self):
        for options, word in ((("--sed", "x"), "--sed"), (("--worlds", "all"), "--worlds"),
                              (("--listen", "nowhere"), "--listen"), (("--seed",), "--seed"),
                              (("--control", "127.0.0.1:99999"), "--control"),
                              (("extra",), "extra")):
            code, said = refused(*options)
            self.assertEqual(code, MISUSED, said)
            self.assertIn(word, said)

    def test_a_taken_port_is_named(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            place = f"127.0.0.1:{taken.getsockname()[1]}"
            for option, other in (("--listen", "--control"), ("--control", "--listen")):
                code, said = refused(option, place, other, "127.0.0.1:0")
                self.assertEqual((code, place in said), (FAILED, True), said)

    def test_an_error_in_the_seed_tells_line_and_path(self):
        code, said = refused(*FREE, "--seed", self.file(
            "organizations:\n  - name: Acme\n    people:\n      - {email: dana@example.org, "
            "roles: [ORG_OWNER]}\n      - {email: kim@example.org, roles: [ORG_BOSS]}\n"))
        self.assertEqual(code, FAILED)
        self.assertRegex(said, r"line 5, column \d+: \S*people\S*1\S*roles")
        self.assertIn("ORG_OWNER", said)  # what it could have been

    def test_all_errors_of_a_seed_are_told_at_once(self):
        code, said = refused(*FREE, "--seed", self.file(
            '{"organizations": [{"name": "Acme",\n "colour": "red",\n "projects": [{}]}]}'))
        self.assertEqual(code, FAILED)
        self.assertIn("line 2", said)
        self.assertIn("colour", said)
        self.assertIn("line 3", said)

    def test_a_seed_that_cannot_be_written_is_named_with_the_line(self):
        people = "    people:\n      - {email: dana@example.org, roles: [ORG_OWNER]}\n"
        path = self.file("organizations:\n  - name: Acme\n" + people +
                         "    teams: [{name: A}, {name: A}]\n"
                         "  - name: Other\n    deletedAt: 2025-01-01T00:00:00Z\n" + people)
        code, said = refused(*FREE, "--seed", path)
        self.assertEqual(code, FAILED)
        self.assertEqual(re.sub(r": expected.*", "", said), f"orgd: {path}:\n"
                         "line 5, column 31: organizations[0].teams[1].name\n"
                         "line 6, column 5: organizations[1]\n")

    def test_a_seed_that_is_too_large_is_named_before_it_is_made(self):
        path = self.file("generate: {organizations: 10000, membersEach: 500}")
        code, said = refused(*FREE, "--seed", path)
        self.assertEqual(code, FAILED)
        self.assertRegex(said, rf"^orgd: {path}:\nline 1, column \d+: generate: .*at most")

    def test_a_seed_that_cannot_be_read_is_named(self):
        for path in (self.folder / "missing.yaml", self.folder):
            code, said = refused(*FREE, "--seed", str(path))
            self.assertEqual((code, str(path) in said), (FAILED, True), said)

    def test_a_seed_that_is_no_yaml_tells_the_line(self):
        code, said = refused(*FREE, "--seed", self.file("organizations:\n  - {name: Acme\n"))
        self.assertEqual(code, FAILED)
        self.assertRegex(said, r"line \d")

    def test_beyond_the_loopback_a_token_is_demanded(self):
        code, said = refused("--listen", "127.0.0.1:0", "--control", "0.0.0.0:0")
        self.assertEqual((code, "--control-token-file" in said), (FAILED, True), said)

    def test_token_files_are_there_private_and_long_enough(self):
        for path, word in ((str(self.folder / "missing"), ""),
                           (self.file("a-token-that-is-long-enough", 0o644, "open"), "chmod"),
                           (self.file("short"), "16")):
            code, said = refused("--listen", "127.0.0.1:0", "--control", "0.0.0.0:0",
                                 "--control-token-file", path)
            self.assertEqual((code, path in said, word in said), (FAILED, True, True), said)
            self.assertNotIn("a-token-that", said)


if __name__ == "__main__":
    unittest.main()
