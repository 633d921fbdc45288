"""The rounds: load, kill, restart, check. All on one store, which grows."""
import random
import time
from pathlib import Path

from digest_client import ROOT, DigestClient
from load import Worker, run_load
from store_rows import read_file
from verify import ApiCheck, verify_gone, verify_key, verify_sessions, verify_store
from world import World

THREADS = 6
ACKNOWLEDGED = (1, 900)    # how many operations a round waits for, from and to
LINKS = 24                 # invitations of a round that may be accepted or rejected
UNTOUCHED = 6              # organizations asked again though the round did not touch them
KEYS = 12                  # further keys tried each round
SESSIONS = 12              # the same of sessions that live, and of those that ended


class Rounds:
    def __init__(self, server, seed):
        self.server, self.seed = server, seed
        self.random = random.Random(seed)
        made = server.make_store()
        server.start()
        client = DigestClient(server.address)
        key = made["publicKey"], made["privateKey"]
        status = client.call(key, "GET", ROOT)
        client.close()
        self.world = World(made, status.body["apiKey"]["id"])
        self.in_flight = self.landed = 0

    def run(self, number):
        """One round; leaves the server running. Returns a line about it."""
        begin = time.monotonic()
        world, before = self.world, self.world.acknowledged
        links = self._links()
        workers = [Worker(world, self.server.address, f"w{index}", self.random.getrandbits(32),
                          links) for index in range(THREADS)]
        until = self.random.randint(*ACKNOWLEDGED)
        run_load(world, self.server, workers, until)
        self.server.start()
        waiting, landed = self._settle(workers)
        verify_store(world, self.read_rows())
        asked = self.ask({org_id for worker in workers for org_id in worker.touched})
        return (f"round {number:3}: acknowledged {world.acknowledged - before:3}, in flight "
                f"{waiting} ({landed} took effect), organizations {len(world.organizations)}"
                f" ({asked} asked), verify ok, {time.monotonic() - begin:.1f} s")

    def read_rows(self):
        return read_file(Path(self.server.store) / "orgd.db")

    def _links(self):
        links = sorted(self.server.waiting_links().items())
        return dict(self.random.sample(links, min(len(links), LINKS)))

    def _settle(self, workers):
        """Asks the store about each operation without an answer: it took effect or did not. That
        it did so as a whole is for the comparison of all rows to show."""
        rows = self.read_rows()
        waiting = [worker.in_flight for worker in workers if worker.in_flight]
        landed = 0
        for operation in waiting:
            facts = operation.of_store(rows)
            if facts is not None:
                operation.apply(self.world, **facts)
                landed += 1
        self.in_flight += len(waiting)
        self.landed += landed
        return len(waiting), landed

    def ask(self, touched=None):
        """Compares what the API answers: about the touched organizations (all without it), some
        others, and some keys."""
        organizations = list(self.world.organizations.values())
        chosen = [org for org in organizations if touched is None or org.org_id in touched]
        chosen += self.random.sample(organizations, min(len(organizations), UNTOUCHED))
        chosen = [org for org in {org.org_id: org for org in chosen}.values() if org.key()]
        keys = [(key, org) for org in self.world.live() for key in org.keys.values()
                if key.private]
        client = DigestClient(self.server.address)
        for org in chosen:
            ApiCheck(client, org).run()
        for key, org in self.random.sample(keys, min(len(keys), KEYS)):
            verify_key(client, (key.public, key.private), f"{key.desc} of {org.org_id}")
        for key in self.random.sample(self.world.dead, min(len(self.world.dead), KEYS)):
            verify_gone(client, (key.public, key.private), key.desc)
        live, ended = list(self.world.sessions.items()), self.world.signed_out
        verify_sessions(client, self.random.sample(live, min(len(live), SESSIONS)),
                        self.random.sample(ended, min(len(ended), SESSIONS)))
        client.close()
        return len(chosen)

    def finish(self):
        """Asks about everything, stops the server in order and looks once more."""
        self.ask()
        self.server.stop()
        verify_store(self.world, self.read_rows())
