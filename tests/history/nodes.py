"""Servers on one store: one on SQLite, several on PostgreSQL."""
import os
import shutil
import signal
import sqlite3
import tempfile
import time
from contextlib import ExitStack, closing, contextmanager
from multiprocessing import get_context
from pathlib import Path

from digest_client import ROOT, DigestClient, NoAnswer
from postgres import DATABASE, Postgres
from server import Server

STORES = {"sqlite": 1, "postgresql": 2}  # how many nodes each has
READY_SECONDS = 30
processes = get_context("fork")


class Node(Server):
    """One server. Others share its present port through `ports`, which a restart changes."""

    def __init__(self, program, store, url, ports, number):
        super().__init__(program, store, url)
        self._ports, self._number = ports, number

    def start(self):
        super().start()
        self._ports[self._number] = self.address[1]

    def restart(self, url=None):
        """After a kill; with another way to the database if one is given."""
        self.url = url or self.url
        self.start()

    @contextmanager
    def frozen(self):
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)


class Nodes:
    """All nodes on one store, and `postgres` below them, None when it is SQLite."""

    def __init__(self, program, place, postgres, count):
        self.postgres = postgres
        self.ports = processes.Array("i", count, lock=False)
        url = postgres and postgres.url()
        self.all = [Node(program, str(place / f"node{number}"), url, self.ports, number)
                    for number in range(count)]
        self.made = None

    def start(self):
        first, *others = self.all
        self.made = first.make_store()
        for node in others:
            Path(node.store).mkdir(mode=0o700)
            shutil.copy(Path(first.store) / "secret.key", node.store)
        for node in self.all:
            node.start()

    @property
    def key(self):
        """The pair that owns the first organization."""
        return self.made["publicKey"], self.made["privateKey"]

    def make_organization(self, client, name, parent=None):
        """An organization linked to the one of the pair `parent`, the first without it: its id and
        a pair that owns it."""
        made = created(client, parent or self.key, f"{ROOT}/orgs", {
            "name": name, "orgOwnerId": self.made["ownerId"],
            "apiKey": {"desc": "main", "roles": ["ORG_OWNER"]}})
        key = made["apiKey"]
        return made["organization"]["id"], (key["publicKey"], key["privateKey"])

    def stored_children(self, org_id):
        """The names of the organizations that the store links to this one."""
        query = ("SELECT name FROM organization "
                 f"WHERE linked_to = '{org_id}' AND deleted_at IS NULL")
        if self.postgres:
            return [line for line in self.postgres.sql(query, DATABASE).split("\n") if line]
        with closing(sqlite3.connect(Path(self.all[0].store) / "orgd.db")) as database:
            return [name for (name,) in database.execute(query)]

    def wait_ready(self):
        """Returns when each node answers from its store again."""
        for node in self.all:
            wait_for(lambda node=node: _answers(node.address, self.key))

    def kill(self):
        for node in self.all:
            if node.running():
                node.kill()


@contextmanager
def running(program, store, patience=5):
    """Nodes on a new store of that kind, and a directory, which stays when the test fails. Nodes
    answer 503 when the database takes longer than `patience` seconds."""
    os.environ["ORGD_STORE_TIMEOUT"] = str(patience)
    place = Path(tempfile.mkdtemp(prefix="orgd-nodes-"))
    with ExitStack() as stack:
        postgres = stack.enter_context(Postgres()) if store == "postgresql" else None
        nodes = Nodes(str(Path(program).resolve()), place, postgres, STORES[store])
        stack.callback(nodes.kill)
        nodes.start()
        yield nodes, place
    shutil.rmtree(place)


def created(client, key, path, body):
    """The body of the answer to a POST that nothing may refuse."""
    answer = client.call(key, "POST", path, body)
    if answer.status not in (200, 201):
        raise RuntimeError(f"POST {path} answers {answer}")
    return answer.body


def make_key(client, key, org_id, desc, roles):
    """An API key of the organization: its id and its pair."""
    made = created(client, key, f"{ROOT}/orgs/{org_id}/apiKeys", {"desc": desc, "roles": roles})
    return made["id"], (made["publicKey"], made["privateKey"])


def _answers(address, key):
    client = DigestClient(address)
    try:
        return client.call(key, "GET", ROOT).status == 200
    except NoAnswer:
        return False
    finally:
        client.close()


def wait_for(condition):
    until = time.monotonic() + READY_SECONDS
    while not condition():
        if time.monotonic() > until:
            raise RuntimeError("a server does not come back")
        time.sleep(0.02)
