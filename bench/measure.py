"""Measures orgd beside its yardsticks on the same machine, in rounds that take turns, and prints
the table of all figures as ratios with their floors and goals.

  bench/run                    everything: 5 rounds of 5 s each, half an hour or more
  bench/run --write            the same, and keeps it in bench/results.md
  bench/run --quick            3 rounds of 2 s, to try it out
  bench/run --row get          only this row; may be repeated
  bench/run --list             the rows

Exits 1 when a steady row misses its floor, or when a row could not run. A row is measured again, up
to five times, while its yardstick moves by more than 15 %; then it is unsteady and proves nothing.
Needs two cores with nothing else to do.
"""
import argparse
import hashlib
import signal
import subprocess
import sys
import tempfile
from functools import cached_property
from pathlib import Path

import account_scenes
import other_scenes
import rows
import scenes
import session_scenes
from servers import REALM

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build/release"
PROGRAMS = ("bench_load", "bench_seed_store", "bench_raw_group_commit", "bench_raw_pipeline",
            "bench_raw_passwords", "bench_sdk_call")
ORGANIZATIONS = 10_000


SCENES = (scenes.Counted, scenes.Reads, scenes.Resident, scenes.Tls, scenes.Mixed, scenes.Loops,
          scenes.Writes, account_scenes.Tokens, account_scenes.Bearer,
          session_scenes.Sessions, session_scenes.SignIns, other_scenes.Client,
          other_scenes.Million, other_scenes.Pages, other_scenes.Journal, other_scenes.FarJournal,
          other_scenes.Database)


class Bench:
    """What all scenes share: the programs, a folder, and how long a round is."""
    orgd = BUILD / "orgd"
    load = BUILD / "bench/bench_load"

    def __init__(self, work, given):
        self.work = work
        self.rounds, self.seconds, self.many = given.rounds, given.seconds, given.many

    def program(self, name):
        return BUILD / "bench" / name

    def folder(self, name):
        return self.work / name

    def seeded(self, name, count=ORGANIZATIONS, url=None):
        """A store and the list of its organizations; a file, made once."""
        store, listing = self.work / name, self.work / f"{name}-list"
        if not listing.exists():
            subprocess.run([self.program("bench_seed_store"), store, listing, str(count),
                            *([url] if url else [])], check=True)
        return store, listing

    def filled(self, name, *numbers):
        """The same of a store that orgd seed makes of these numbers."""
        store, listing, keys = (self.work / f"{name}{end}" for end in ("", "-list", "-keys"))
        if not listing.exists():
            subprocess.run([self.orgd, "seed", "--data", store, "--credentials", keys,
                            *map(str, numbers)], check=True, stdout=subprocess.DEVNULL)
            listing.write_text("".join(with_ha1(line) for line in keys.read_text().splitlines()))
        return store, listing

    @cached_property
    def list(self):
        return self.seeded("seed")[1]

    def seed(self):
        return self.seeded("seed")[0]


def with_ha1(line):
    _, key, secret = line.split()
    return f"{line} {hashlib.md5(f'{key}:{REALM}:{secret}'.encode()).hexdigest()}\n"


# What keeps a row from being measured and says nothing of the others.
FAILURES = (OSError, RuntimeError, subprocess.SubprocessError)


def method_of(row):
    return row.name.replace("-", "_")


def results_of(bench, wanted):
    """Those of the wanted rows, scene by scene, as they come."""
    for kind in SCENES:
        here = [row for row in wanted if method_of(row) in vars(kind)]
        if not here:
            continue
        try:
            with kind(bench) as scene:
                while here:
                    yield result_of(scene, here[0])
                    here.pop(0)
        except FAILURES as why:
            yield from (rows.Result(row, reason=reason_of(why)) for row in here)


def result_of(scene, row):
    try:
        return rows.measured(row, scene.bench.rounds, getattr(scene, method_of(row)))
    except FAILURES as why:
        return rows.Result(row, reason=reason_of(why))


def reason_of(why):
    return " ".join(f"{why} {getattr(why, 'stderr', '') or ''}".split())


def arguments():
    parser = argparse.ArgumentParser(
        prog="bench/run", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    names = [row.name for row in rows.ROWS]
    parser.add_argument("--row", action="append", choices=names, metavar="ROW")
    parser.add_argument("--list", action="store_true", help="print the rows and their bounds")
    parser.add_argument("--write", action="store_true", help="keep the table in bench/results.md")
    parser.add_argument("--quick", action="store_true", help="short rounds")
    parser.add_argument("--rounds", type=int, help="of each row (5)")
    parser.add_argument("--seconds", type=int, help="of each load (5)")
    parser.add_argument("--many", type=int, default=1_000_000, metavar="N",
                        help="organizations, or events, in place of 1 M, to try the rows of these")
    given = parser.parse_args()
    if given.write and given.row:
        parser.error("--write keeps whole tables only")
    given.rounds = given.rounds or (3 if given.quick else 5)
    given.seconds = given.seconds or (2 if given.quick else 5)
    return given


def keep(results, given):
    """After each row, so that a run that is stopped leaves what it measured."""
    measured = {result.row: result for result in results}
    whole = [measured.get(row) or rows.Result(row, reason="the run was stopped before it")
             for row in rows.ROWS]
    told = f"{given.rounds} rounds of {given.seconds} s, {given.many:,} organizations for 1 M"
    (ROOT / "bench/results.md").write_text(rows.document(whole, told))


def main():
    given = arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # ends the servers too
    if given.list:
        print(rows.table([rows.Result(row, reason="") for row in rows.ROWS]))
        return 0
    subprocess.run([ROOT / "tools/install-packages", "build", "bench"], check=True)
    subprocess.run([ROOT / "tools/build", "release", "orgd", *PROGRAMS], check=True)
    results = []
    # On the disk that build/ is on: a store in memory would make every write look cheap.
    with tempfile.TemporaryDirectory(prefix="bench.", dir=ROOT / "build") as work:
        wanted = [row for row in rows.ROWS if given.row is None or row.name in given.row]
        for result in results_of(Bench(Path(work), given), wanted):
            print(rows.line(result), flush=True)
            results.append(result)
            if given.write:
                keep(results, given)
    print("\n" + rows.table(sorted(results, key=lambda result: rows.ROWS.index(result.row))))
    return any(result.failed() for result in results)


if __name__ == "__main__":
    sys.exit(main())
