"""Starts orgd for the compiled program of life.ts.

  typescript.py PATH_OF_ORGD LIFE_JS
"""
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from requests_life import Server


def main(orgd, program):
    with tempfile.TemporaryDirectory() as place, Server(orgd, place) as server:
        made = server.made
        return subprocess.run(["node", program, server.url, made["publicKey"], made["privateKey"],
                               made["ownerId"]], check=False, timeout=60).returncode


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: typescript.py PATH_OF_ORGD LIFE_JS")
    sys.exit(main(str(Path(sys.argv[1]).resolve()), sys.argv[2]))
