"""Measures orgd against its yardsticks in interleaved rounds and prints medians as ratios.

  bench/measure.py BUILD_DIR WORK_DIR [--rounds N] [--seconds S] [--row NAME]...

Called by bench/run. Exits 1 when a floor is missed or an answer was not a 2xx.
"""
import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from servers import (LOAD_CORE, SERVER_CORE, Nginx, Orgd, Run, fresh_copy, on_load_core,
                     pipeline_rate, raw_rate)

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "servers"))
from postgres import Postgres  # noqa: E402

ORGANIZATIONS = 10_000
ROWS = ("get", "http", "invite", "sdk", "postgres")
# Requests made before the clock starts, for each second of a run: more than either server answers.
MADE_EACH_SECOND = {"get": 170_000, "invite": 20_000}
MEDIA_TYPE = "application/vnd.atlas.2023-01-01+json"
MIB = 1024
# Of a second server; with two cores it shares the one of the load and the database.
SECOND_CORE = "2" if os.cpu_count() > 2 else LOAD_CORE


class Row:
    """A figure with its floor and goal; `at_most` for figures where less is better."""

    def __init__(self, name, floor, goal, unit="", at_most=False):
        self.name, self.floor, self.goal, self.unit, self.at_most = name, floor, goal, unit, at_most
        self.values = []
        self.note = ""

    def value(self):
        return statistics.median(self.values)

    def meets(self, bound):
        return self.value() <= bound if self.at_most else self.value() >= bound

    def verdict(self):
        if self.meets(self.goal):
            return "goal"
        return "floor" if self.meets(self.floor) else "MISSED"

    def line(self):
        spread = f"{min(self.values):.2f}..{max(self.values):.2f}"
        return (f"{self.name:<46} {self.value():>8.2f}{self.unit:<4} {spread:>16} "
                f"{self.floor:>7g} {self.goal:>6g}  {self.verdict():<6}  {self.note}")


def read_body(server, listing):
    """The answer whose bytes nginx is to send: one organization, asked for with Digest."""
    org, key, _, ha1 = listing.read_text().split("\n", 1)[0].split()
    nonces = listing.parent / "nonce"
    server.write_nonces(nonces)
    nonce = nonces.read_text().split()[0]
    uri = f"/api/atlas/v2/orgs/{org}"
    md5 = lambda text: hashlib.md5(text.encode()).hexdigest()
    response = md5(f"{ha1}:{nonce}:00000001:c:auth:" + md5("GET:" + uri))
    with server.connect() as client:
        client.sendall((
            f"GET {uri} HTTP/1.1\r\nHost: {server.host}\r\nAccept: {MEDIA_TYPE}\r\n"
            f'Connection: close\r\nAuthorization: Digest username="{key}", nonce="{nonce}", '
            f'realm="MMS Public API", uri="{uri}", nc=00000001, cnonce="c", qop=auth, '
            f'response="{response}"\r\n\r\n').encode())
        answer = b"".join(iter(lambda: client.recv(1 << 16), b"")).decode()
    head, body = answer.split("\r\n\r\n", 1)
    if not head.startswith("HTTP/1.1 200") or json.loads(body)["id"] != org:
        raise RuntimeError("unexpected answer: " + answer)
    return body


class Bench:
    def __init__(self, arguments):
        self.build, self.work = Path(arguments.build), Path(arguments.work)
        self.rounds, self.seconds = arguments.rounds, arguments.seconds
        self.seed, self.list = self.work / "seed", self.work / "list"
        self.nonces = self.work / "nonces"
        self.failures = []
        self.details = []

    def make_seed(self):
        done = subprocess.run([self.build / "bench/bench_seed_store", self.seed, self.list,
                               str(ORGANIZATIONS)], check=False)
        if done.returncode != 0:
            raise RuntimeError("cannot make the store")

    def start(self):
        store = self.work / "store"
        fresh_copy(self.seed, store)
        return Orgd(self.build / "orgd", store)

    def load(self, server, mode, name, listing=None, number=""):
        made, nonces = 0, Path(f"{self.nonces}{number}")
        if mode != "options":
            made = MADE_EACH_SECOND[mode] * self.seconds
            if isinstance(server, Orgd):
                server.write_nonces(nonces)
        run = Run(server, self.seconds, mode, listing or self.list, nonces, made)
        self.details.append(
            f"{name:<24} {run.rate:>9.0f}/s  {run.cpu_micros:6.1f} us CPU each, server busy "
            f"{run.server_cpu:4.0%}, made late {run.late}")
        if run.refused or run.broken:
            self.failures.append(f"{name}: {run.refused} answers were not 2xx, {run.broken} broken")
        return run

    def reads(self, rows):
        """Authenticated reads and plain HTTP, each beside nginx in the same round."""
        server = self.start()
        nginx = None
        try:
            nginx = Nginx(self.work / "nginx", read_body(server, self.list), MEDIA_TYPE)
            rows["start"].values.append(server.start_seconds)
            for _ in range(self.rounds):
                for key, mode in (("get", "get"), ("http", "options")):
                    if key not in rows:
                        continue
                    own = self.load(server, mode, f"orgd {mode}")
                    other = self.load(nginx, mode, f"nginx {mode}")
                    rows[key].values.append(own.rate / other.rate)
                    rows[key].note = f"{own.rate:.0f} to {other.rate:.0f} a second"
            memory = server.memory_kib()
            rows["memory"].values.append(memory["VmRSS"] / MIB)
            rows["memory"].note = ", ".join(f"{k} {v / MIB:.1f}" for k, v in memory.items())
        finally:
            if nginx:
                nginx.stop()
            server.stop()

    def writes(self, rows):
        """Invitations with 64 clients beside SQLite alone, both from the same store."""
        for _ in range(self.rounds):
            server = self.start()
            try:
                rows["start"].values.append(server.start_seconds)
                own = self.load(server, "invite", "orgd invite")
            finally:
                server.stop()
            fresh_copy(self.seed, self.work / "store")
            raw = raw_rate(self.build / "bench/bench_raw_group_commit", self.work / "store",
                           self.list, self.seconds)
            self.details.append(f"{'raw SQLite invite':<24} {raw:>9.0f}/s")
            rows["invite"].values.append(own.rate / raw)
            rows["invite"].note = f"{own.rate:.0f} to {raw:.0f} a second"


    def client(self, rows):
        """Calls through the client library beside the same calls in bare libcurl."""
        server = self.start()
        try:
            org, key, secret, _ = self.list.read_text().split("\n", 1)[0].split()
            for _ in range(self.rounds):
                ratio, own, other = map(float, on_load_core(
                    self.build / "bench/bench_sdk_call", f"http://{server.host}", key, secret, org,
                    "3").split())
                rows["sdk"].values.append(ratio)
                rows["sdk"].note = f"{own:.0f} to {other:.0f} us of the caller's CPU"
        finally:
            server.stop()


    def postgres(self, rows):
        """Reads of PostgreSQL beside libpq alone, and what a nonce claimed in the store costs. The
        database runs beside the load: the server has its core to itself."""
        store, listing = self.work / "postgres-key", self.work / "postgres-list"
        with Postgres({"fsync": "on", "full_page_writes": "on",
                       "shared_buffers": "256MB"}) as database:
            postmaster = (database.home / "data" / "postmaster.pid").read_text().split("\n", 1)[0]
            os.sched_setaffinity(int(postmaster), {int(LOAD_CORE)})  # its backends inherit it
            subprocess.run([self.build / "bench/bench_seed_store", store, listing,
                            str(ORGANIZATIONS), database.url()], check=True)
            database.sql("VACUUM ANALYZE", "orgd")
            for _ in range(self.rounds):
                raw = pipeline_rate(self.build / "bench/bench_raw_pipeline", database.url(),
                                    listing, self.seconds)
                self.details.append(f"{'raw libpq':<24} {raw:>9.0f}/s")
                own, claimed = (self.postgres_rate(store, database, listing, scope)
                                for scope in ("node", "cluster"))
                rows["postgres"].values.append(own / raw)
                rows["postgres"].note = f"{own:.0f} to {raw:.0f} a second"
                rows["claims"].values.append(claimed / own)
                rows["claims"].note = f"{claimed:.0f} to {own:.0f} a second"
                both = self.postgres_rate(store, database, listing, "node", SECOND_CORE)
                rows["nodes"].values.append(both / own)
                rows["nodes"].note = f"{both:.0f} to {own:.0f} a second"

    def postgres_rate(self, store, database, listing, scope, *other_cores):
        """Reads a second of one server, and of one more on each other core, each with its load."""
        servers = []
        try:
            for core in (SERVER_CORE, *other_cores):
                servers.append(Orgd(self.build / "orgd", store, "--store", database.url(),
                                    "--replay-protection", scope, core=core))
            for server in servers:  # once around: what is measured is callers that are known
                self.load(server, "get", "warming up", listing)
            with ThreadPoolExecutor() as pool:
                name = f"postgres get, {scope}"
                runs = [pool.submit(self.load, server, "get", name, listing, f"{number}")
                        for number, server in enumerate(servers)]
                return sum(run.result().rate for run in runs)
        finally:
            for server in servers:
                server.stop()


def all_rows():
    return {
        "get": Row("authenticated GET, 10 k organizations, to nginx", 0.45, 0.70),
        "http": Row("OPTIONS (HTTP alone), to nginx", 0.45, 0.70),
        "invite": Row("durable invitations, to raw SQLite", 0.4, 0.8),
        "sdk": Row("client library's GET, to bare libcurl", 1.3, 1.05, at_most=True),
        "postgres": Row("GET on PostgreSQL, to raw pipelined libpq", 0.4, 0.7),
        "claims": Row("the same, nonces claimed there, to not", 0, 0.5),
        "nodes": Row("the same, two nodes to one", 0, 1.5),
        "memory": Row("resident memory, 10 k organizations", 96, 32, " MiB", at_most=True),
        "start": Row("start on that store", 1, 0.1, " s", at_most=True),
    }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("work")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--row", action="append", choices=ROWS)
    arguments = parser.parse_args()
    chosen = arguments.row or ROWS
    rows = {key: row for key, row in all_rows().items()
            if key in chosen or key in ("memory", "start", "claims", "nodes")}
    bench = Bench(arguments)
    bench.make_seed()
    if "get" in rows or "http" in rows:
        bench.reads(rows)
    if "invite" in rows:
        bench.writes(rows)
    if "sdk" in rows:
        bench.client(rows)
    if "postgres" in rows:
        bench.postgres(rows)
    rows = {key: row for key, row in rows.items() if row.values}
    print("\n".join(bench.details))
    print(f"\n{'':<46} {'median':>8}{'':<4} {'least..most':>16} {'floor':>7} {'goal':>6}"
          f"          last round")
    for row in rows.values():
        print(row.line())
    for failure in bench.failures:
        print("error:", failure)
    missed = [row.name for row in rows.values() if not row.meets(row.floor)]
    for name in missed:
        print("floor missed:", name)
    sys.exit(1 if missed or bench.failures else 0)


if __name__ == "__main__":
    main()
