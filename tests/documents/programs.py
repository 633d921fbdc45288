"""A folder with the built programs under the names that people call them by."""
import os
import select
import signal
import subprocess
from pathlib import Path

DEADLINE_SECONDS = 60
PATIENCE_SECONDS = 10  # for an end that was asked for

# A sandbox of a test takes free ports, whatever its page says, and leaves its process id.
ORGD = """#!/bin/sh
echo $$ >>{folder}/started
[ "$1" = sandbox ] || exec {orgd} "$@"
exec {orgd} "$@" --listen 127.0.0.1:0 --control 127.0.0.1:0
"""


class Programs:
    """Their folder, a shell that finds them there, and the end of all that they started."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.work = self.folder / "work"
        self.work.mkdir()
        (self.folder / "orgd").write_text(
            ORGD.format(folder=self.folder, orgd=os.environ["ORGD_PROGRAM"]))
        (self.folder / "orgd").chmod(0o755)
        (self.folder / "orgctl").symlink_to(os.environ["ORGCTL_PROGRAM"])
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith(("ORG", "ATLAS", "http", "HTTP"))}
        self.environment = kept | {
            "PATH": f"{self.folder}:{os.environ['PATH']}", "HOME": str(self.work),
            "ORGCTL_CONFIG": str(self.work / "orgctl.toml"), "NO_COLOR": "1"}

    def bash(self, script):
        """What the script prints, both outputs together, and its exit code."""
        # A file, because whoever goes on in the background would hold the end of a pipe.
        with (self.folder / "output").open("w+") as output:
            done = subprocess.run(["bash", "-c", script], cwd=self.work, env=self.environment,
                                  stdin=subprocess.DEVNULL, stdout=output,
                                  stderr=subprocess.STDOUT, timeout=DEADLINE_SECONDS)
            output.seek(0)
            return output.read(), done.returncode

    def first_lines(self, command, count):
        """The first lines of a command that serves; then it is ended."""
        with subprocess.Popen(["bash", "-c", f"exec {command}"], cwd=self.work,
                              env=self.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True) as process:
            try:
                return "".join(process.stdout.readline() for _ in range(count))
            finally:
                process.terminate()

    def _started(self):
        """A descriptor of each sandbox that still runs, and its process id."""
        started = self.folder / "started"
        for number in started.read_text().split() if started.exists() else []:
            try:
                process = os.pidfd_open(int(number))
            except ProcessLookupError:
                continue
            with open(process):
                yield process, number

    def end(self):
        for process, _ in self._started():
            signal.pidfd_send_signal(process, signal.SIGKILL)

    def left_over(self):
        """The commands that still serve a while after the last word to them."""
        return [Path(f"/proc/{number}/cmdline").read_text().replace("\0", " ")
                for process, number in self._started()
                if not select.select([process], [], [], PATIENCE_SECONDS)[0]]
