"""A PostgreSQL cluster that lives as long as the test that started it."""
import secrets
import shutil
import signal
import subprocess
from pathlib import Path

from process import ServerProcess, command_of, own_directory, program, start_on_free_port

BINARIES = Path("/usr/lib/postgresql/15/bin")
SUPERUSER = "postgres"
ROLE = "orgd"      # who tests are; may make databases, and nothing else that is special
DATABASE = "orgd"  # theirs, empty

# What a crash of the machine would take is the test's own, and goes with it.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "300",
    "shared_buffers": "64MB",
    "deadlock_timeout": "200ms",
    "log_line_prefix": "%m [%p] %u@%d %a ",
}


class Postgres:
    """Started by its construction, on a free port of 127.0.0.1 with passwords and on a socket in
    `home` without. Use it in a `with`, and from a thread that outlives it."""

    def __init__(self, settings=None, parent=None):
        """`settings` go over SETTINGS; the data lie below `parent`, a directory that the user
        postgres must be able to enter."""
        self.password = secrets.token_hex(8)
        self.home = own_directory("orgd-postgres-", parent)
        self.port = None
        self._process = None
        self._more = 0
        self._settings = {**SETTINGS, **(settings or {})}
        try:
            self._make_cluster()
            self.start()
            self.sql(f"CREATE ROLE {ROLE} LOGIN CREATEDB PASSWORD '{self.password}'")
            self.sql(f"CREATE DATABASE {DATABASE} OWNER {ROLE}")
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def url(self, database=DATABASE):
        """For libpq, with a query part that more can be added to."""
        return (f"postgresql://{ROLE}:{self.password}@127.0.0.1:{self.port}/{database}"
                "?sslmode=disable")

    def new_database(self):
        """The name of one more that is theirs and empty. A cluster takes longer."""
        self._more += 1
        name = f"{DATABASE}_{self._more}"
        self.sql(f"CREATE DATABASE {name} OWNER {ROLE}")
        return name

    @property
    def log(self):
        return self.home / "postgres.log"

    def sql(self, text, database="postgres"):
        """What psql prints for it, as the superuser."""
        done = subprocess.run(
            command_of([program(BINARIES / "psql", "postgresql-client-15"), "-X", "-q", "-A", "-t",
                        "-v", "ON_ERROR_STOP=1", "-h", str(self.home), "-p", str(self.port),
                        "-U", SUPERUSER, "-d", database, "-c", text]),
            capture_output=True, text=True, check=False, cwd="/")
        if done.returncode != 0:
            raise RuntimeError(f"{text}: {done.stderr}")
        return done.stdout

    def start(self):
        """Also again after stop(), on the port it had."""
        if self.port:
            self._process = self._start_on(self.port)
        else:
            self._process = start_on_free_port(self._start_on)
        if not self._process:
            raise RuntimeError(f"the port {self.port} is taken")

    def stop(self):
        """In order: what it knows is on disk."""
        self._process.stop(signal.SIGINT, signal.SIGQUIT)

    def crash(self):
        """Ends it as if it had crashed: the next start() recovers from its log."""
        self._process.stop(signal.SIGQUIT)

    def close(self):
        """Ends it at once and removes all it had."""
        if self._process:
            self._process.stop(signal.SIGQUIT)
        shutil.rmtree(self.home, ignore_errors=True)

    def _make_cluster(self):
        # A default order of texts that is nobody's bytes shows where the store relies on its own.
        done = subprocess.run(
            command_of([program(BINARIES / "initdb", "postgresql-15"), "--no-sync",
                        "-D", str(self.home / "data"), "-U", SUPERUSER, "--encoding=UTF8",
                        "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-US",
                        "--auth-local=trust", "--auth-host=scram-sha-256",
                        "--no-instructions"]),
            capture_output=True, text=True, check=False, cwd="/")
        if done.returncode != 0:
            raise RuntimeError(f"initdb fails: {done.stderr}")

    def _start_on(self, port):
        """The server, or nothing when the port is taken."""
        settings = {**self._settings, "listen_addresses": "127.0.0.1", "port": str(port),
                    "unix_socket_directories": str(self.home)}
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        server = ServerProcess([str(BINARIES / "postgres"), "-D", str(self.home / "data"),
                                *options], self.log, signal.SIGINT)
        state = self.home / "data" / "postmaster.pid"
        # The last line of that file says so first, before a connection could.
        if server.wait_until(lambda: _last_line(state) == "ready"):
            self.port = port
            return server
        if "could not bind" not in server.last_words():
            raise RuntimeError(f"PostgreSQL does not start:\n{server.last_words()}")
        return None


def _last_line(path):
    try:
        return path.read_text(encoding="utf-8").rstrip().rsplit("\n", 1)[-1].strip()
    except OSError:
        return ""
