#!/usr/bin/env python3
"""Runs one sample against a fresh `orgd demo --examples`; exits as the sample does.

  tests/sdk/run_sample.py ORGD PROGRAM [NAME]    NAME for a program of several samples
"""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

PROMISE = "listening on "
SECONDS = 60


def first_line(server):
    line = server.stdout.readline()
    if not line.startswith(PROMISE):
        sys.exit(f"the server does not listen: {line!r}")
    return line[len(PROMISE):].strip()


def clean_environment(orgd):
    """With a key that the server never asks for; with orgd in PATH, for samples that start a server
    of their own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ATLAS_")}
    return kept | {"PATH": f"{orgd.parent}{os.pathsep}{os.environ['PATH']}",
                   "ATLAS_PUBLIC_KEY": "public-key", "ATLAS_PRIVATE_KEY": "private-key"}


def main(orgd, *sample):
    with tempfile.TemporaryDirectory() as work:
        server = subprocess.Popen(
            [orgd, "demo", "--examples", "--listen", "127.0.0.1:0", "--data", f"{work}/store"],
            stdout=subprocess.PIPE, text=True)
        try:
            ended = subprocess.run([*sample, first_line(server)], env=clean_environment(orgd),
                                   timeout=SECONDS).returncode
        finally:
            server.terminate()
            stopped = server.wait(SECONDS)
    return ended or stopped


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), *sys.argv[3:]))
