"""Races that one of two must lose, revocations that the next request must see, and commits whose
answer is lost.

  python3 tests/races isolation  --store sqlite|postgresql [--count 1000]
  python3 tests/races revocation --store sqlite|postgresql [--count 10000]
  python3 tests/races answers    --store postgresql

On PostgreSQL two servers share the store: each race is between the two, and what is revoked through
one is asked of the other.
"""
import argparse
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

for folder in ("crash", "history", "servers"):
    sys.path.append(str(Path(__file__).resolve().parent.parent / folder))

# pylint: disable=wrong-import-position
from isolation import CONTESTS
from lost_answers import lose_answers
from nodes import STORES, processes, running
from racer import Violation
from revocation import revoke

COUNTS = {"isolation": 1000, "revocation": 10000, "answers": None}
WORKERS = {"isolation": 4, "revocation": 6}
PATIENCE = 30  # a slow machine must not lose a race


def arguments():
    parser = argparse.ArgumentParser(prog="tests/races", description=__doc__.split("\n\n")[0])
    parser.add_argument("what", choices=COUNTS)
    parser.add_argument("--store", choices=STORES, default="sqlite")
    parser.add_argument("--count", type=int, help="of each race, or of all revocations")
    parser.add_argument("--orgd", default="build/release/orgd")
    return parser.parse_args()


def shares(count, workers):
    return [count * (one + 1) // workers - count * one // workers for one in range(workers)]


def run_contest(contest, nodes, name, count):
    running = contest(nodes, name)
    running.run(count)
    return running.outcomes


def work(task, nodes, name, count, pipe):
    """Sends what the task counted, or why it failed. Runs in a process of its own."""
    try:
        pipe.send((task(nodes, name, count), None))
    except Violation as violation:
        pipe.send((None, str(violation)))
    except Exception:
        pipe.send((None, traceback.format_exc()))


def in_parallel(task, name, nodes, count, workers):
    """The sum of what all workers count."""
    pipes = []
    for number, share in enumerate(shares(count, workers)):
        ours, theirs = processes.Pipe(duplex=False)
        processes.Process(target=work, daemon=True,
                          args=(task, nodes, f"{name} {number}", share, theirs)).start()
        theirs.close()
        pipes.append(ours)
    total = Counter()
    for pipe in pipes:
        counted, failure = pipe.recv()
        if failure:
            raise Violation(failure)
        total.update(counted)
    return total


def isolation(nodes, count):
    """Runs all contests, whatever becomes of one."""
    failures = []
    for contest in CONTESTS:
        begin = time.monotonic()
        try:
            outcomes = in_parallel(lambda *given, contest=contest: run_contest(contest, *given),
                                   contest.__name__, nodes, count, WORKERS["isolation"])
        except Violation as violation:
            failures.append(str(violation))
            continue
        told = ", ".join(f"{number} times {' and '.join(outcome)}"
                         for outcome, number in outcomes.most_common())
        print(f"{contest.__name__}: {count} races: {told}; {time.monotonic() - begin:.1f} s",
              flush=True)
    if failures:
        raise Violation("\n".join(failures))


def revocation(nodes, count):
    begin = time.monotonic()
    done = in_parallel(revoke, "Revocation", nodes, count, WORKERS["revocation"])
    load = done.pop("requests of the load")
    ways = ", ".join(f"{name} {number}" for name, number in sorted(done.items()))
    print(f"{sum(done.values())} revocations ({ways}), each refused at the next request, beside"
          f" {load} requests; {time.monotonic() - begin:.1f} s")


def answers(nodes, _):
    begin = time.monotonic()
    outcomes, failures = lose_answers(nodes)
    if failures:
        raise Violation("\n".join(failures))
    told = ", ".join(f"{number} told {outcome}" for outcome, number in sorted(outcomes.items()))
    print(f"{sum(outcomes.values())} writes lost their commit's answer: {told};"
          f" {time.monotonic() - begin:.1f} s")


PROOFS = {"isolation": isolation, "revocation": revocation, "answers": answers}


def main():
    given = arguments()
    count = given.count or COUNTS[given.what]
    try:
        with running(given.orgd, given.store, PATIENCE) as (nodes, _):
            print(f"{given.store}, {len(nodes.all)} node(s)")
            PROOFS[given.what](nodes, count)
    except Violation as violation:
        print(f"violation: {violation}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
