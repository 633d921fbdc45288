"""PgBouncer in front of a cluster, handing its connections around between transactions."""
import shutil
import signal
import socket

from postgres import DATABASE, ROLE
from process import ServerProcess, own_directory, program, start_on_free_port

PROGRAM = "/usr/sbin/pgbouncer"


class PgBouncer:
    """Started by its construction, on a free port of 127.0.0.1. It leads to every database of the
    cluster. Use it in a `with`, and from a thread that outlives it."""

    def __init__(self, postgres, pool_size=4):
        """With few connections in each pool they change hands all the time."""
        self._postgres = postgres
        self._pool_size = pool_size
        self.home = own_directory("orgd-pgbouncer-")
        self.port = None
        self._process = None
        try:
            self._process = start_on_free_port(self._start_on)
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def url(self, database=DATABASE):
        return (f"postgresql://{ROLE}:{self._postgres.password}@127.0.0.1:{self.port}/{database}"
                "?sslmode=disable")

    @property
    def log(self):
        return self.home / "pgbouncer.log"

    def close(self):
        if self._process:
            self._process.stop(signal.SIGTERM)
        shutil.rmtree(self.home, ignore_errors=True)

    def _configuration(self, port):
        users = self.home / "users.txt"
        users.write_text(f'"{ROLE}" "{self._postgres.password}"\n', encoding="utf-8")
        return "\n".join((
            "[databases]",
            f"* = host=127.0.0.1 port={self._postgres.port}",
            "[pgbouncer]",
            "listen_addr = 127.0.0.1",
            f"listen_port = {port}",
            "unix_socket_dir =",
            "auth_type = scram-sha-256",
            f"auth_file = {users}",
            "pool_mode = transaction",
            f"default_pool_size = {self._pool_size}",
            "max_client_conn = 1000",
            "server_login_retry = 1",
            "log_connections = 0",
            "log_disconnections = 0",
            ""))

    def _start_on(self, port):
        """The server, or nothing when the port is taken."""
        file = self.home / "pgbouncer.ini"
        file.write_text(self._configuration(port), encoding="utf-8")
        server = ServerProcess([program(PROGRAM, "pgbouncer"), str(file)], self.log, signal.SIGTERM)
        if server.wait_until(lambda: _listens(port)):
            self.port = port
            return server
        if "in use" not in server.last_words():
            raise RuntimeError(f"PgBouncer does not start:\n{server.last_words()}")
        return None


def _listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
