#!/usr/bin/env python3
"""Runs a command beside a throw-away database server, which goes when the command ends.

  tests/servers/with.py KIND -- COMMAND...

KIND is one of
  postgres   a PostgreSQL cluster
  pgbouncer  the same behind PgBouncer, which pools by transaction

The command finds in its environment
  ORGD_TEST_POSTGRES         a libpq URL with a query part, of an empty database of its own role,
                             which may make more
  ORGD_TEST_POSTGRES_DIRECT  the same past the pooler, if there is one

Servers run on free ports of 127.0.0.1 from Debian's packages, as the user postgres when root runs
this. The exit code is the command's. Nothing remains, also after SIGTERM and SIGINT.
"""
import contextlib
import os
import signal
import subprocess
import sys

from pgbouncer import PgBouncer
from postgres import Postgres

KINDS = ("postgres", "pgbouncer")
STOP_SECONDS = 30
# More than the store's own: a machine with much else to do is not what these tests are about.
PATIENCE = "&connect_timeout=60"


def environment_of(kind, stack):
    """Starts what the kind needs; it stops with the stack."""
    postgres = stack.enter_context(Postgres())
    if kind == "postgres":
        return {"ORGD_TEST_POSTGRES": postgres.url() + PATIENCE}
    pooler = stack.enter_context(PgBouncer(postgres))
    return {"ORGD_TEST_POSTGRES": pooler.url() + PATIENCE,
            "ORGD_TEST_POSTGRES_DIRECT": postgres.url() + PATIENCE}


def run(command, environment):
    # SIGKILL of this program must not leave the command behind without its server.
    process = subprocess.Popen(["setpriv", "--pdeathsig=TERM", *command],
                               env={**os.environ, **environment})
    try:
        code = process.wait()
    except SystemExit:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        raise
    return code if code >= 0 else 128 - code


def end(number, _frame):
    # Once is enough: what is being stopped must not be left halfway.
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, signal.SIG_IGN)
    sys.exit(128 + number)


def main():
    words = sys.argv[1:]
    if len(words) < 3 or words[0] not in KINDS or words[1] != "--":
        print(__doc__, file=sys.stderr)
        return 2
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, end)
    with contextlib.ExitStack() as stack:
        return run(words[2:], environment_of(words[0], stack))


if __name__ == "__main__":
    sys.exit(main())
