"""Three nodes and the proxy that finds the primary among them."""
import secrets
import subprocess
import time

import psycopg2

from network import Network
from node import Node, fill

DEADLINE_SECONDS = 120
POLL_SECONDS = 0.1
PORT = 5000  # where haproxy.cfg listens


class NotInTime(Exception):
    """A state that was waited for did not come."""


def wait_for(what, condition, seconds=DEADLINE_SECONDS):
    """The first true answer of `condition`."""
    end = time.monotonic() + seconds
    while True:
        if answer := condition():
            return answer
        if time.monotonic() > end:
            raise NotInTime(f"after {seconds} s there is not yet: {what}")
        time.sleep(POLL_SECONDS)


class Cluster:
    def __init__(self, directory, ttl, retry_timeout):
        self.directory = directory
        self.password = secrets.token_hex(16)
        settings = {"ttl": ttl, "retry_timeout": retry_timeout, "password": self.password}
        self.network = Network()
        self.nodes = [Node(f"n{number}", number, self.network, directory, settings)
                      for number in (1, 2, 3)]
        for node in self.nodes:
            node.configure(self.nodes)

    def start(self):
        """Returns when a database waits for orgd."""
        for node in self.nodes:
            node.start_etcd()
        wait_for("a leader of etcd", self.etcd_leader)
        for node in self.nodes:
            node.start_patroni()
        self._start_proxy()
        wait_for("a cluster of three", self.healthy)
        connection = self.connect("postgres")
        connection.autocommit = True
        connection.cursor().execute("CREATE DATABASE orgd OWNER orgd")
        connection.close()

    def _start_proxy(self):
        servers = "\n".join(f"  server {node.name} {node.address}:5432 check port 8008"
                            for node in self.nodes)
        path = self.directory / "haproxy.cfg"
        path.write_text(fill("haproxy.cfg", directory=self.directory, servers=servers))
        with (self.directory / "haproxy.log").open("ab") as log:
            self._proxy = subprocess.Popen(["/usr/sbin/haproxy", "-db", "-f", str(path)],
                                           stdout=log, stderr=log, stdin=subprocess.DEVNULL)

    def connect(self, user, database="postgres"):
        """To the primary, as the proxy finds it."""
        return psycopg2.connect(host="127.0.0.1", port=PORT, user=user, password=self.password,
                                dbname=database, connect_timeout=5)

    def url(self):
        """For orgd; the password stands in a file of its own."""
        passfile = self.directory / "pgpass"
        passfile.write_text(f"127.0.0.1:{PORT}:*:*:{self.password}\n")
        passfile.chmod(0o600)
        return f"postgresql://orgd@127.0.0.1:{PORT}/orgd?passfile={passfile}"

    def views(self):
        return [view["members"] for node in self.nodes if (view := node.cluster_view())]

    def primary(self):
        """The node that the others, too, take for the leader, or None."""
        leaders = {member["name"] for view in self.views() for member in view
                   if member["role"] == "leader"}
        return next((node for node in self.nodes if {node.name} == leaders), None)

    def synchronous_standby(self):
        """The name of one, as the primary knows it."""
        for member in self.primary().cluster_view()["members"]:
            if member["role"] == "sync_standby":
                return member["name"]
        raise NotInTime("there is no synchronous standby")

    def standby(self):
        """The node of a synchronous standby."""
        name = self.synchronous_standby()
        return next(node for node in self.nodes if node.name == name)

    def etcd_leader(self):
        """The node whose member of etcd leads, or None while not all three agree."""
        statuses = {node: node.etcd_status() for node in self.nodes}
        if None in statuses.values() or len({leader for _, leader in statuses.values()}) != 1:
            return None
        return next((node for node, (member, leader) in statuses.items() if member == leader),
                    None)

    def healthy(self):
        """All nodes see the same primary, and both standbys as synchronous ones."""
        views = self.views()
        return (len(views) == len(self.nodes) and all(map(self._whole, views))
                and self.primary() and self.etcd_leader() and self._accepts())

    def _whole(self, members):
        roles = sorted(member["role"] for member in members)
        running = all(member["state"] in ("running", "streaming") for member in members)
        return (roles == ["leader", "sync_standby", "sync_standby"] and running
                and len({member.get("timeline") for member in members}) == 1)

    def _accepts(self):
        try:
            self.connect("postgres").close()
        except psycopg2.OperationalError:
            return False
        return True
