"""Records what clients see while servers and database fail, and checks that each organization's
history is linearizable.

  python3 tests/history --store sqlite|postgresql [--seconds 3] [--rounds N] [--seed S]
  python3 tests/history --check FILE     checks a kept history again
  python3 tests/history --self-check     the checker must refute what is known to be wrong
"""
import argparse
import pickle
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "crash"))

# pylint: disable=wrong-import-position
from faults import Faults
from known_histories import self_check
from nodes import Nodes
from postgres_stand_in import Postgres
from rounds_of_calls import Rounds, Violation, check_calls


def arguments():
    parser = argparse.ArgumentParser(prog="tests/history", description=__doc__.split("\n\n")[0])
    parser.add_argument("--store", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--rounds", type=int, help="as many as there are faults without it")
    parser.add_argument("--seconds", type=float, default=3, help="length of a round")
    parser.add_argument("--orgd", default="build/release/orgd")
    parser.add_argument("--seed", type=int, help="repeats the choices of a run")
    parser.add_argument("--check", metavar="FILE")
    parser.add_argument("--self-check", action="store_true")
    return parser.parse_args()


def record(given, chosen, nodes, postgres, place):
    begin = time.monotonic()
    faults = Faults(nodes, postgres, chosen)
    rounds = Rounds(nodes, faults, chosen, place)
    count = given.rounds or len(faults.names)
    for number in range(count):
        fault = faults.names[number % len(faults.names)]
        print(rounds.run(number + 1, fault, given.seconds), flush=True)
    print(f"{given.store}: {count} rounds, {rounds.checked} calls, {rounds.lost} of them lost,"
          f" all linearizable, {time.monotonic() - begin:.0f} s")


def main():
    given = arguments()
    if given.check:
        for state, calls in pickle.loads(Path(given.check).read_bytes()).values():
            check_calls(calls, state)
        print("linearizable")
        return 0
    seed = given.seed if given.seed is not None else random.SystemRandom().getrandbits(32)
    if given.self_check:
        self_check(seed)
        return 0
    place = Path(tempfile.mkdtemp(prefix="orgd-history-"))
    postgres = Postgres() if given.store == "postgresql" else None
    nodes = None
    try:
        nodes = Nodes(str(Path(given.orgd).resolve()), place, postgres and postgres.url(),
                      2 if postgres else 1)
        record(given, random.Random(seed), nodes, postgres, place)
    except Violation as violation:
        print(f"violation: {violation}\nseed {seed}; histories and stores are kept in {place}")
        return 1
    finally:
        if nodes:
            nodes.kill()
        if postgres:
            postgres.stop()
    shutil.rmtree(place)
    return 0


if __name__ == "__main__":
    sys.exit(main())
