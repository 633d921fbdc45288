"""Kills the server under load, again and again, and checks that nothing acknowledged is lost and
nothing unanswered is half done.

  python3 tests/crash --rounds 30 [--orgd build/release/orgd] [--seed S]
  python3 tests/crash --self-check     damages copies of a store: the checks must complain

SIGKILL ends the process, not the machine: what the kernel holds survives, so this shows that
answers follow their commits and that commits are whole, not that the disk has them.
"""
import argparse
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from rounds import Rounds
from self_check import self_check
from server import Server
from verify import Violation


def arguments():
    parser = argparse.ArgumentParser(prog="tests/crash", description=__doc__.split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--orgd", default="build/release/orgd", help="the program to kill")
    parser.add_argument("--seed", type=int, help="repeats the choices of a run")
    parser.add_argument("--self-check", action="store_true", help="test the checks themselves")
    return parser.parse_args()


def crash(server, seed, count):
    begin = time.monotonic()
    rounds = Rounds(server, seed)
    for number in range(1, count + 1):
        print(rounds.run(number), flush=True)
    rounds.finish()
    kinds = sorted(rounds.world.kinds.items())
    print("acknowledged: " + ", ".join(f"{name} {number}" for name, number in kinds))
    print(f"{count} rounds, {rounds.world.acknowledged} operations acknowledged and found, "
          f"{rounds.in_flight} in flight ({rounds.landed} took effect, whole), "
          f"{len(rounds.world.organizations)} organizations, {time.monotonic() - begin:.0f} s, "
          f"seed {seed}")


def main():
    given = arguments()
    seed = given.seed if given.seed is not None else random.SystemRandom().getrandbits(32)
    place = Path(tempfile.mkdtemp(prefix="orgd-crash-"))
    server = Server(str(Path(given.orgd).resolve()), str(place / "store"))
    try:
        if given.self_check:
            self_check(server, seed, place)
        else:
            crash(server, seed, given.rounds)
    except Violation as violation:
        print(f"violation: {violation}\nseed {seed}; the store is kept in {place}")
        return 1
    except Exception:
        print(f"seed {seed}; the store is kept in {place}")
        raise
    finally:
        if server.running():
            server.kill()
    shutil.rmtree(place)
    return 0


if __name__ == "__main__":
    sys.exit(main())
