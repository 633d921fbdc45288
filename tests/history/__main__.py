"""Records what clients see while servers and database fail, and checks that each organization's
history is linearizable.

  python3 tests/history --store sqlite|postgresql [--cycles 1] [--seconds 3] [--seed S]
  python3 tests/history --check FILE     checks a kept history again
  python3 tests/history --self-check     the checker must refute what is known to be wrong
"""
import argparse
import pickle
import random
import sys
import time
from pathlib import Path

for folder in ("crash", "servers"):
    sys.path.append(str(Path(__file__).resolve().parent.parent / folder))

# pylint: disable=wrong-import-position
from checker import Undecided
from faults import Faults
from known_histories import self_check
from nodes import STORES, running
from rounds_of_calls import Rounds, Violation, check_calls


def arguments():
    parser = argparse.ArgumentParser(prog="tests/history", description=__doc__.split("\n\n")[0])
    parser.add_argument("--store", choices=STORES, default="sqlite")
    parser.add_argument("--cycles", type=int, default=1, help="how often each fault has its round")
    parser.add_argument("--seconds", type=float, default=3, help="length of a round")
    parser.add_argument("--orgd", default="build/release/orgd")
    parser.add_argument("--seed", type=int, help="repeats the choices of a run")
    parser.add_argument("--check", metavar="FILE")
    parser.add_argument("--self-check", action="store_true")
    return parser.parse_args()


def record(given, chosen, nodes, place):
    begin = time.monotonic()
    faults = Faults(nodes, chosen)
    rounds = Rounds(nodes, faults, chosen, place)
    for number, fault in enumerate(faults.names * given.cycles, 1):
        print(rounds.run(number, fault, given.seconds), flush=True)
    print(f"{given.store}: {number} rounds, {rounds.checked} calls, {rounds.lost} of them lost,"
          f" all linearizable, {time.monotonic() - begin:.0f} s")


def check_kept(file):
    for state, calls in pickle.loads(Path(file).read_bytes()).values():
        check_calls(calls, state)
    print("linearizable")


def main():
    given = arguments()
    seed = given.seed if given.seed is not None else random.SystemRandom().getrandbits(32)
    try:
        if given.self_check:
            self_check(seed)
        elif given.check:
            check_kept(given.check)
        else:
            with running(given.orgd, given.store) as (nodes, place):
                print(f"{given.store}, seed {seed}, histories go to {place}")
                record(given, random.Random(seed), nodes, place)
    except (Violation, Undecided) as violation:
        print(f"violation: {violation}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
