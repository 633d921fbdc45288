"""The rounds: load, cut sessions, a fault, its end, check. All on one store, which grows."""
import random
import shutil
import time
from contextlib import closing
from dataclasses import dataclass, field

from clients import Client, Load, Outcome, clock, longest_gap
from cluster import wait_for
from digest_client import ROOT, DigestClient
from faults import FAULTS, cut_sessions
from reader import Reader
from store_rows import StoreRows
from verify import ApiCheck, Violation, verify_gone, verify_key, verify_store
from world import World

CLIENTS = 32
WARM = 100        # acknowledged before a fault, and after it before it is healed
LINKS = 48        # invitations of a round that may be accepted or rejected
ASKED = 24        # organizations asked about through the API after a round
KEYS = 24         # keys tried
LAST = 20         # acknowledged calls told with a violation
# A fault is a reason to say that nothing was done or that nobody knows, and for nothing else.
WRONG = Outcome.REFUSED, Outcome.FAILED
# A commit in doubt is asked about for 30 s, and another primary is there before: of hardly any
# nobody may know.
MOST_UNKNOWN = 2


@dataclass
class Report:
    """What a round came to."""
    fault: str
    struck: float     # when
    gap: float        # without an acknowledged write
    read_gap: float   # without an answered read
    recovered: float  # from healing the fault to a whole cluster
    counts: dict
    landed: int = 0   # of those of unknown outcome
    problems: list = field(default_factory=list)
    lost: bool = False  # world and store differ for good: further rounds would show nothing new

    def __str__(self):
        told = ", ".join(f"{self.counts[outcome]} {outcome.value}" for outcome in Outcome
                         if self.counts[outcome])
        return (f"{self.fault:17} at {clock(self.struck)} gap {self.gap:5.1f} s, of reads "
                f"{self.read_gap:5.1f} s, whole again after {self.recovered:4.1f} s; {told} "
                f"({self.landed} of the unknown done)")


def read_rows(connection):
    """What stands in the store, in one transaction of `connection`, which it does not end."""
    def execute(query):
        cursor = connection.cursor()
        cursor.execute(query)
        return cursor.fetchall()
    return StoreRows(execute)


def settle(world, records, store):
    """Asks the store about each call that was not acknowledged, and brings the world up to it.
    Returns how many of unknown outcome are done, and what was told wrongly."""
    landed, problems = 0, []
    for record in records:
        if record.outcome is Outcome.ACKNOWLEDGED:
            continue
        if record.outcome in WRONG:
            problems.append(f"no answer to what is valid: {record}")
        if record.operation.org.org_id not in store.ids():
            continue  # lost, which is told when all is compared
        facts = record.operation.of_store(store)
        if facts is None:
            continue
        record.operation.apply(world, **facts)
        if record.outcome.tells():
            problems.append(f"told as not done, and is done: {record}")
        else:
            landed += 1
    return landed, problems


class Rounds:
    def __init__(self, cluster, servers, seed):
        self.cluster, self.servers = cluster, servers
        self.random = random.Random(seed)
        made = servers[0].make_store()
        for other in servers[1:]:
            shutil.copytree(servers[0].store, other.store)  # the key; the data is in the database
        for server in servers:
            server.start()
        self._key = made["publicKey"], made["privateKey"]
        with closing(DigestClient(servers[0].address)) as client:
            status = client.call(self._key, "GET", ROOT)
        self.world = World(made, status.body["apiKey"]["id"])

    def run(self, number):
        """Leaves a whole cluster, no load, and a world that agrees with the store."""
        fault = FAULTS[(number - 1) % len(FAULTS)]
        load = self.start_load()
        reader = Reader(self._key, [server.address for server in self.servers])
        struck = self._strike(fault, load)
        healed = time.time()
        wait_for("a whole cluster", self.cluster.healthy)
        recovered = time.time() - healed
        wait_for("writes to the whole cluster",
                 lambda: load.acknowledged_since(healed + recovered) >= WARM)
        load.end()
        reader.end()
        self.records = load.records()
        report = Report(fault.name, struck, longest_gap(self.records, struck),
                        reader.longest_gap(struck), recovered, load.counts())
        report.problems += [text for client in load.clients for text in client.problems]
        self._check(report)
        return report

    def start_load(self):
        links, addresses = self._links(), [server.address for server in self.servers]
        return Load([Client(self.world, addresses, f"c{index}", self.random.getrandbits(32), links)
                     for index in range(CLIENTS)])

    def _strike(self, fault, load):
        """The fault from its beginning to its healing; returns when it began."""
        begun = time.time()
        wait_for("writes", lambda: load.acknowledged_since(begun) >= WARM)
        cut_sessions(self.cluster)
        time.sleep(self.random.uniform(0, 1))  # any moment of Patroni's loop
        before, struck = self.cluster.primary(), time.time()
        node = fault.strike(self.cluster)
        if fault.moves_primary:
            wait_for("another primary", lambda: self.cluster.primary() not in (None, before))
        moved = time.time()
        wait_for("writes after the fault", lambda: load.acknowledged_since(moved) >= WARM)
        fault.heal(node)
        return struck

    def _links(self):
        links = sorted(self.servers[0].waiting_links().items())
        return dict(self.random.sample(links, min(len(links), LINKS)))

    def _check(self, report):
        store = self.read_store()
        report.landed, problems = settle(self.world, self.records, store)
        report.problems += problems
        unknown = report.counts[Outcome.UNKNOWN]
        if unknown > MOST_UNKNOWN:
            report.problems.append(f"of {unknown} writes nobody knew, which could be looked up")
        try:
            verify_store(self.world, store)
            for server in self.servers:
                self._ask(server)
        except Violation as violation:
            report.problems.append(str(violation))
            report.lost = True

    def read_store(self):
        with closing(self.connect()) as connection:
            return read_rows(connection)

    def connect(self):
        """A connection whose transaction sees one state of the store."""
        connection = self.cluster.connect("orgd", "orgd")
        connection.set_session(isolation_level="REPEATABLE READ")
        return connection

    def _ask(self, server):
        """Compares what the API answers about some organizations and keys."""
        live = [org for org in self.world.live() if org.key()]
        keys = [(key, org) for org in live for key in org.keys.values() if key.private]
        with closing(DigestClient(server.address)) as client:
            for org in self._some(live, ASKED):
                ApiCheck(client, org).run()
            for key, org in self._some(keys, KEYS):
                verify_key(client, (key.public, key.private), f"{key.desc} of {org.org_id}")
            for key in self._some(self.world.dead, KEYS):
                verify_gone(client, (key.public, key.private), key.desc)

    def _some(self, all_of_them, number):
        return self.random.sample(all_of_them, min(len(all_of_them), number))

    def history(self, text):
        """What was called in this round about the organizations that `text` names: all that was
        not acknowledged, and the last of what was."""
        about = [record for record in self.records if record.operation.org.org_id in text]
        last = about[-LAST:]
        return [record for record in about
                if record in last or record.outcome is not Outcome.ACKNOWLEDGED]
