"""Failover under load: three machines with etcd, Patroni and PostgreSQL, two orgd processes behind
HAProxy, 32 clients. A round ends a part of it, and checks that every acknowledged write is there
and that nothing else was told of the others than what is true.

  python3 tests/ha --rounds 8 [--orgd build/release/orgd] [--seed S]
  python3 tests/ha --self-check      tells untruths to the checks: they must complain

Wants root, for network namespaces; all runs in namespaces of its own and leaves nothing behind.
The faults in turn: the primary's whole node, its PostgreSQL alone, its Patroni alone, the leader of
etcd, a cut of the primary's network, a primary that stands still, a standby's node, a cut of a
standby's network. The gap is the longest time without an acknowledged write.
"""
import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.append(str(Path(__file__).resolve().parent.parent / "crash"))

import sandbox  # noqa: E402  the path must be known first
from cluster import Cluster, NotInTime  # noqa: E402
from failover import Rounds  # noqa: E402
from server import Server  # noqa: E402
from untruths import Untruths  # noqa: E402

GOAL_SECONDS, FLOOR_SECONDS = 10, 20
TTL, RETRY_TIMEOUT = 5, 2
TAIL_LINES = 15
TROUBLE, TROUBLES = re.compile(r"Z (5\d\d|warning|error) "), 60  # lines of orgd's log
NEEDED = ("etcd", "patroni", "haproxy", "ip", "nsenter", "/usr/lib/postgresql/15/bin/postgres")


def arguments():
    parser = argparse.ArgumentParser(prog="tests/ha", description=__doc__.split("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--orgd", default="build/release/orgd", help="the program to serve with")
    parser.add_argument("--seed", type=int, help="repeats the choices of the clients")
    parser.add_argument("--ttl", type=int, default=TTL, help="Patroni's ttl")
    parser.add_argument("--retry-timeout", type=int, default=RETRY_TIMEOUT, help="Patroni's, too")
    parser.add_argument("--on-disk", action="store_true",
                        help="keep the databases on the disk, not in memory")
    parser.add_argument("--strict-gap", action="store_true",
                        help=f"fail when a gap is longer than {FLOOR_SECONDS} s")
    parser.add_argument("--logs", type=Path, help="copy all logs to this directory")
    parser.add_argument("--self-check", action="store_true", help="test the checks themselves")
    return parser.parse_args()


class Test:
    def __init__(self, given, seed, directory):
        self.given, self.seed, self.directory = given, seed, directory
        self.reports = []

    def run(self):
        begin = time.monotonic()
        try:
            return self._rounds(begin)
        except NotInTime as error:
            print(f"{error}\nseed {self.seed}")
            self._show_logs()
            return 1
        finally:
            if self.given.logs:
                self.given.logs.mkdir(parents=True, exist_ok=True)
                for log in self.directory.glob("*.log"):
                    shutil.copy(log, self.given.logs)

    def _rounds(self, begin):
        cluster = Cluster(self.directory, self.given.ttl, self.given.retry_timeout)
        cluster.start()
        print(f"a cluster of three after {time.monotonic() - begin:.0f} s", flush=True)
        rounds = Rounds(cluster, [self._server(number, cluster) for number in (0, 1)], self.seed)
        if self.given.self_check:
            Untruths(rounds).check()
            return 0
        for number in range(1, self.given.rounds + 1):
            report = rounds.run(number)
            self.reports.append(report)
            print(f"round {number:3}: {report}", flush=True)
            if report.problems:
                self._tell(rounds, report)
            if report.lost:
                break
        return self._sum_up(rounds, begin)

    def _server(self, number, cluster):
        log = (self.directory / f"orgd-{number}.log").open("a")
        return Server(str(Path(self.given.orgd).resolve()), str(self.directory / f"orgd-{number}"),
                      cluster.url(), log)

    def _tell(self, rounds, report):
        """Each violation with what was called about that organization, and what the servers say."""
        for problem in report.problems:
            print(f"violation: {problem}")
        text = "\n".join(report.problems)
        for record in rounds.history(text):
            print(f"  called: {record}")
        for log in self.directory.glob("orgd-*.log"):
            print(f"--- {log.name}")
            lines = [line for line in log.read_text().splitlines() if TROUBLE.search(line)]
            print("\n".join(lines[-TROUBLES:]))

    def _show_logs(self):
        for log in sorted(self.directory.glob("*.log")):
            if "etcd" not in log.name:
                print(f"--- {log.name}")
                subprocess.run(["tail", "-n", str(TAIL_LINES), str(log)], check=False)
        sys.stdout.flush()

    def _sum_up(self, rounds, begin):
        longest = {}
        for report in self.reports:
            longest[report.fault] = max(longest.get(report.fault, 0), report.gap)
        for fault, gap in longest.items():
            judged = ("goal met" if gap <= GOAL_SECONDS else
                      "floor met" if gap <= FLOOR_SECONDS else "MISSED")
            print(f"{fault:17} longest gap {gap:5.1f} s (goal {GOAL_SECONDS}, floor "
                  f"{FLOOR_SECONDS}): {judged}")
        worst = max(longest.values())
        print(json.dumps({
            "ttl": self.given.ttl, "longest_gap_s": round(worst, 2), "seed": self.seed,
            "goal_s": GOAL_SECONDS, "floor_s": FLOOR_SECONDS,
            "rounds": [{"fault": report.fault, "gap_s": round(report.gap, 2),
                        "read_gap_s": round(report.read_gap, 2),
                        "whole_again_s": round(report.recovered, 2),
                        "unknown_done": report.landed,
                        **{outcome.name.lower(): number
                           for outcome, number in report.counts.items()}}
                       for report in self.reports]}))
        print(f"{len(self.reports)} rounds, {rounds.world.acknowledged} operations acknowledged "
              f"and found, {len(rounds.world.organizations)} organizations, "
              f"{time.monotonic() - begin:.0f} s, seed {self.seed}")
        wrong = sum(len(report.problems) for report in self.reports)
        if wrong:
            print(f"{wrong} violations")
        return 1 if wrong or self.given.strict_gap and worst > FLOOR_SECONDS else 0


def main():
    given = arguments()
    for program in NEEDED:
        if not shutil.which(program, path="/usr/sbin:/usr/bin:/sbin:/bin"):
            sys.exit(f"{program} is missing: tools/install-packages test")
    if os.geteuid() != 0:
        sys.exit("tests/ha needs root: it makes network namespaces")
    seed = given.seed if given.seed is not None else random.SystemRandom().getrandbits(32)
    try:
        return sandbox.run(lambda directory: Test(given, seed, directory).run(), given.on_disk)
    except sandbox.NoNamespaces as error:
        sys.exit(f"tests/ha cannot make namespaces here: {error}")


if __name__ == "__main__":
    sys.exit(main())
