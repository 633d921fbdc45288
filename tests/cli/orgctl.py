"""What the tests of the command line share: a server on a store of its own, and runs of orgctl."""
import itertools
import json
import os
import pty
import select
import subprocess
import tempfile
import unittest
from pathlib import Path

ORGD = os.environ["ORGD_PROGRAM"]
ORGCTL = os.environ["ORGCTL_PROGRAM"]
TIMEOUT_SECONDS = 60


def clean_environment(**variables):
    """The environment without what could lead orgctl to another server or key."""
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith(("ATLAS_", "ORGCTL_")) and name != "NO_COLOR"}
    return {**kept, **variables}


class WithServer(unittest.TestCase):
    """Tests against one server for the whole class, each with a configuration file of its own."""

    serve_options = ()

    @classmethod
    def setUpClass(cls):
        cls.place = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.place.cleanup)
        cls.store = str(Path(cls.place.name) / "store")
        cls.made = json.loads(subprocess.run(
            [ORGD, "init", "--data", cls.store, "--json", "--org", "Acme", "--owner",
             "owner@example.org"], check=True, capture_output=True, timeout=TIMEOUT_SECONDS).stdout)
        server = subprocess.Popen(
            [ORGD, "serve", "--data", cls.store, "--listen", "127.0.0.1:0", "--log-level",
             "warning", *cls.serve_options], stdout=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls._stop, server)
        cls.url = server.stdout.readline().split()[-1]

    @staticmethod
    def _stop(server):
        server.terminate()
        server.wait(TIMEOUT_SECONDS)
        server.stdout.close()

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.config = self.folder / "orgctl" / "config.toml"
        self.environment = clean_environment(ORGCTL_CONFIG=str(self.config))
        self.org = self.made["orgId"]

    def as_owner(self):
        self.environment.update(ORGCTL_URL=self.url, ATLAS_PUBLIC_KEY=self.made["publicKey"],
                                ATLAS_PRIVATE_KEY=self.made["privateKey"])

    def run_orgctl(self, *arguments, exit_code=0, standard_input="", **variables):
        """Runs the program and checks how it ends."""
        done = subprocess.run([ORGCTL, *arguments], input=standard_input, text=True,
                              capture_output=True, timeout=TIMEOUT_SECONDS,
                              env={**self.environment, **variables})
        if exit_code is not None:
            self.assertEqual(done.returncode, exit_code,
                             f"{arguments}\n{done.stdout}\n{done.stderr}")
        return done

    def output(self, *arguments, **options):
        return self.run_orgctl(*arguments, **options).stdout

    def answer(self, *arguments, **options):
        """The answer as JSON."""
        return json.loads(self.output("--output", "json", *arguments, **options))

    def on_terminal(self, *arguments, typed="", **variables):
        """Runs the program with a terminal for everything; its exit code and what is seen there.
        `typed` answers each question, or each its own when it is a list."""
        answers = iter(typed) if isinstance(typed, list) else itertools.repeat(typed)
        child, terminal = pty.fork()
        if child == 0:
            os.execve(ORGCTL, [ORGCTL, *arguments], {**self.environment, **variables})
        seen = b""
        while select.select([terminal], [], [], TIMEOUT_SECONDS)[0]:
            try:
                piece = os.read(terminal, 4096)
            except OSError:  # how Linux says that the other side is closed
                break
            if not piece:
                break
            seen += piece
            if seen.endswith(b": "):  # a question
                os.write(terminal, next(answers).encode())
        _, status = os.waitpid(child, 0)
        os.close(terminal)
        return os.waitstatus_to_exitcode(status), seen.decode()
