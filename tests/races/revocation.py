"""A key or a session that has just been used at one node is revoked through another: its very next
request must be refused, and once it is let in again, the next must pass."""
import queue
import threading
from collections import Counter

from digest_client import ROOT, DigestClient
from nodes import created, make_key
from people import SESSIONS, joined, signed_in
from racer import NO_SUCH_KEY, require, said

OWNERS_ONLY = "/invites"  # below the organization; a lowered role shows there
ELSEWHERE = "203.0.113.0/24"
WRITES_ONE_IN = 8  # of the refused requests, how many are writes
SIGN_INS_ONE_IN = 25  # of the revocations, how many take a new session: its password costs much


class Subject:
    """A key, and how it is revoked and let in again."""

    def __init__(self, changer, key, path, number):
        self.changer, self.owner, self.path = changer, key, path
        org_id = path.rsplit("/", 1)[1]
        self.key_id, self.key = make_key(changer, key, org_id, f"subject {number}", ["ORG_OWNER"])
        self.key_path = f"{path}/apiKeys/{self.key_id}"

    def change(self, method, path, body=None):
        answer = self.changer.call(self.owner, method, path, body)
        require(answer.status in (200, 204), f"{method} {path} answers {answer}")

    def restore(self):
        raise NotImplementedError


class LoweredRole(Subject):
    refusal = "401 USER_UNAUTHORIZED"

    def revoke(self):
        self.change("PATCH", self.key_path, {"roles": ["ORG_MEMBER"]})

    def restore(self):
        self.change("PATCH", self.key_path, {"roles": ["ORG_OWNER"]})


class ChangedAccessList(Subject):
    refusal = "403 IP_ADDRESS_NOT_ON_ACCESS_LIST"

    def revoke(self):
        self.change("POST", f"{self.key_path}/accessList", [{"cidrBlock": ELSEWHERE}])

    def restore(self):
        self.change("DELETE", f"{self.key_path}/accessList/{ELSEWHERE.replace('/', '%2F')}")


class DeletedKey(Subject):
    refusal = NO_SUCH_KEY

    def revoke(self):
        self.change("DELETE", self.key_path)

    def restore(self):
        """Only a new key can follow it."""
        org_id = self.path.rsplit("/", 1)[1]
        self.key_id, self.key = make_key(self.changer, self.owner, org_id, "next", ["ORG_OWNER"])
        self.key_path = f"{self.path}/apiKeys/{self.key_id}"


class Person(Subject):
    """An owner who has signed in; `key` is the session's token."""

    def __init__(self, nodes, changer, owner, path, number):
        self.changer, self.owner, self.path = changer, owner, path
        self.username = f"{type(self).__name__.lower()}-{path.rsplit('/', 1)[1]}@example.org"
        invitation = created(changer, owner, f"{path}/invites",
                             {"username": self.username, "roles": ["ORG_OWNER"]})
        answer = joined(changer, nodes.all[0].waiting_links()[invitation["id"]])
        require(answer.status == 200, f"joining answers {answer}")
        self.user = f"{path}/users/{answer.body['id']}"
        self.session_id, self.key = signed_in(changer, self.username)


class LoweredPerson(Person):
    refusal = "401 USER_UNAUTHORIZED"

    def revoke(self):
        self.change("PUT", f"{self.user}/roles", {"orgRoles": ["ORG_MEMBER"]})

    def restore(self):
        self.change("PUT", f"{self.user}/roles", {"orgRoles": ["ORG_OWNER"]})


class SecondFactor(Person):
    refusal = "403 MFA_REQUIRED"

    def revoke(self):
        self.change("PATCH", f"{self.path}/settings", {"multiFactorAuthRequired": True})

    def restore(self):
        self.change("PATCH", f"{self.path}/settings", {"multiFactorAuthRequired": False})


class EndedSession(Person):
    """By another session of the same person, as from another device."""
    refusal = "401"

    def __init__(self, *given):
        super().__init__(*given)
        self.device = signed_in(self.changer, self.username)[1]

    def revoke(self):
        answer = self.changer.call(self.device, "DELETE", f"{SESSIONS}/{self.session_id}")
        require(answer.status == 204, f"ending a session answers {answer}")

    def restore(self):
        """Only a new session can follow it."""
        self.session_id, self.key = signed_in(self.changer, self.username)


KINDS = (LoweredRole, ChangedAccessList, DeletedKey)
KINDS_OF_PEOPLE = (LoweredPerson, SecondFactor)


class Load(threading.Thread):
    """Calls as the subjects while they are revoked and asked, so that the node loads them at the
    worst moments."""

    def __init__(self, address, path):
        super().__init__(daemon=True)
        self._client, self._path = DigestClient(address), path
        self._subjects = queue.SimpleQueue()
        self.requests, self._failure = 0, None

    def call_as(self, subject):
        """Soon, beside what the caller goes on to do."""
        self._subjects.put(subject)

    def run(self):
        try:
            while subject := self._subjects.get():
                answer = self._client.call(subject.key, "GET", f"{self._path}{OWNERS_ONLY}")
                require(answer.status in (200, 401, 403), f"under load: {answer}")
                self.requests += 1
        except Exception as failure:  # whatever it is, the proof must fail with it
            self._failure = failure

    def stop(self):
        self._subjects.put(None)
        self.join()
        if self._failure:
            raise self._failure


def revoke(nodes, name, count):
    """Revokes `count` times; how often in each way, and the requests of the load beside it."""
    number = int(name.rsplit(" ", 1)[1])
    ends = nodes.all[0], nodes.all[-1]
    through, at = ends[::-1] if number & 1 else ends
    changer, client = DigestClient(through.address), DigestClient(at.address)
    org_id, owner = nodes.make_organization(changer, name)
    path = f"{ROOT}/orgs/{org_id}"
    subjects = [kind(changer, owner, path, number) for kind in KINDS]
    subjects += [kind(nodes, changer, owner, path, number) for kind in KINDS_OF_PEOPLE]
    session = EndedSession(nodes, changer, owner, path, number)
    load = Load(at.address, path)
    load.start()
    done = Counter()
    for turn in range(count):
        subject = subjects[turn % len(subjects)] if (turn + 1) % SIGN_INS_ONE_IN else session
        used = client.call(subject.key, "GET", f"{path}{OWNERS_ONLY}")
        require(used.status == 200, f"before {type(subject).__name__}: {used}")
        load.call_as(subject)
        subject.revoke()
        load.call_as(subject)
        if turn % WRITES_ONE_IN:
            refused = client.call(subject.key, "GET", f"{path}{OWNERS_ONLY}")
        else:
            refused = client.call(subject.key, "PATCH", path, {"name": "by who is revoked"})
        require(said(refused) == subject.refusal,
                f"revocation {turn} by {type(subject).__name__}: the next request is answered"
                f" {refused}")
        subject.restore()
        done[type(subject).__name__] += 1
    load.stop()
    done["requests of the load"] = load.requests
    return done
