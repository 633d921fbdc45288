"""Scenes of what takes a store of its own: a million organizations or events, PostgreSQL, and the
client."""
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor

from rows import Round
from scenes import GET, ORGS, PAGE, ROOT, Reads, Scene, body_of, memory_of, rates
from servers import LATER_TYPE, LOAD_CORE, SERVER_CORE, Orgd, printed

sys.path.insert(0, str(ROOT / "tests" / "servers"))
from postgres import Postgres  # noqa: E402: found through the line above

# Of a second server; with two cores it shares the one of the load and the database.
SECOND_CORE = "2" if os.cpu_count() > 2 else LOAD_CORE


class Million(Scene):
    """More organizations than any cache holds, asked for in turn: each round goes on where the one
    before ended. Nothing writes, so that the store needs no copy."""

    def set_up(self):
        self.store, self.listing = self.bench.seeded("million", self.bench.many)
        self.server = self.serve("serve")
        self.other = self.nginx("nginx-million", body_of(self.server, self.listing, GET))
        self.asked = 0

    def serve(self, command, *options):
        return self.started(Orgd(self.bench.orgd, self.store, *options, command=command))

    def in_turn(self):
        own = self.load(self.server, listing=self.listing, first=self.asked).run()
        self.asked += own.answers
        return own

    def get_million(self):
        first = self.asked
        own = self.in_turn()
        return rates(own, self.load(self.other, listing=self.listing, first=first).run())

    def memory_million(self):
        while self.asked < self.bench.many:
            self.in_turn()
        return memory_of(self.server)


class Pages(Million):
    """Everybody may list all organizations of a demo with examples, which adds one."""

    def set_up(self):
        self.store, self.listing = self.bench.seeded("million", self.bench.many)
        self.server = self.serve("demo", "--examples")

    def page(self):
        last, first = (self.load(self.server, f"{ORGS}?itemsPerPage={PAGE}&pageNum={number}",
                                 signed=False, connections=1).run()
                       for number in (self.bench.many // PAGE, 1))
        return Round(first.rate / last.rate, first.rate,
                     f"{1e3 / last.rate:,.2f} to {1e3 / first.rate:,.2f} ms")


class Journal(Reads):
    """Lists of an organization with a million events and a team, which nothing changes."""
    options = ()

    def set_up(self):
        store, self.first_only = self.bench.filled(
            "journal", "--organizations", 1, "--members", 2 * PAGE, "--teams", 1,
            "--team-members", PAGE, "--events", self.bench.many)
        self.server = self.started(Orgd(self.bench.orgd, store, *self.options))
        self.of_list = {}

    def events(self):
        return self.listed("events")

    def team(self):
        teams = json.loads(body_of(self.server, self.first_only, GET + "/teams"))["results"]
        return self.listed(f"teams/{teams[0]['id']}/users", LATER_TYPE)


class FarJournal(Journal):
    """The same without pages that are kept: each is asked of the store."""
    options = ("--list-cache", "0")

    def events_far(self):
        last, first = (self.load(self.server, f"{GET}/events?itemsPerPage={PAGE}&pageNum={number}",
                                 self.first_only, connections=1).run()
                       for number in (self.bench.many // PAGE, 1))
        return Round(first.rate / last.rate, first.rate,
                     f"{1e3 / last.rate:,.2f} to {1e3 / first.rate:,.2f} ms")


class Client(Scene):
    """Calls through the client library beside the same calls in bare libcurl."""

    def set_up(self):
        self.server = self.orgd()

    def sdk(self):
        org, key, secret, _ = self.bench.list.read_text().split("\n", 1)[0].split()
        ratio, own, other = map(float, printed(
            LOAD_CORE, self.bench.program("bench_sdk_call"), f"http://{self.server.host}", key,
            secret, org, "3").split())
        return Round(ratio, other, f"{own:.0f} to {other:.0f} us")


class Database(Scene):
    """Reads of PostgreSQL. It runs beside the load: the server has its core to itself."""

    def set_up(self):
        self.database = self.ends.enter_context(Postgres({
            "fsync": "on", "full_page_writes": "on", "shared_buffers": "256MB"}))
        state = self.database.home / "data" / "postmaster.pid"
        postmaster = int(state.read_text().split("\n", 1)[0])
        os.sched_setaffinity(postmaster, {int(LOAD_CORE)})  # its backends inherit it
        self.store, self.listing = self.bench.seeded("postgres", url=self.database.url())
        self.database.sql("VACUUM ANALYZE", "orgd")

    def rate(self, scope, *other_cores):
        """Reads a second of one server, and of one more on each other core, each with its load."""
        with Scene(self.bench) as place, ThreadPoolExecutor() as pool:
            servers = [place.started(Orgd(
                self.bench.orgd, self.store, "--store", self.database.url(),
                "--replay-protection", scope, core=core)) for core in (SERVER_CORE, *other_cores)]
            for server in servers:  # what is measured is callers that are known
                self.go_around(server)
            loads = [self.load(server, listing=self.listing) for server in servers]
            return sum(run.rate for run in pool.map(lambda load: load.run(), loads))

    def go_around(self, server):
        asked, count = 0, len(self.listing.read_text().splitlines())
        while asked < count:
            asked += self.load(server, listing=self.listing, first=asked).run().answers

    def to(self, own, other):
        return Round(own / other, other, f"{own:,.0f} to {other:,.0f} a second")

    def postgres(self):
        raw = float(printed(SERVER_CORE, self.bench.program("bench_raw_pipeline"),
                            self.database.url(), self.listing, str(self.bench.seconds), "64"))
        return self.to(self.rate("node"), raw)

    def claims(self):
        return self.to(self.rate("cluster"), self.rate("node"))

    def nodes(self):
        return self.to(self.rate("node", SECOND_CORE), self.rate("node"))
