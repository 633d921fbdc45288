#!/usr/bin/python3
"""Caddy as docs/reverse-proxies.md has it for certificates by themselves: it gets one from an ACME
server, which is another Caddy, and Python's requests calls orgd through it. All in a network and
with a list of hosts of its own, so that the ports and the name are those of the page.

  tests/clients/acme.py PATH_OF_ORGD
"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import requests
from proxies import DOCS, PATIENCE_SECONDS, PROXY, Failure, Orgd, require, running, wait_for
from requests.auth import HTTPDigestAuth

INSIDE = "ORGD_TEST_OWN_NETWORK"
NAME = "api.example.org"
AUTHORITY_PORT = 9443
AUTHORITY = """{
  admin off
  skip_install_trust
  http_port 8180
  https_port %d
}
https://localhost:%d {
  tls internal
  acme_server
}
""" % (AUTHORITY_PORT, AUTHORITY_PORT)
# What a test needs besides the page: an authority that is not the one of the world.
OPTIONS = """{
  admin off
  acme_ca https://localhost:%d/acme/local/directory
  acme_ca_root %%s
}
""" % AUTHORITY_PORT


def in_own_network():
    """Runs this program again in one; its exit code."""
    words = ["unshare", "--net", "--mount", *(["--map-root-user"] if os.geteuid() else [])]
    script = ('ip link set lo up && mount --bind "$%s/hosts" /etc/hosts && exec "$@"' % INSIDE)
    with tempfile.TemporaryDirectory() as directory:
        (Path(directory) / "hosts").write_text(f"127.0.0.1 localhost {NAME}\n")
        return subprocess.run([*words, "sh", "-c", script, "sh", sys.executable, "-B", *sys.argv],
                              env=os.environ | {INSIDE: directory}).returncode


def caddy(work, name, configuration):
    """A Caddy with a home of its own, and its log."""
    home = work / name
    home.mkdir()
    (home / "Caddyfile").write_text(configuration)
    log = home / "log"
    places = {"HOME": home, "XDG_DATA_HOME": home / "data", "XDG_CONFIG_HOME": home / "config"}
    return log, running(["caddy", "run", "--config", home / "Caddyfile", "--adapter", "caddyfile"],
                        stdout=log.open("w"), stderr=subprocess.STDOUT,
                        env=os.environ | {key: str(place) for key, place in places.items()})


def of_the_page(orgd_port):
    block = re.search(r"<!-- file: Caddyfile -->\n```caddyfile\n(.*?)```",
                      (DOCS / "reverse-proxies.md").read_text(), re.S)
    require(block and NAME in block[1], "the page has no Caddyfile for that name")
    return block[1].replace("127.0.0.1:8080", f"{PROXY}:{orgd_port}")


def has_certificate(log, proxy):
    """Waits for what the proxy says of it."""
    follow = ["timeout", str(PATIENCE_SECONDS), "tail", "-n", "+1", "-F", f"--pid={proxy.pid}", log]
    with subprocess.Popen(follow, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          text=True) as lines:
        found = any("certificate obtained successfully" in line for line in lines.stdout)
        lines.terminate()
    require(found, f"the proxy gets no certificate: {log.read_text()}")


def call_through(made, root):
    session = requests.Session()
    session.trust_env = False
    session.verify = str(root)
    session.auth = HTTPDigestAuth(made["publicKey"], made["privateKey"])
    base = f"https://{NAME}"
    answer = session.get(f"{base}/api/atlas/v2/orgs/{made['orgId']}", timeout=PATIENCE_SECONDS,
                         headers={"Accept": "application/vnd.atlas.2023-01-01+json"})
    require(answer.status_code == 200, f"the answer is {answer.status_code}: {answer.text[:500]}")
    for link in answer.json()["links"]:
        require(link["href"].startswith(base + "/"), f"a link leads to {link['href']}")


def main():
    with tempfile.TemporaryDirectory() as directory:
        work = Path(directory)
        orgd = Orgd(Path(sys.argv[1]).resolve(), work)
        authority_log, authority = caddy(work, "authority", AUTHORITY)
        with authority as process, orgd.serving() as orgd_port:
            wait_for(AUTHORITY_PORT, process, authority_log)
            root = work / "authority/data/caddy/pki/authorities/local/root.crt"
            require(root.exists(), f"the authority has no certificate: {authority_log.read_text()}")
            log, caddy_of_page = caddy(work, "proxy", OPTIONS % root + of_the_page(orgd_port))
            with caddy_of_page as proxy:
                has_certificate(log, proxy)
                call_through(orgd.made, root)
    print("Caddy gets a certificate by ACME and passes on calls")


if __name__ == "__main__":
    if INSIDE not in os.environ:
        sys.exit(in_own_network())
    try:
        main()
    except Failure as failure:
        sys.exit(f"FAILED: {failure}")
