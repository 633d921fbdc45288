"""A throw-away PostgreSQL on a free port, until tests/servers has one."""
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

BIN = Path("/usr/lib/postgresql/15/bin")


class Postgres:
    def __init__(self):
        self.place = Path(tempfile.mkdtemp(prefix="orgd-pg-"))
        shutil.chown(self.place, "postgres", "postgres")
        self.data = self.place / "data"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._run("initdb", "-A", "trust", "-U", "postgres", "-D", self.data, "--no-sync")
        with open(self.data / "postgresql.conf", "a", encoding="utf-8") as conf:
            conf.write(f"port = {self.port}\nlisten_addresses = '127.0.0.1'\nfsync = off\n"
                       f"unix_socket_directories = '{self.place}'\nmax_connections = 100\n")
        self._run("pg_ctl", "start", "-w", "-D", self.data, "-l", self.place / "log")

    def url(self, port=None):
        return f"postgresql://postgres@127.0.0.1:{port or self.port}/postgres"

    def _run(self, program, *words):
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        subprocess.run([*user, str(BIN / program), *map(str, words)], check=True,
                       stdout=subprocess.DEVNULL, cwd="/")

    def sql(self, text):
        return subprocess.run([BIN / "psql", self.url(), "-qAtX", "-c", text], check=False,
                              capture_output=True, text=True).stdout

    def restart(self, mode="immediate"):
        self._run("pg_ctl", "restart", "-w", "-m", mode, "-D", self.data, "-l", self.place / "log")

    def stop(self):
        self._run("pg_ctl", "stop", "-m", "immediate", "-D", self.data)
        shutil.rmtree(self.place)
