#!/usr/bin/python3
"""The life of an organization through Python's requests with HTTPDigestAuth: what the curl script
shows, and errors, nonces, Unicode and paging besides.

  tests/clients/requests_life.py PATH_OF_ORGD
"""
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import requests
from requests.auth import HTTPDigestAuth

API = "/api/atlas/v2"
ACCEPT = "application/vnd.atlas.2023-01-01+json"
TIMEOUT_SECONDS = 20
# Letters of several scripts, two that normalization would replace, one beyond 16 bits.
NAME = "Zoë Łódź 東京 Ελλάδα \u2126\u212b \U00020000"


class Failure(Exception):
    """A step that went otherwise than documented."""


def require(holds, what):
    if not holds:
        raise Failure(what)


class Server:
    """A server on a store of its own, for as long as the `with` block runs."""

    def __init__(self, program, place):
        self.program, self.store = program, str(Path(place) / "store")

    def run(self, command, *arguments):
        return json.loads(subprocess.run(
            [self.program, command, "--data", self.store, "--json", *arguments],
            check=True, capture_output=True, timeout=TIMEOUT_SECONDS).stdout)

    def __enter__(self):
        self.made = self.run("init", "--org", "Parent", "--owner", "owner@example.org")
        self.process = subprocess.Popen(
            [self.program, "serve", "--data", self.store, "--listen", "127.0.0.1:0",
             "--log-level", "warning"], stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        require(line.startswith("listening on "), f"the server says {line!r}")
        self.url = line.split()[-1]
        return self

    def __exit__(self, *_):
        self.process.terminate()
        code = self.process.wait(TIMEOUT_SECONDS)
        self.process.stdout.close()
        require(code == 0, f"the server answers SIGTERM with exit code {code}")


class Client:
    """One session, its Digest answers reused from call to call, as programs use them."""

    def __init__(self, url, public, private):
        self.url = url
        self.session = requests.Session()
        self.session.auth = HTTPDigestAuth(public, private)
        self.session.headers["Accept"] = ACCEPT

    def call(self, status, method, path, body=None, **options):
        """The answer; fails when its status or media type is not the expected one."""
        answer = self.session.request(method, self.url + path, json=body,
                                      timeout=TIMEOUT_SECONDS, **options)
        shown = " ".join(answer.text.split())[:80]
        print(f"{method:6} {path.split('?')[0]:66} {answer.status_code}  {shown}")
        where = f"{method} {path}"
        require(answer.status_code == status,
                f"{where} answers {answer.status_code}, not {status}: {answer.text}")
        if status != 204:
            wanted = "application/json" if status >= 400 or "/orgd/" in path else ACCEPT
            require(answer.headers["Content-Type"] == wanted,
                    f"{where} answers as {answer.headers['Content-Type']}")
        return answer

    def get(self, path, **options):
        return self.call(200, "GET", path, **options).json()

    def refused(self, status, code, method, path, body=None):
        error = self.call(status, method, path, body).json()
        require((error["error"], error["errorCode"]) == (status, code),
                f"{method} {path} answers {error}, not {code}")
        require(set(error) == {"detail", "error", "errorCode", "parameters", "reason"},
                f"an error of other members: {error}")


def expect(found, expected):
    require(found == expected, f"found {found!r}, not {expected!r}")


def create(server):
    """A new organization and a client with its first key."""
    parent = Client(server.url, server.made["publicKey"], server.made["privateKey"])
    made = parent.call(201, "POST", f"{API}/orgs", {
        "name": "Life", "orgOwnerId": server.made["ownerId"],
        "apiKey": {"desc": "key of a life", "roles": ["ORG_OWNER"]}}).json()
    expect(made["organization"]["name"], "Life")
    expect(made["orgOwnerId"], server.made["ownerId"])
    key = made["apiKey"]
    return Client(server.url, key["publicKey"], key["privateKey"]), made["organization"]["id"]


def rename(client, org):
    path = f"{API}/orgs/{org}"
    expect(client.call(200, "PATCH", path, {"name": NAME}).json()["name"], NAME)
    expect(client.get(path)["name"], NAME)
    raw = client.call(200, "GET", path).content
    require(NAME.encode() in raw, f"the name does not stand byte for byte in {raw}")
    found = client.get(f"{API}/orgs", params={"name": "zoë"})
    expect([one["name"] for one in found["results"]], [NAME])


def refuse(client, org):
    path = f"{API}/orgs/{org}"
    client.refused(400, "INVALID_ORG_NAME", "PATCH", path, {"name": " blank in front"})
    client.refused(400, "INVALID_ATTRIBUTE", "PATCH", path, {"name": "Fine", "surprise": 1})
    client.refused(404, "ORG_NOT_FOUND", "GET", f"{API}/orgs/{'0' * 24}")
    expect(client.get(path)["name"], NAME)


def change_settings(client, org):
    path = f"{API}/orgs/{org}/settings"
    before = client.get(path)
    expect(before["securityContact"], None)
    after = client.call(200, "PATCH", path, {"securityContact": "security@example.org"}).json()
    expect(after, before | {"securityContact": "security@example.org"})
    expect(client.get(path), after)


def reuse_nonce(client, org):
    """One challenge serves many calls; a nonce that is none is replaced, unseen by the caller."""
    digest = client.session.auth
    client.get(f"{API}/orgs/{org}")
    nonce = digest._thread_local.last_nonce
    for _ in range(3):
        answer = client.call(200, "GET", f"{API}/orgs/{org}")
        expect([one.status_code for one in answer.history], [])
    expect(digest._thread_local.last_nonce, nonce)
    digest._thread_local.chal["nonce"] = "x" * len(nonce)
    answer = client.call(200, "GET", f"{API}/orgs/{org}")
    expect([one.status_code for one in answer.history], [401])
    require(re.search(r'stale="?true', answer.history[0].headers["WWW-Authenticate"]),
            f"not stale: {answer.history[0].headers['WWW-Authenticate']}")
    # A count that was used already is a replay, answered in the same way.
    digest._thread_local.nonce_count = 0
    answer = client.call(200, "GET", f"{API}/orgs/{org}")
    expect([one.status_code for one in answer.history], [401])


def invite(server, client, org):
    path = f"{API}/orgs/{org}"
    made = client.call(200, "POST", f"{path}/invites", {
        "username": "Dana@Example.org", "roles": ["ORG_READ_ONLY"]}).json()
    expect((made["username"], made["roles"]), ("Dana@Example.org", ["ORG_READ_ONLY"]))
    expect(made["orgName"], NAME)
    expect(client.get(f"{path}/invites"), [made])
    link, = (mail["link"] for mail in server.run("outbox")
             if mail.get("invitationId") == made["id"])
    nobody = Client(server.url, None, None)
    nobody.session.auth = None
    # People are led to the name of this machine.
    of_people = server.url.replace("127.0.0.1", "localhost")
    page, token = link.removeprefix(of_people).split("#token=")
    expect(page, f"/console/accept/{made['id']}")
    target = f"/orgd/v1/invitations/{made['id']}:accept"
    joined = nobody.call(200, "POST", target, {
        "token": token, "firstName": "Dána", "lastName": "Díaz", "country": "US",
        "password": "correct horse"}).json()
    expect((joined["username"], joined["firstName"], joined["orgMembershipStatus"]),
           ("Dana@Example.org", "Dána", "ACTIVE"))
    nobody.refused(404, "INVALID_INVITATION_ID", "POST", target, {"token": token})
    users = client.get(f"{path}/users")
    expect({one["username"] for one in users["results"]},
           {"Dana@Example.org", server.made["ownerUsername"]})
    expect(users["totalCount"], 2)


def page_through(client, org):
    """Seven projects in pages of three, followed by the links that each page gives."""
    names = [f"Project {number}" for number in range(7)]
    made = [client.call(201, "POST", f"{API}/groups", {"name": name, "orgId": org}).json()
            for name in names]
    found, sizes = [], []
    following = f"{API}/orgs/{org}/groups?itemsPerPage=3"
    while following:
        page = client.get(following)
        expect(page["totalCount"], len(names))
        found += [one["name"] for one in page["results"]]
        sizes.append(len(page["results"]))
        links = {link["rel"]: link["href"] for link in page["links"]}
        following = links.get("next", "").removeprefix(client.url)
    expect((found, sizes), (names, [3, 3, 1]))
    beyond = client.get(f"{API}/orgs/{org}/groups", params={"pageNum": 9, "itemsPerPage": 3})
    expect((beyond["results"], beyond["totalCount"]), ([], len(names)))
    return [one["id"] for one in made]


def delete(client, org, projects):
    path = f"{API}/orgs/{org}"
    client.refused(409, "ORG_NOT_EMPTY", "DELETE", path)
    for project in projects:
        client.call(202, "DELETE", f"{API}/groups/{project}")
    expect(client.get(f"{path}/groups")["totalCount"], 0)
    client.call(204, "DELETE", path)
    client.call(401, "GET", path)


def main(program):
    with tempfile.TemporaryDirectory() as place, Server(program, place) as server:
        client, org = create(server)
        rename(client, org)
        refuse(client, org)
        change_settings(client, org)
        reuse_nonce(client, org)
        invite(server, client, org)
        delete(client, org, page_through(client, org))
    print("requests: a whole life, as documented")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: requests_life.py PATH_OF_ORGD")
    try:
        main(str(Path(sys.argv[1]).resolve()))
    except Failure as failure:
        sys.exit(f"FAILED: {failure}")
