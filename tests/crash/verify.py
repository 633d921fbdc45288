"""Compares the store and what the API answers with the world that the load has made."""
import time

from digest_client import NEW, OLD, ROOT
from people import CURRENT
from world import ACTIVE, INVITED

PAGE = 500
FRESH_SECONDS = 20 * 60  # a session ends when it is not used for half an hour


class Violation(Exception):
    """A promise of the server that does not hold."""


def require(holds, what):
    if not holds:
        raise Violation(what)


def _difference(expected, found):
    """What is missing, too much or different, in words."""
    if isinstance(expected, (set, tuple)):
        return f"expected {expected}, found {found}"
    parts = []
    for key in sorted(expected.keys() | found.keys(), key=repr):
        wanted, seen = expected.get(key), found.get(key)
        if wanted != seen:
            parts.append(f"{key}: expected {wanted}, found {seen}")
    return "; ".join(parts)


def verify_store(world, store):
    """Every row that an acknowledged operation made, and no other."""
    require(not store.problems, "; ".join(store.problems))
    for org_id in store.ids() - world.organizations.keys():
        raise Violation(f"organization {org_id} that nobody made: {store.of(org_id)}")
    for org_id, org in world.organizations.items():
        require(org_id in store.ids(), f"organization {org_id} ({org.name}) is gone")
        found = store.of(org_id)
        for part, expected in org.expected().items():
            require(expected == found[part],
                    f"organization {org_id}, {part}: {_difference(expected, found[part])}")
    for username, user_id in world.user_ids.items():
        require(store.user_ids.get(username) == user_id,
                f"{username} had the id {user_id}, now {store.user_ids.get(username)}")
    world.user_ids = store.user_ids
    sessions = {one: session.username for one, session in world.sessions.items()}
    require(sessions == store.sessions, f"sessions: {_difference(sessions, store.sessions)}")


class ApiCheck:
    """What the API answers about one organization."""

    def __init__(self, client, org):
        self.client, self.org, self.key = client, org, org.key()
        self.path = f"{ROOT}/orgs/{org.org_id}"

    def run(self):
        if self.org.deleted:
            return
        org = self.org
        one = self._get(self.path)
        require((one["id"], one["name"]) == (org.org_id, org.name), f"{self.path} answers {one}")
        self._compare("invites", {
            (person.invitation_id, username, tuple(person.roles))
            for username, person in org.people.items() if person.status == INVITED}, [
            (one["id"], one["username"], tuple(one["roles"]))
            for one in self._get(f"{self.path}/invites")])
        self._compare("groups", {(project_id, name) for project_id, (name, _)
                                 in org.projects.items()},
                      [(one["id"], one["name"]) for one in self._list("groups")])
        self._compare("apiKeys", {(key_id, key.public, key.desc)
                                  for key_id, key in org.keys.items()},
                      [(one["id"], one["publicKey"], one["desc"])
                       for one in self._list("apiKeys")])
        standing = {ACTIVE: "ACTIVE", INVITED: "PENDING"}
        self._compare("users", {
            (username, standing[person.status], tuple(person.roles))
            for username, person in org.people.items() if person.status in standing}, [
            (one["username"], one["orgMembershipStatus"], tuple(one["roles"]["orgRoles"]))
            for one in self._list("users", NEW)])

    def _get(self, path, accept=OLD):
        answer = self.client.call(self.key, "GET", path, accept=accept)
        require(answer.status == 200, f"GET {path} answers {answer}")
        return answer.body

    def _list(self, name, accept=OLD):
        """All pages; their count must be the one that each of them states."""
        items = []
        for number in range(1, 1000):
            page = self._get(f"{self.path}/{name}?itemsPerPage={PAGE}&pageNum={number}", accept)
            items += page["results"]
            if len(page["results"]) < PAGE:
                break
        require(page["totalCount"] == len(items),
                f"{self.path}/{name}: totalCount {page['totalCount']}, {len(items)} items")
        return items

    def _compare(self, name, expected, found):
        require(len(found) == len(set(found)), f"{self.path}/{name} lists one twice")
        found = set(found)
        require(found == expected, f"{self.path}/{name}: missing {expected - found}, "
                                   f"too much {found - expected}")


def verify_gone(client, key, what):
    answer = client.call(key, "GET", f"{ROOT}/orgs")
    require(answer.status == 401, f'the deleted key "{what}" is answered {answer}')


def verify_sessions(client, live, ended):
    """Whoever signed in is known, and whoever signed out is not."""
    for session_id, session in live:
        if session.token and time.monotonic() - session.made < FRESH_SECONDS:
            answer = client.call(session.token, "GET", CURRENT)
            require(answer.status == 200 and answer.body["id"] == session_id,
                    f"the session {session_id} of {session.username} is answered {answer}")
    for token in ended:
        answer = client.call(token, "GET", CURRENT)
        require(answer.status == 401, f"a session that was ended is answered {answer}")


def verify_key(client, key, what):
    answer = client.call(key, "GET", f"{ROOT}/orgs")
    require(answer.status == 200, f'the key "{what}" is answered {answer}')
