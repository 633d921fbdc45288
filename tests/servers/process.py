"""Server programs as children: whose they are, when they are ready, how they end."""
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path

ACCOUNT = "postgres"  # Debian's; the servers refuse to run as root
READY_SECONDS = 60
STOP_SECONDS = 30


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def program(path, package):
    """The path, if the program is there."""
    if not Path(path).exists():
        raise RuntimeError(f"{path} is missing: install the Debian package {package}")
    return str(path)


def command_of(arguments, death=None):
    """The command that runs these arguments as a user who may. With `death` that signal ends it
    when the thread that started it is gone, however that went."""
    prefix = [f"--pdeathsig={death.name[3:]}"] if death else []
    if os.geteuid() == 0:
        prefix += [f"--reuid={ACCOUNT}", f"--regid={ACCOUNT}", "--init-groups"]
    return ["setpriv", *prefix, *arguments] if prefix else list(arguments)


def own_directory(prefix, parent=None):
    """A new directory of the user that the servers run as."""
    path = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    if os.geteuid() == 0:
        shutil.chown(path, ACCOUNT, ACCOUNT)
    return path


class ServerProcess:
    """A running server whose output goes to a file."""

    def __init__(self, arguments, log, death):
        self.log = Path(log)
        with self.log.open("a", encoding="utf-8") as out:
            self._process = subprocess.Popen(command_of(arguments, death), stdin=subprocess.DEVNULL,
                                             stdout=out, stderr=out, cwd="/")
        self.pid = self._process.pid

    def running(self):
        return self._process.poll() is None

    def wait_until(self, ready):
        """False when the server ends before it is ready."""
        deadline = time.monotonic() + READY_SECONDS
        while not ready():
            if not self.running():
                return False
            if time.monotonic() > deadline:
                raise RuntimeError(f"{self.log} shows no start:\n{self.last_words()}")
            time.sleep(0.01)
        return True

    def last_words(self):
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").split("\n")[-20:])

    def stop(self, *signals):
        """Sends each signal to what has not ended for the one before, SIGKILL at last."""
        for one in (*signals, signal.SIGKILL):
            if not self.running():
                break
            self._process.send_signal(one)
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                continue
        return self._process.returncode


def start_on_free_port(start, attempts=5):
    """`start(port)` until it returns a server; nothing means that somebody took the port."""
    for _ in range(attempts):
        if server := start(free_port()):
            return server
    raise RuntimeError(f"a server did not start on any of {attempts} ports")
