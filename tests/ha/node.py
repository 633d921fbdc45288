"""One of the machines: a member of etcd, Patroni, and the PostgreSQL that Patroni runs."""
import http.client
import json
import os
import pwd
import signal
import subprocess
import urllib.request
from contextlib import suppress
from pathlib import Path
from string import Template

from network import PREFIX, inside, processes

HERE = Path(__file__).parent
ANSWER_SECONDS = 2


def fill(template, **values):
    """The text of a configuration file beside this one."""
    return Template((HERE / template).read_text()).substitute(values)


class Node:
    def __init__(self, name, number, network, directory, settings):
        self.name, self.network = name, network
        self.address = network.add(name, number)
        self.directory = directory / name
        self.settings = settings
        self._user = pwd.getpwnam("postgres")
        self._etcd = self._patroni = None
        self.directory.mkdir(mode=0o700)
        os.chown(self.directory, self._user.pw_uid, self._user.pw_gid)

    def configure(self, nodes):
        hosts = ",".join(f"{node.address}:2379" for node in nodes)
        self._members = ",".join(f"{node.name}=http://{node.address}:2380" for node in nodes)
        path = self.directory / "patroni.yml"
        path.write_text(fill("patroni.yml", name=self.name, address=self.address,
                             directory=self.directory, etcd_hosts=hosts, network=PREFIX + "0/24",
                             **self.settings))
        path.chmod(0o600)
        os.chown(path, self._user.pw_uid, self._user.pw_gid)

    def start_etcd(self):
        client, peer = f"http://{self.address}:2379", f"http://{self.address}:2380"
        self._etcd = self._start("etcd", [
            "etcd", "--name", self.name, "--data-dir", str(self.directory / "etcd"),
            "--listen-client-urls", client, "--advertise-client-urls", client,
            "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
            "--initial-cluster", self._members, "--logger", "zap",
            "--enable-v2",
            "--heartbeat-interval", "50", "--election-timeout", "500", "--pre-vote"])

    def start_patroni(self):
        self._patroni = self._start("patroni", ["patroni", str(self.directory / "patroni.yml")])

    def _start(self, what, command):
        # Debian's patroni is a script of Debian's Python, which no other may stand before.
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8",
                       "HOME": str(self.directory)}
        with self.log(what).open("ab") as log:
            return subprocess.Popen([*inside(self.name, self._user), *command], stdout=log,
                                    stderr=log, stdin=subprocess.DEVNULL, env=environment,
                                    cwd=self.directory)

    def log(self, what):
        return self.directory.parent / f"{self.name}-{what}.log"

    def kill_etcd(self):
        self._etcd.kill()
        self._etcd.wait()

    def kill_patroni(self):
        self._patroni.kill()
        self._patroni.wait()

    def kill_postgres(self):
        self._kill(lambda pid: os.readlink(f"/proc/{pid}/exe").endswith("/postgres"))

    def kill_all(self):
        self._kill(lambda pid: True)
        self._etcd.wait()
        self._patroni.wait()

    def freeze(self):
        """Until none runs: one may have been starting another."""
        while self._signal_all(signal.SIGSTOP, lambda state: state not in "TZ"):
            continue

    def thaw(self):
        self._signal_all(signal.SIGCONT, lambda state: state == "T")

    def _signal_all(self, number, chosen):
        """Whether there was one to be sent it."""
        found = False
        for pid in processes(self.name):
            with suppress(FileNotFoundError, ProcessLookupError):  # gone meanwhile
                if chosen(_state(pid)):
                    os.kill(pid, number)
                    found = True
        return found

    def _kill(self, chosen):
        """Until none is left: one may have been starting another."""
        found = True
        while found:
            found = False
            for pid in processes(self.name):
                with suppress(FileNotFoundError, ProcessLookupError):  # gone meanwhile
                    if _alive(pid) and chosen(pid):
                        os.kill(pid, signal.SIGKILL)
                        found = True

    def start_missing(self):
        """Starts again what was killed; PostgreSQL is Patroni's."""
        if self._etcd.poll() is not None:
            self.start_etcd()
        if self._patroni.poll() is not None:
            self.start_patroni()

    def cluster_view(self):
        """The members as this node's Patroni sees them, or None."""
        return self._json(f"http://{self.address}:8008/cluster")

    def etcd_status(self):
        """Id of this member and of the leader it knows, or None."""
        status = self._json(f"http://{self.address}:2379/v3/maintenance/status", b"{}")
        if not status or "leader" not in status:
            return None
        return status["header"]["member_id"], status["leader"]

    @staticmethod
    def _json(url, body=None):
        with suppress(OSError, http.client.HTTPException, ValueError):
            with urllib.request.urlopen(url, body, timeout=ANSWER_SECONDS) as answer:
                return json.load(answer)
        return None


def _state(pid):
    """T is stopped, Z dead and not buried."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def _alive(pid):
    return _state(pid) != "Z"
