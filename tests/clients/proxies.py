#!/usr/bin/python3
"""The example configurations of docs/proxies, each started for real between Python's requests and
orgd: Digest, paths and queries as sent, addresses that clients cannot make up, links, large bodies.
Then once more with the changes of docs/reverse-proxies.md for clients that see orgd under a prefix.

  tests/clients/proxies.py PATH_OF_ORGD
"""
import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import requests
from requests.adapters import HTTPAdapter
from requests.auth import HTTPDigestAuth

DOCS = Path(__file__).resolve().parents[2] / "docs"
EXAMPLES = DOCS / "proxies"
# As in the changes of the page for orgd behind a prefix.
PREFIX = "/cloud"
ACCEPT = "application/vnd.atlas.2023-01-01+json"
PATIENCE_SECONDS = 60
# The proxy calls orgd from the first address, clients call the proxy from the second.
PROXY, CLIENT = "127.0.0.1", "127.0.0.2"


class Failure(Exception):
    """Something went otherwise than documented."""


def require(holds, what):
    if not holds:
        raise Failure(what)


def free_port():
    with socket.socket() as probe:
        probe.bind((PROXY, 0))
        return probe.getsockname()[1]


def make_certificate(work):
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
         "-nodes", "-days", "2", "-subj", "/CN=orgd", "-addext", f"subjectAltName=IP:{PROXY}",
         "-keyout", work / "key.pem", "-out", work / "cert.pem"], check=True, capture_output=True)
    (work / "both.pem").write_text((work / "cert.pem").read_text() +
                                   (work / "key.pem").read_text())


class FromAnotherAddress(HTTPAdapter):
    def init_poolmanager(self, *arguments, **more):
        super().init_poolmanager(*arguments, source_address=(CLIENT, 0), **more)


@contextlib.contextmanager
def running(words, **more):
    """A process, stopped at the end of the block."""
    process = subprocess.Popen([str(word) for word in words], **more)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout:
            process.stdout.close()


class Orgd:
    """A store and the arguments to serve it behind a proxy."""

    def __init__(self, program, work):
        self.program, self.store = program, work / "store"
        made = subprocess.run(
            [program, "init", "--data", self.store, "--json", "--org", "Behind", "--owner",
             "owner@example.org"], check=True, capture_output=True, timeout=PATIENCE_SECONDS)
        self.made = json.loads(made.stdout)

    @contextlib.contextmanager
    def serving(self, *more):
        with running([self.program, "serve", "--data", self.store, "--listen", f"{PROXY}:0",
                      "--trusted-proxies", PROXY, "--log-level", "warning", *more],
                     stdout=subprocess.PIPE, text=True) as process:
            line = process.stdout.readline()
            require(line.startswith("listening on "), f"the server says {line!r}")
            yield line.rsplit(":", 1)[1].strip()


def with_prefix(text):
    """An example with the changes that the page shows for it: those whose old lines it has."""
    changed = 0
    for block in re.findall(r"```diff\n(.*?)```", (DOCS / "reverse-proxies.md").read_text(), re.S):
        pairs = re.findall(r"((?:-.*\n)+)((?:\+.*\n)+)", block)
        require("".join(map("".join, pairs)) == block, f"not only pairs of changes:\n{block}")
        for old, new in (map(lambda lines: re.sub("^.", "", lines, flags=re.M), pair)
                         for pair in pairs):
            changed += text.count(old)
            text = text.replace(old, new)
    require(changed, "the page shows no change of this example")
    return text


def configuration(name, work, orgd_port, port, prefix):
    """The committed example with the paths and ports of this run."""
    text = (EXAMPLES / name).read_text()
    if prefix:
        text = with_prefix(text)
    for old, new in {"/etc/orgd/tls": str(work), "127.0.0.1:8080": f"{PROXY}:{orgd_port}",
                     "listen 443": f"listen {PROXY}:{port}", "bind :443": f"bind {PROXY}:{port}",
                     ":443 {": f"https://{PROXY}:{port} {{",
                     "/run/nginx-orgd.pid": str(work / "nginx.pid"),
                     "/var/log/nginx/orgd-error.log": "stderr"}.items():
        text = text.replace(old, new)
    file = work / name
    file.write_text(text)
    return file


def command(name, file, work):
    if name == "nginx.conf":
        return ["nginx", "-p", work, "-c", file, "-e", "stderr", "-g", "daemon off;"]
    if name == "Caddyfile":
        return ["caddy", "run", "--config", file, "--adapter", "caddyfile"]
    return ["haproxy", "-db", "-f", file]


def wait_for(port, process, log):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        require(process.poll() is None, f"the proxy ends: {log.read_text()}")
        with contextlib.suppress(OSError), socket.create_connection((PROXY, port), 1):
            return
        time.sleep(0.05)
    raise Failure("the proxy does not listen")


class Client:
    """Calls by one API key through a proxy."""

    def __init__(self, base, made, certificate):
        self.base, self.org = base, made["orgId"]
        self.session = requests.Session()
        self.session.mount("https://", FromAnotherAddress())
        self.session.trust_env = False
        self.session.verify = str(certificate)
        self.session.auth = HTTPDigestAuth(made["publicKey"], made["privateKey"])
        self.session.headers["Accept"] = ACCEPT

    def call(self, method, path, status, body=None, **headers):
        answer = self.session.request(
            method, f"{self.base}/api/atlas/v2{path}", timeout=PATIENCE_SECONDS,
            data=None if body is None else json.dumps(body),
            headers={"Content-Type": ACCEPT} | headers)
        require(answer.status_code == status,
                f"{method} {path} answers {answer.status_code}, not {status}: {answer.text[:500]}")
        return answer.json() if answer.content else None

    def new_key(self, address):
        """An owner's key that may call from one address alone."""
        made = self.call("POST", f"/orgs/{self.org}/apiKeys", 200,
                         {"desc": "listed", "roles": ["ORG_OWNER"]})
        self.call("POST", f"/orgs/{self.org}/apiKeys/{made['id']}/accessList", 200,
                  [{"ipAddress": address}])
        return made | {"orgId": self.org}


def check_paths(client):
    """Path and query arrive byte for byte, or Digest would not fit them."""
    lists = f"/orgs/{client.org}/apiKeys/{client.new_key('192.0.2.1')['id']}/accessList"
    client.call("POST", lists, 200, [{"cidrBlock": "192.0.2.0/24"}, {"cidrBlock": "2001:db8::/32"}])
    for block in ("192.0.2.0%2F24", "2001:db8::%2F32", "2001%3Adb8%3A%3A%2F32"):
        client.call("GET", f"{lists}/{block}", 200)
    client.call("DELETE", f"{lists}/192.0.2.0%2F24", 204)
    client.call("GET", f"/orgs/{client.org}/groups?name=R%26D%20%2B%2f&pretty=true", 200)
    client.call("GET", "/orgs?itemsPerPage=1&&includeCount=false", 200)
    client.call("GET", "/orgs//nothing%2F..%2f/here/", 404)


def check_addresses(client, certificate):
    """The client's address is the one that the proxy saw."""
    of_proxy = Client(client.base, client.new_key(PROXY), certificate)
    for forged in ({}, {"X-Forwarded-For": PROXY}, {"Forwarded": f"for={PROXY}"},
                   {"X-Forwarded-For": f"{PROXY}, {PROXY}", "Forwarded": f'for="{PROXY}'}):
        error = of_proxy.call("GET", f"/orgs/{client.org}", 403, **forged)
        require(error["parameters"] == [CLIENT], f"the address of the client is {error}")
    Client(client.base, client.new_key(CLIENT), certificate).call(
        "GET", f"/orgs/{client.org}", 200, **{"X-Forwarded-For": "192.0.2.9"})


def check_the_rest(client):
    found = client.call("GET", f"/orgs/{client.org}", 200)
    for link in found["links"]:
        require(link["href"].startswith(client.base + "/"), f"a link leads to {link['href']}")
    # As large as bodies may be, and larger than some proxies let pass by themselves.
    error = client.call("PATCH", f"/orgs/{client.org}", 400, {"name": "n" * 1_040_000})
    require(error["errorCode"] == "INVALID_ORG_NAME", f"a long name is {error['errorCode']}")
    for _ in range(50):
        client.call("GET", f"/orgs/{client.org}", 200)
        client.call("PATCH", f"/orgs/{client.org}", 200, {"name": "Behind"})


def try_example(name, orgd, work, prefix=""):
    port = free_port()
    base = f"https://{PROXY}:{port}{prefix}"
    with orgd.serving(*(["--public-url", base] if prefix else [])) as orgd_port:
        file = configuration(name, work, orgd_port, port, prefix)
        log = work / f"{name}.log"
        with log.open("w") as output, running(
                command(name, file, work), cwd=work, env=os.environ | {"HOME": str(work)},
                stdout=output, stderr=output) as proxy:
            wait_for(port, proxy, log)
            client = Client(base, orgd.made, work / "cert.pem")
            check_paths(client)
            check_addresses(client, work / "cert.pem")
            check_the_rest(client)
    where = f"below {prefix}" if prefix else "at the root"
    print(f"{name} {where}: Digest, paths, addresses, links and bodies arrive", flush=True)


def main():
    os.environ["PATH"] += ":/usr/sbin"
    with tempfile.TemporaryDirectory() as directory:
        work = Path(directory)
        make_certificate(work)
        orgd = Orgd(Path(sys.argv[1]).resolve(), work)
        examples = sorted(path.name for path in EXAMPLES.iterdir())
        require(len(examples) == 3, f"the examples are {examples}")
        for name in examples:
            try_example(name, orgd, work)
            try_example(name, orgd, work, PREFIX)


if __name__ == "__main__":
    try:
        main()
    except Failure as failure:
        sys.exit(f"FAILED: {failure}")
