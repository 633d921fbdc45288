"""What is done to the cluster while clients write."""
import os
import random
import signal
import socket
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from cluster import wait_for
from network import processes

CUTS = 3  # of each round


class Fault:
    """`strike` returns the node it hit; `heal` undoes what does not heal by itself."""
    name = ""
    moves_primary = True

    def strike(self, cluster):
        raise NotImplementedError

    def heal(self, node):
        node.start_missing()


class WholeNode(Fault):
    name = "primary's node"

    def strike(self, cluster):
        node = cluster.primary()
        node.kill_all()
        return node


class PostgresAlone(Fault):
    name = "PostgreSQL alone"

    def strike(self, cluster):
        node = cluster.primary()
        node.kill_postgres()
        return node


class PatroniAlone(Fault):
    """Leaves a primary that knows nothing of its successor and still accepts connections."""
    name = "Patroni alone"

    def strike(self, cluster):
        node = cluster.primary()
        node.kill_patroni()
        return node


class EtcdLeader(Fault):
    name = "leader of etcd"
    moves_primary = False

    def strike(self, cluster):
        node = cluster.etcd_leader()
        node.kill_etcd()
        return node


class FrozenNode(Fault):
    """All of the primary's machine stands still, with its connections open, and goes on later as if
    nothing had been."""
    name = "frozen primary"

    def strike(self, cluster):
        node = cluster.primary()
        node.freeze()
        return node

    def heal(self, node):
        node.thaw()


class StandbysNode(Fault):
    """Commits wait for the standby until the others know that it is gone."""
    name = "standby's node"
    moves_primary = False

    def strike(self, cluster):
        node = cluster.standby()
        node.kill_all()
        return node


class NetworkCut(Fault):
    name = "network cut"

    def strike(self, cluster):
        node = cluster.primary()
        node.network.cut(node.name)
        return node

    def heal(self, node):
        node.network.mend(node.name)


class StandbysNetworkCut(NetworkCut):
    name = "standby cut off"
    moves_primary = False

    def strike(self, cluster):
        node = cluster.standby()
        node.network.cut(node.name)
        return node


FAULTS = (WholeNode(), PostgresAlone(), PatroniAlone(), EtcdLeader(), NetworkCut(), FrozenNode(),
          StandbysNode(), StandbysNetworkCut())


def cut_sessions(cluster):
    """Ends all sessions with the primary while commits wait in it for the standby, then lets them
    go on: who has lost such a session finds nothing of its commit at first, and then all of it."""
    for _ in range(CUTS):
        with _standby_stopped(cluster):
            wait_for("commits that wait for the standby", lambda: _waiting_commits(cluster))
            _shut_down_sessions(cluster)
            time.sleep(random.uniform(0, 0.5))  # how much of it the servers live through


@contextmanager
def _standby_stopped(cluster):
    receiver = wait_for("a synchronous standby", lambda: _receiver(cluster))
    os.kill(receiver, signal.SIGSTOP)
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.kill(receiver, signal.SIGCONT)


def _receiver(cluster):
    """The process that takes the primary's log on the synchronous standby."""
    for pid in processes(cluster.synchronous_standby()):
        with suppress(FileNotFoundError):
            if b"walreceiver" in Path(f"/proc/{pid}/cmdline").read_bytes():
                return pid
    return None


def _waiting_commits(cluster):
    connection = cluster.connect("postgres")
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
        (count,) = cursor.fetchone()
    connection.close()
    return count


def _shut_down_sessions(cluster):
    with socket.socket(socket.AF_UNIX) as administration:
        administration.connect(str(cluster.directory / "haproxy.sock"))
        administration.sendall(
            f"shutdown sessions server primary/{cluster.primary().name}\n".encode())
        administration.recv(1)
