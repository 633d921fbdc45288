"""What the rows of SQLite are measured in: servers that stand while some rows are measured on them,
and one method for each row, its name that of the row, which makes one round of it."""
import hashlib
import json
import os
import re
import subprocess
from contextlib import ExitStack
from pathlib import Path

from rows import Round
from servers import (LATER_TYPE, MEDIA_TYPE, REALM, SERVER_CORE, Load, Nginx, Orgd, fresh_copy,
                     printed, write_certificate)

ROOT = Path(__file__).resolve().parent.parent
PAGE = 100
ORGS = "/api/atlas/v2/orgs"
GET = ORGS + "/{}"
INVITE = {"path": GET + "/invites", "method": "POST",
          "body": '{"username":"guest{}@example.org","roles":["ORG_MEMBER"]}'}
WRITES_EACH_SECOND = 1000
MANY_CONNECTIONS = 512


def body_of(server, listing, path, accept=MEDIA_TYPE):
    """The body whose bytes nginx is to send, asked for with Digest."""
    org, key, _, ha1 = listing.read_text().split("\n", 1)[0].split()
    nonces = listing.parent / "nonce"
    server.write_nonces(nonces)
    nonce = nonces.read_text().split()[0]
    uri = path.replace("{}", org)
    md5 = lambda text: hashlib.md5(text.encode()).hexdigest()
    response = md5(f"{ha1}:{nonce}:00000001:c:auth:" + md5("GET:" + uri))
    with server.connect() as client:
        client.sendall((
            f"GET {uri} HTTP/1.1\r\nHost: {server.host}\r\nAccept: {accept}\r\n"
            f'Connection: close\r\nAuthorization: Digest username="{key}", nonce="{nonce}", '
            f'realm="{REALM}", uri="{uri}", nc=00000001, cnonce="c", qop=auth, '
            f'response="{response}"\r\n\r\n').encode())
        answer = b"".join(iter(lambda: client.recv(1 << 16), b"")).decode()
    head, body = answer.split("\r\n\r\n", 1)
    if not head.startswith("HTTP/1.1 200"):
        raise RuntimeError("unexpected answer: " + answer)
    return body


class Scene:
    """`bench` has the programs, a folder, and how long a round is."""

    def __init__(self, bench):
        self.bench = bench
        self.ends = ExitStack()
        self.nonces = {}

    def __enter__(self):
        with ExitStack() as ends:
            self.ends = ends
            self.set_up()
            self.ends = ends.pop_all()
        return self

    def __exit__(self, *_):
        self.ends.close()

    def set_up(self):
        pass

    def started(self, server):
        self.ends.callback(server.stop)
        return server

    def orgd(self, *options, store="store", seed=None, **where):
        """A server on a fresh copy of the store of 10,000 organizations, or of another one."""
        copy = self.bench.work / store
        fresh_copy(seed or self.bench.seed(), copy)
        return self.started(Orgd(self.bench.orgd, copy, *options, **where))

    def nginx(self, name, body, **options):
        return self.started(Nginx(self.bench.folder(name), body, **options))

    def load(self, server, path=GET, listing=None, seconds=None, signed=True, scheme="Digest",
             **options):
        """Made, not started. Requests to nginx carry the nonces of the server before."""
        listing = listing or self.bench.list
        nonces, digest = None, signed and scheme == "Digest"
        if isinstance(server, Orgd) and digest:
            nonces = self.bench.work / f"nonces-{server.pid}-{options.get('method', 'GET')}"
            server.write_nonces(nonces)
            self.last_nonces = nonces
        elif digest:
            nonces = self.last_nonces
        if isinstance(server, Nginx):
            options["expected"] = 200
        return Load(self.bench.load, server, path, seconds=seconds or self.bench.seconds,
                    list=listing if signed else None, nonces=nonces, scheme=scheme, **options)

    def beside(self, server, yardstick, *arguments, **options):
        """The rate of the server to that of its yardstick, under the same load."""
        own = self.load(server, *arguments, **options).run()
        other = self.load(yardstick, *arguments, **options).run()
        return rates(own, other)


def rates(own, other):
    return Round(own.rate / other.rate, other.rate,
                 f"{own.rate:,.0f} to {other.rate:,.0f} a second, "
                 f"{own.cpu_micros:.1f} to {other.cpu_micros:.1f} us of CPU each, "
                 f"busy {own.busy:.0%} and {other.busy:.0%}")


class Counted(Scene):
    """Units that repeat."""

    def count(self, unit):
        told = subprocess.run([ROOT / "bench/instructions", "--orgd", self.bench.orgd, "--kind",
                               "get", "--unit", unit], capture_output=True, text=True, check=True)
        return Round(int(re.search(rf"get: (\d+) {unit}", told.stdout).group(1)))

    def instructions(self):
        return self.count("instructions")

    def allocations(self):
        return self.count("allocations")


class Reads(Scene):
    """Reads of SQLite beside nginx."""

    def set_up(self):
        self.server = self.orgd()
        self.other = self.nginx("nginx", body_of(self.server, self.bench.list, GET))
        self.first_only = self.bench.work / "first"
        self.first_only.write_text(self.bench.list.read_text().split("\n", 1)[0] + "\n")
        self.of_list = {}

    def get(self):
        return self.beside(self.server, self.other)

    def challenge(self):
        org = self.first_only.read_text().split()[0]
        return self.beside(self.server, self.other, GET.replace("{}", org), signed=False,
                           expected=401)

    def http(self):
        return self.beside(self.server, self.other, "/api/atlas/v2", signed=False, method="OPTIONS")

    def listed(self, name, accept=MEDIA_TYPE):
        path = f"{GET}/{name}?itemsPerPage={PAGE}"
        if name not in self.of_list:
            body = body_of(self.server, self.first_only, path, accept)
            if len(json.loads(body)["results"]) != PAGE:
                raise RuntimeError(f"the list of {name} is not of {PAGE}")
            self.of_list[name] = self.nginx(f"nginx-{name.replace('/', '-')}", body)
        return self.beside(self.server, self.of_list[name], path, self.first_only, accept=accept)

    def projects(self):
        return self.listed("groups")

    def users(self):
        return self.listed("users", LATER_TYPE)

    def connections(self):
        return self.beside(self.server, self.other, close=True)

    def many(self):
        return self.beside(self.server, self.other, connections=MANY_CONNECTIONS)

    def waits(self, part, drop):
        """Requests that come at times of their own, by a Poisson process, at a part of the capacity
        that a round of 64 clients has just found."""
        capacity = self.load(self.server).run().rate
        run = self.load(self.server, rate=part * capacity, drop=drop,
                        connections=MANY_CONNECTIONS).run()
        return Round(run.p99_ms, capacity,
                     f"{part * capacity:,.0f} a second offered, {run.rate:,.0f} answered, "
                     f"{run.refused:,} refused, {run.dropped:,} not sent as "
                     f"{MANY_CONNECTIONS} connections waited")

    def half_load(self):
        return self.waits(0.5, drop=False)

    def overload(self):
        return self.waits(3, drop=True)

def memory_of(server):
    memory = server.memory_mib()
    return Round(memory["RssAnon"], note=f"and {memory['RssFile']:.0f} MiB of files")


class Resident(Scene):
    """A server that has done nothing else than to answer each organization."""

    def set_up(self):
        self.server = self.orgd()

    def memory(self):
        self.load(self.server).run()
        return memory_of(self.server)


class Tls(Scene):
    """Reads of SQLite beside nginx, both over TLS 1.3 with one certificate."""

    def set_up(self):
        files = write_certificate(self.bench.work)
        self.server = self.orgd("--tls-cert", files[0], "--tls-key", files[1])
        self.other = self.nginx("nginx-tls", body_of(self.server, self.bench.list, GET), tls=files)

    def tls(self):
        return self.beside(self.server, self.other, tls=True)


class Mixed(Scene):
    """Reads while others write."""

    def set_up(self):
        self.server = self.orgd()
        self.written = 0

    def beside_writes(self):
        alone = self.load(self.server).run()
        writer = self.load(self.server, **INVITE, seconds=self.bench.seconds + 0.5,
                           rate=WRITES_EACH_SECOND, first=self.written,
                           made=2 * WRITES_EACH_SECOND * (self.bench.seconds + 1))
        reads = self.load(self.server)
        writer.go()
        reads.run()
        writer.end()
        self.written += writer.answers
        if writer.rate < 0.9 * WRITES_EACH_SECOND:
            raise RuntimeError(f"only {writer.rate:,.0f} writes a second")
        return Round(reads.rate / alone.rate, alone.rate,
                     f"{reads.rate:,.0f} to {alone.rate:,.0f} a second, "
                     f"beside {writer.rate:,.0f} writes a second")


class Loops(Scene):
    """One event loop and two, both free to use all cores."""

    def set_up(self):
        cores = f"0-{os.cpu_count() - 1}"
        self.servers = [self.orgd(store=f"store-{loops}", threads=loops, core=cores)
                        for loops in (1, 2)]
        self.rate = self.load(self.servers[0]).run().rate / 2

    def loops(self):
        one, two = (self.load(server, rate=self.rate).run().cpu_micros for server in self.servers)
        return Round(two / one, one,
                     f"{two:.1f} to {one:.1f} us of CPU each at {self.rate:,.0f} a second")


def beside_raw(bench, own, kind, seed, listing):
    """Durable writes beside those of SQLite alone, on a fresh copy of the same store."""
    fresh_copy(seed, bench.work / "store")
    raw = float(printed(SERVER_CORE, bench.program("bench_raw_group_commit"), kind,
                        bench.work / "store" / "orgd.db", listing, str(bench.seconds), "64"))
    return Round(own.rate / raw, raw, f"{own.rate:,.0f} to {raw:,.0f} a second")


class Writes(Scene):
    """What begins with a fresh store each time."""

    def invite(self):
        with Scene(self.bench) as place:
            own = place.load(place.orgd(), **INVITE, made=20_000 * self.bench.seconds).run()
        return beside_raw(self.bench, own, "invitations", self.bench.seed(), self.bench.list)

    def start(self):
        with Scene(self.bench) as place:
            return Round(place.orgd().start_seconds)
