"""Every kind of write, committed through one node that is not told so; before it can find out, the
caller's role is lowered through the other, or the same thing is changed again. The write has
happened, and the database is there to be asked: its answer must say so, and what came after it must
stay."""
import asyncio
import threading
from collections import Counter

from database_proxy import COMMITTED, DatabaseProxy
from digest_client import NEW, ROOT, DigestClient
from nodes import created, make_key, wait_for
from racer import NO_SUCH_KEY, require, said

WRITTEN = (b"INSERT 0 ", b"UPDATE ", b"DELETE ")  # as answers of the database say it
OTHER_ADDRESS = "192.0.2.2"


class LosesOneAnswer(DatabaseProxy):
    """Once armed, loses the answer of the next commit that wrote something, and then holds all
    requests until it is released."""

    def __init__(self, postgres):
        super().__init__(postgres)
        self._armed, self._held = False, threading.Event()

    def arm(self):
        self._armed = True

    def has_lost(self):
        return self._held.is_set()

    def release(self):
        self._held.clear()

    async def requests(self, reader, writer):
        while data := await reader.read(65536):
            while self._held.is_set():
                await asyncio.sleep(0.005)
            writer.write(data)
            await writer.drain()

    async def answers(self, reader, writer):
        wrote = False
        while data := await reader.read(65536):
            wrote = wrote or any(mark in data for mark in WRITTEN)
            committed = COMMITTED in data
            if self._armed and wrote and committed:
                self._armed = False
                self._held.set()
                return
            wrote = wrote and not committed
            writer.write(data)
            await writer.drain()


class Place:
    """An organization with something of everything; `key` acts in it. It is linked to none: its
    parent is gone."""

    def __init__(self, nodes, client, name):
        self.client, self.owner_id = client, nodes.made["ownerId"]
        parent_id, parent = nodes.make_organization(client, f"parent of {name}")
        self.org_id, self.main = nodes.make_organization(client, name, parent)
        gone = client.call(parent, "DELETE", f"{ROOT}/orgs/{parent_id}")
        require(gone.status == 204, f"a parent's deletion answers {gone}")
        self.path = f"{ROOT}/orgs/{self.org_id}"
        key_id, self.key = make_key(client, self.main, self.org_id, "acting", ["ORG_OWNER"])
        other, _ = make_key(client, self.main, self.org_id, "other", ["ORG_MEMBER"])
        joined, _ = make_key(client, self.main, self.org_id, "joined", ["ORG_MEMBER"])
        self.key_path, self.other = (f"{self.path}/apiKeys/{one}" for one in (key_id, other))
        self.addresses = f"{self.other}/accessList"
        self._make(self.addresses, [{"ipAddress": OTHER_ADDRESS}])
        project = self._make(f"{ROOT}/groups", {"name": "project", "orgId": self.org_id})
        self.project = f"{ROOT}/groups/{project['id']}"
        self.newcomer, self.joined = (f"{self.project}/apiKeys/{one}" for one in (other, joined))
        self.person = f"{self.project}/users/{self.owner_id}"
        self.do("PATCH", self.joined, {"roles": ["GROUP_READ_ONLY"]})
        invited = self._make(f"{self.path}/invites", {"username": "one@example.org"})
        self.invitation = f"{self.path}/invites/{invited['id']}"
        asked = self._make(f"{self.project}/invites",
                           {"username": "one@example.org", "roles": ["GROUP_READ_ONLY"]})
        self.project_invitation = f"{self.project}/invites/{asked['id']}"
        self._make(f"{self.path}/invites", {
            "username": "both@example.org", "roles": ["ORG_MEMBER", "ORG_READ_ONLY"]})
        people = self.client.call(self.main, "GET", f"{self.path}/users", accept=NEW).body
        both, one = (person["id"] for person in people["results"] if person["username"] in (
            "both@example.org", "one@example.org"))
        self.owner, self.twofold, self.invited = (
            f"{self.path}/users/{person}" for person in (self.owner_id, both, one))
        self._make_teams()

    def _make_teams(self):
        """One that somebody active is in, one to which they can be added, one on the project."""
        def team(name, username):
            return self._make(f"{self.path}/teams", {"name": name, "usernames": [username]})["id"]
        owner = self.do("GET", f"{self.path}/users")["results"][0]
        full, empty = team("full", owner["username"]), team("empty", "one@example.org")
        self.team_id = team("shared", "one@example.org")
        self.full, self.team = f"{self.path}/teams/{full}", f"{self.path}/teams/{empty}"
        self.spare_id, self.teams = empty, f"{self.project}/teams"
        self._make(self.teams, [{"teamId": self.team_id, "roleNames": ["GROUP_READ_ONLY"]}])
        self.shared = f"{self.teams}/{self.team_id}"

    def _make(self, path, body):
        return created(self.client, self.main, path, body)

    def do(self, method, path, body=None):
        answer = self.client.call(self.main, method, path, body)
        require(answer.status in (200, 202, 204), f"{method} {path} answers {answer}")
        return answer.body

    def lower_the_caller(self):
        answer = self.client.call(self.main, "PATCH", self.key_path, {"roles": ["ORG_MEMBER"]})
        gone = said(answer) == NO_SUCH_KEY  # with the organization
        require(answer.status == 200 or gone, f"lowering a role answers {answer}")


# What is sent, and the status of its success.
WRITES = {
    "rename": lambda at: ("PATCH", at.path, {"name": "New"}, 200),
    "default alerts": lambda at: (
        "PATCH", at.path, at.do("GET", at.path) | {"skipDefaultAlertsSettings": True}, 200),
    "a setting": lambda at: ("PATCH", f"{at.path}/settings", {"securityContact": "a@b.de"}, 200),
    "a feature": lambda at: (
        "PATCH", f"{at.path}/settings", {"genAIFeaturesEnabled": False}, 200),
    "invite": lambda at: ("POST", f"{at.path}/invites", {"username": "two@example.org"}, 200),
    "change invitation": lambda at: ("PATCH", at.invitation, {"roles": ["ORG_OWNER"]}, 200),
    "invite in 2025": lambda at: ("POST", f"{at.path}/users", {
        "username": "two@example.org", "roles": {"orgRoles": ["ORG_MEMBER"]}}, 201),
    "change person": lambda at: (
        "PATCH", at.invited, {"roles": {"orgRoles": ["ORG_READ_ONLY"]}}, 200),
    "give role": lambda at: (
        "POST", f"{at.invited}:addRole", {"orgRole": "ORG_READ_ONLY"}, 200),
    "take role": lambda at: (
        "POST", f"{at.twofold}:removeRole", {"orgRole": "ORG_READ_ONLY"}, 200),
    "replace roles": lambda at: (
        "PUT", f"{at.owner}/roles", {"orgRoles": ["ORG_OWNER", "ORG_MEMBER"]}, 200),
    "remove person": lambda at: ("DELETE", at.invited, None, 204),
    "cancel invitation": lambda at: ("DELETE", at.invitation, None, 204),
    "invite to project": lambda at: (
        "POST", f"{at.project}/invites",
        {"username": "two@example.org", "roles": ["GROUP_READ_ONLY"]}, 200),
    "change invitation to project": lambda at: (
        "PATCH", at.project_invitation, {"roles": ["GROUP_OWNER"]}, 200),
    "cancel invitation to project": lambda at: ("DELETE", at.project_invitation, None, 204),
    "create project": lambda at: (
        "POST", f"{ROOT}/groups", {"name": "other", "orgId": at.org_id}, 201),
    "change project": lambda at: ("PATCH", at.project, {"name": "New project"}, 200),
    "a setting of a project": lambda at: (
        "PATCH", f"{at.project}/settings", {"isDataExplorerEnabled": False}, 200),
    "delete project": lambda at: ("DELETE", at.project, None, 202),
    "create team": lambda at: (
        "POST", f"{at.path}/teams", {"name": "new", "usernames": ["one@example.org"]}, 201),
    "rename team": lambda at: ("PATCH", at.team, {"name": "changed"}, 200),
    "delete team": lambda at: ("DELETE", at.team, None, 204),
    "add user to team": lambda at: ("POST", f"{at.team}/users", [{"id": at.owner_id}], 200),
    "remove user from team": lambda at: ("DELETE", f"{at.full}/users/{at.owner_id}", None, 204),
    "add one user to team": lambda at: ("POST", f"{at.team}:addUser", {"id": at.owner_id}, 200),
    "remove one user from team": lambda at: (
        "POST", f"{at.full}:removeUser", {"id": at.owner_id}, 200),
    "add team to project": lambda at: (
        "POST", at.teams, [{"teamId": at.spare_id, "roleNames": ["GROUP_OWNER"]}], 200),
    "change team on project": lambda at: ("PATCH", at.shared, {"roleNames": ["GROUP_OWNER"]}, 200),
    "remove team from project": lambda at: ("DELETE", at.shared, None, 204),
    "create key": lambda at: (
        "POST", f"{at.path}/apiKeys", {"desc": "new", "roles": ["ORG_MEMBER"]}, 200),
    "change key": lambda at: ("PATCH", at.other, {"desc": "changed"}, 200),
    "delete key": lambda at: ("DELETE", at.other, None, 204),
    "create key of project": lambda at: (
        "POST", f"{at.project}/apiKeys", {"desc": "new", "roles": ["GROUP_READ_ONLY"]}, 200),
    "add key to project": lambda at: (
        "POST", at.newcomer, [{"roles": ["GROUP_READ_ONLY"]}], 200),
    "change key of project": lambda at: ("PATCH", at.joined, {"roles": ["GROUP_OWNER"]}, 200),
    "remove key from project": lambda at: ("DELETE", at.joined, None, 204),
    "add person to project": lambda at: ("POST", f"{at.project}/users", {
        "username": "one@example.org", "roles": ["GROUP_READ_ONLY"]}, 201),
    "give role on project": lambda at: (
        "POST", f"{at.person}:addRole", {"groupRole": "GROUP_READ_ONLY"}, 200),
    "take role on project": lambda at: ("POST", f"{at.person}:removeRole", {
        "groupRole": at.do("PUT", f"{at.person}/roles", {
            "groupRoles": ["GROUP_OWNER", "GROUP_READ_ONLY"]})["groupRoles"][0]}, 200),
    "change person of project": lambda at: (
        "PUT", f"{at.person}/roles", {"groupRoles": ["GROUP_READ_ONLY"]}, 200),
    "remove person from project": lambda at: ("DELETE", at.person, None, 204),
    "add address": lambda at: ("POST", at.addresses, [{"ipAddress": "192.0.2.3"}], 200),
    "remove address": lambda at: ("DELETE", f"{at.addresses}/{OTHER_ADDRESS}", None, 204),
    "create organization": lambda at: (
        "POST", f"{ROOT}/orgs", {"name": "child", "orgOwnerId": at.owner_id}, 201),
    "delete organization": lambda at: (
        "DELETE", at.path if at.do("DELETE", at.project) == {} else None, None, 204),
}
# What comes after and must stay: the same thing with another value, where it has one.
LATER = {
    "rename": {"name": "Newer"},
    "default alerts": {"name": "Newer", "skipDefaultAlertsSettings": False},
    "a setting": {"securityContact": "later@b.de"},
    "a feature": {"genAIFeaturesEnabled": True},
    "change invitation": {"roles": ["ORG_READ_ONLY"]},
    "change invitation to project": {"roles": ["GROUP_CLUSTER_MANAGER"]},
    "change project": {"name": "Newer project"},
    "a setting of a project": {"isDataExplorerEnabled": True},
    "change key": {"desc": "later"},
    "rename team": {"name": "later"},
    "change team on project": {"roleNames": ["GROUP_CLUSTER_MANAGER"]},
}


def lose(proxy, client, place, what, between):
    """Sends it through `client`, whose node misses the commit's answer while `between` runs."""
    method, path, body, success = WRITES[what](place)
    told = []
    proxy.arm()
    sender = threading.Thread(
        target=lambda: told.append(client.call(place.key, method, path, body, NEW)))
    sender.start()
    wait_for(proxy.has_lost)
    between()
    proxy.release()
    sender.join()
    require(told and said(told[0]) == str(success),
            f"{what} was done, and its caller told {said(told[0]) if told else 'nothing'}")
    return "done"


def lower_the_caller(proxy, client, place, what):
    return lose(proxy, client, place, what, place.lower_the_caller)


def change_it_again(proxy, client, place, what):
    method, path, _, _ = WRITES[what](place)
    later = LATER[what]
    outcome = lose(proxy, client, place, what, lambda: place.do(method, path, later))
    now = place.do("GET", path)
    require(all(now[name] == value for name, value in later.items()),
            f"{what}: {later} came later, and now it is {now}")
    return outcome


def lose_answers(nodes):
    """Each write once with each thing that may come between; how many were told what, and what
    does not hold."""
    outcomes, failures = Counter(), []
    first, second = nodes.all
    with LosesOneAnswer(nodes.postgres) as proxy:
        second.kill()
        second.restart(proxy.url)
        near, far = DigestClient(first.address), DigestClient(second.address)
        for between, writes in ((lower_the_caller, WRITES), (change_it_again, LATER)):
            for what in writes:
                place = Place(nodes, near, f"{what}, {between.__name__}".replace("_", " "))
                far.call(place.key, "GET", ROOT)
                try:
                    outcomes[between(proxy, far, place, what)] += 1
                except Exception as violation:
                    failures.append(f"{between.__name__}: {violation}")
        second.kill()
    return outcomes, failures
