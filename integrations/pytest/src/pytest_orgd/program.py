"""Finds the program orgd and runs its sandbox on free ports."""
from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
import threading
from pathlib import Path
from typing import Optional

from .control import SandboxError

START_SECONDS = 60.0
STOP_SECONDS = 10.0


def find_orgd(given: Optional[str] = None) -> str:
    """The program that was given, else that of the variable ORGD, else that of the PATH."""
    for said_by, wanted in (("--orgd", given), ("the variable ORGD", os.environ.get("ORGD"))):
        if not wanted:
            continue
        if found := shutil.which(wanted):
            return found
        raise SandboxError(f"{said_by} names {wanted}, which is no program")
    if found := shutil.which("orgd"):
        return found
    raise SandboxError(
        "the program orgd is not found: put it on the PATH, set ORGD=/path/of/orgd, or give "
        "--orgd PATH; in a checkout of orgd, `tools/build release orgd` makes build/release/orgd. "
        "To use a sandbox that runs already, set ORGD_CONTROL to the address of its control plane")


class Program:
    """A running `orgd sandbox`; `environment` is what it printed by --env."""

    def __init__(self, program: str, seed: Optional[Path] = None) -> None:
        command = [program, "sandbox", "--env", "--listen", "127.0.0.1:0",
                   "--control", "127.0.0.1:0"]
        if seed is not None:
            command += ["--seed", str(seed)]
        # A file: nobody reads along while tests run, and a full pipe would stop the server.
        self._errors = tempfile.TemporaryFile()
        try:
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL,
                                             stdout=subprocess.PIPE, stderr=self._errors)
        except OSError as error:
            self._errors.close()
            raise SandboxError(f"{program} cannot be run: {error}") from error
        self.environment = self._read_environment()
        if "ORGD_CONTROL" not in self.environment:
            self.stop()
            raise SandboxError(f"`{shlex.join(command)}` did not start:\n{self._last_words}")

    def _read_environment(self) -> dict[str, str]:
        assert self._process.stdout
        # It closes its output once it listens.
        too_late = threading.Timer(START_SECONDS, self._process.kill)
        too_late.start()
        try:
            with self._process.stdout as lines:
                text = lines.read().decode(errors="replace")
        finally:
            too_late.cancel()
        exports = (line[len("export "):] for line in text.splitlines()
                   if line.startswith("export ") and "=" in line)
        pairs = (line.partition("=") for line in exports)
        return {name: "".join(shlex.split(value)) for name, _, value in pairs}

    def stop(self) -> None:
        if self._errors.closed:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._errors.seek(0)
        self._last_words = self._errors.read().decode(errors="replace").strip()
        self._errors.close()
