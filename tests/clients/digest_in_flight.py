#!/usr/bin/python3
"""Many calls in flight that share one Digest object, as Python's HTTP clients do it: they draw the
counts of one nonce in order, and their connections deliver them in any. No caller may see a 401.

  tests/clients/digest_in_flight.py PATH_OF_ORGD [--calls N]

Against one and two event loops, SQLite and PostgreSQL, and on PostgreSQL both scopes of
replay_protection; with `cluster` two servers answer in turn. (On SQLite there is one server, and it
refuses `cluster`.) Clients are requests with threads, httpx with threads and tasks, and aiohttp.
"""
import argparse
import asyncio
import hashlib
import itertools
import os
import re
import sys
import tempfile
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import aiohttp
import httpx
import requests
from requests.auth import HTTPDigestAuth

for folder in ("crash", "history", "servers"):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / folder))

from nodes import Nodes
from postgres import Postgres

IN_FLIGHT = 16
TIMEOUT_SECONDS = 60
TARGET = "/api/atlas/v2/orgs"
ACCEPT = {"Accept": "application/vnd.atlas.2023-01-01+json"}


def requests_threads(urls, key, calls):
    """A session for each thread, their Digest object shared."""
    auth, local, turns = HTTPDigestAuth(*key), threading.local(), itertools.count()

    def call(_):
        if not hasattr(local, "session"):
            local.session = requests.Session()
        url = urls[next(turns) % len(urls)]
        return local.session.get(url + TARGET, auth=auth, headers=ACCEPT,
                                 timeout=TIMEOUT_SECONDS).status_code

    with ThreadPoolExecutor(IN_FLIGHT) as pool:
        return Counter(pool.map(call, range(calls)))


class OneAtATime(httpx.Auth):
    """httpx's Digest for threads: its own draws one count twice when two of them ask at once."""

    def __init__(self, auth):
        self.auth, self.lock = auth, threading.Lock()

    def sync_auth_flow(self, request):
        flow, response = self.auth.sync_auth_flow(request), None
        while True:
            with self.lock:
                try:
                    sent = next(flow) if response is None else flow.send(response)
                except StopIteration:
                    return
            response = yield sent


def httpx_threads(urls, key, calls):
    auth, turns = OneAtATime(httpx.DigestAuth(*key)), itertools.count()
    with httpx.Client(auth=auth, headers=ACCEPT, timeout=TIMEOUT_SECONDS) as client, \
            ThreadPoolExecutor(IN_FLIGHT) as pool:
        return Counter(pool.map(
            lambda _: client.get(urls[next(turns) % len(urls)] + TARGET).status_code,
            range(calls)))


async def in_flight(calls, call):
    """Makes the calls, as many at once as may be, and counts their statuses."""
    numbers, statuses = iter(range(calls)), Counter()

    async def work():
        for number in numbers:
            statuses[await call(number)] += 1

    await asyncio.gather(*(work() for _ in range(IN_FLIGHT)))
    return statuses


def httpx_tasks(urls, key, calls):
    async def run():
        async with httpx.AsyncClient(auth=httpx.DigestAuth(*key), headers=ACCEPT,
                                     timeout=TIMEOUT_SECONDS) as client:
            async def call(number):
                return (await client.get(urls[number % len(urls)] + TARGET)).status_code

            return await in_flight(calls, call)

    return asyncio.run(run())


def md5(text):
    return hashlib.md5(text.encode()).hexdigest()


class SharedDigest:
    """What the Digest middleware of newer versions of aiohttp does: the last challenge is
    everybody's, a count is drawn before the call is sent, and a 401 is answered once."""

    def __init__(self, key):
        self.key, self.challenge, self.count = key, None, 0

    def take(self, field):
        self.challenge = dict(re.findall(r'(\w+)="?([^",]*)', field))
        self.count = 0

    def authorization(self):
        self.count += 1
        (name, secret), asked, nc = self.key, self.challenge, f"{self.count:08x}"
        ha1, ha2 = md5(f"{name}:{asked['realm']}:{secret}"), md5(f"GET:{TARGET}")
        response = md5(f"{ha1}:{asked['nonce']}:{nc}:c0ffee:auth:{ha2}")
        return (f'Digest username="{name}", realm="{asked["realm"]}", nonce="{asked["nonce"]}", '
                f'uri="{TARGET}", response="{response}", qop=auth, nc={nc}, cnonce="c0ffee"')


def aiohttp_tasks(urls, key, calls):
    digest = SharedDigest(key)

    async def run():
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_SECONDS)
        async with aiohttp.ClientSession(headers=ACCEPT, timeout=timeout) as session:
            async def ask(number):
                headers = {"Authorization": digest.authorization()} if digest.challenge else {}
                async with session.get(urls[number % len(urls)] + TARGET,
                                       headers=headers) as answer:
                    await answer.read()
                    return answer.status, answer.headers.get("WWW-Authenticate")

            async def call(number):
                status, field = await ask(number)
                if status != 401:
                    return status
                digest.take(field)
                return (await ask(number))[0]

            return await in_flight(calls, call)

    return asyncio.run(run())


CLIENTS = (requests_threads, httpx_threads, httpx_tasks, aiohttp_tasks)
DEPLOYMENTS = (("sqlite", "node", 1), ("postgresql", "node", 1), ("postgresql", "cluster", 2))


def run(program, calls):
    failed = 0
    for store, scope, count in DEPLOYMENTS:
        for threads in (1, 2):
            os.environ.update(ORGD_THREADS=str(threads), ORGD_REPLAY_PROTECTION=scope,
                              ORGD_STORE_TIMEOUT="30")
            with ExitStack() as stack:
                place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
                database = stack.enter_context(Postgres()) if store == "postgresql" else None
                nodes = Nodes(program, place, database, count)
                stack.callback(nodes.kill)
                nodes.start()
                urls = ["http://{}:{}".format(*node.address) for node in nodes.all]
                for client in CLIENTS:
                    statuses = client(urls, nodes.key, calls)
                    fine = statuses == Counter({200: calls})
                    failed += not fine
                    print(f"{store:10} {scope:7} servers {count}, threads {threads}, "
                          f"{client.__name__:16} {dict(statuses)}{'' if fine else '  FAILED'}")
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--calls", type=int, default=int(os.environ.get("IN_FLIGHT_CALLS", "160")))
    given = parser.parse_args()
    if run(str(Path(given.program).resolve()), given.calls):
        sys.exit("FAILED: callers saw what they should not")
    print("requests, httpx, aiohttp: every call in flight was answered")


if __name__ == "__main__":
    main()
