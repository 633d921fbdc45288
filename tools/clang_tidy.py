#!/usr/bin/env python3
"""Runs clang-tidy 19 on all sources, and remembers which were clean.

  tools/clang_tidy.py            every file of build/tidy/compile_commands.json
  tools/clang_tidy.py --shipped  those of the programs and the library
  tools/clang_tidy.py FILE...    these files, and those compiled with them as one (the preset's way)

A source is checked again only when what the compiler sees of it (its includes and their comments as
well), its command or .clang-tidy has changed. Remembered under ${XDG_CACHE_HOME:-~/.cache}/orgd.
"""
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build" / "tidy"
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "orgd" / "clang-tidy"
KEEP_SECONDS = 30 * 24 * 3600


def key_of(entry):
    """A hash of all that the result depends on, or None when the file does not even preprocess."""
    command = shlex.split(entry["command"])
    at = command.index("-o")
    del command[at:at + 2]
    seen = subprocess.run([*command[:-2], "-E", "-CC", *command[-1:]],
                          cwd=entry["directory"], capture_output=True)
    if seen.returncode:
        return None
    text = b"\0".join([(ROOT / ".clang-tidy").read_bytes(), entry["command"].encode(),
                       seen.stdout])
    return hashlib.sha256(text).hexdigest()


def sources_of(entry):
    """The files of one compilation: what CMake's list for it includes, or the file alone."""
    file = Path(entry["file"])
    if file.parent.name != "Unity":
        return {file}
    return {Path(name) for name in re.findall(r'^#include "(.+)"$', file.read_text(), re.M)}


def is_shipped(file):
    beside = [ROOT / name for name in ("tests", "samples", "bench")]
    return not (any(map(file.is_relative_to, beside)) or file.stem.endswith("_test"))


def check(entry):
    """(name, state, output, seconds) of one compilation; state is clean, known or bad."""
    begin = time.monotonic()
    name = " ".join(sorted(file.relative_to(ROOT).as_posix() for file in sources_of(entry)))
    key = key_of(entry)
    if key and (CACHE / key).exists():
        (CACHE / key).touch()
        return name, "known", "", time.monotonic() - begin
    run = subprocess.run(["clang-tidy-19", "-p", str(BUILD), "--quiet", entry["file"]],
                         cwd=ROOT, capture_output=True, text=True)
    if run.returncode == 0 and key:
        (CACHE / key).touch()
    state = "bad" if run.returncode else "clean"
    return name, state, run.stdout + run.stderr, time.monotonic() - begin


def main(names):
    CACHE.mkdir(parents=True, exist_ok=True)
    for old in CACHE.iterdir():
        if time.time() - old.stat().st_mtime > KEEP_SECONDS:
            old.unlink()
    entries = json.loads((BUILD / "compile_commands.json").read_text())
    if names == ["--shipped"]:
        names = []
        entries = [e for e in entries if any(map(is_shipped, sources_of(e)))]
    wanted = {Path(name).resolve() for name in names}
    todo = [e for e in entries
            if (sources_of(e) & wanted if wanted
                else any(not file.is_relative_to(BUILD) for file in sources_of(e)))]
    missing = wanted - set().union(*map(sources_of, entries))
    if not todo or missing:
        print("not compiled by the preset tidy:", *sorted(missing))
        return 1
    counts = {"clean": 0, "known": 0, "bad": 0}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, state, output, seconds in pool.map(check, todo):
            counts[state] += 1
            if state == "bad":
                print(output, flush=True)
            if state != "known":
                print(f"{state:5} {seconds:5.1f} s  {name}", flush=True)
    print(f"clang-tidy: {counts['clean']} clean, {counts['known']} known to be clean,"
          f" {counts['bad']} with findings")
    return 1 if counts["bad"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
