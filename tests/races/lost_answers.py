"""Every kind of write, committed through one node that is not told so; before it can find out, the
caller's role is lowered through the other, or the same thing is changed again. The write has
happened, and the database is there to be asked: its answer must say so, and what came after it must
stay."""
import asyncio
import threading
from collections import Counter

from database_proxy import COMMITTED, DatabaseProxy
from digest_client import NEW, ROOT, DigestClient
from nodes import wait_for
from place import ACCOUNT, OTHER_ADDRESS, PROJECT_ACCOUNT, Place
from racer import require, said

WRITTEN = (b"INSERT 0 ", b"UPDATE ", b"DELETE ")  # as answers of the database say it


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
    "invite many": lambda at: (
        "POST", f"/orgd/v1/orgs/{at.org_id}/invitations",
        [{"username": "two@example.org"}, {"username": "three@example.org"}], 200),
    "send invitation again": lambda at: (
        "POST", f"/orgd/v1/orgs/{at.org_id}/invitations/"
        f"{at.invitation.rpartition('/')[2]}:resend", None, 200),
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
    "a limit": lambda at: ("PATCH", at.limit, {"value": 1}, 200),
    "reset a limit": lambda at: (
        "DELETE", at.limit if at.do("PATCH", at.limit, {"value": 1}) else None, None, 200),
    "slow operations": lambda at: ("POST", f"{at.project}/managedSlowMs/enable", None, 204),
    "no slow operations": lambda at: (
        "DELETE", at.do("POST", f"{at.project}/managedSlowMs/enable")
        or f"{at.project}/managedSlowMs/disable", None, 204),
    "move project": lambda at: ("POST", f"{at.project}:migrate", at.destination(), 200),
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
    "create account": lambda at: ("POST", f"{at.path}/serviceAccounts", ACCOUNT, 201),
    "change account": lambda at: ("PATCH", at.account, {"description": "changed"}, 200),
    "delete account": lambda at: ("DELETE", at.account, None, 204),
    "create secret": lambda at: (
        "POST", f"{at.account}/secrets", {"secretExpiresAfterHours": 8}, 201),
    "delete secret": lambda at: ("DELETE", at.secret, None, 204),
    "create account of project": lambda at: (
        "POST", f"{at.project}/serviceAccounts", PROJECT_ACCOUNT, 201),
    "change account of project": lambda at: (
        "PATCH", at.shared_account, {"roles": ["GROUP_OWNER"]}, 200),
    "remove account from project": lambda at: ("DELETE", at.shared_account, None, 204),
    "create secret by project": lambda at: (
        "POST", f"{at.shared_account}/secrets", {"secretExpiresAfterHours": 8}, 201),
    "delete secret by project": lambda at: ("DELETE", at.shared_secret, None, 204),
    "add account to project": lambda at: (
        "POST", f"{at.comer}:invite", {"roles": ["GROUP_READ_ONLY"]}, 200),
    "add address of account": lambda at: (
        "POST", at.account_addresses, [{"ipAddress": "192.0.2.3"}], 200),
    "remove address of account": lambda at: (
        "DELETE", f"{at.account_addresses}/{OTHER_ADDRESS}", None, 204),
    "add address by project": lambda at: (
        "POST", at.shared_addresses, [{"ipAddress": "192.0.2.3"}], 200),
    "remove address by project": lambda at: (
        "DELETE", f"{at.shared_addresses}/{OTHER_ADDRESS}", None, 204),
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
    "create user": lambda at: (
        "POST", f"{ROOT}/users", {
            "username": f"{at.org_id}@example.org", "password": "correct horse",
            "firstName": "Dana", "lastName": "Doe", "country": "DE",
            "roles": [{"orgId": at.org_id, "roleName": "ORG_MEMBER"}]}, 201),
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
    "a limit": {"value": 2},
    "change key": {"desc": "later"},
    "change account": {"description": "later"},
    "change account of project": {"roles": ["GROUP_CLUSTER_MANAGER"]},
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
    outcome = lose(proxy, client, place, what, lambda: place.do(method, path, later, NEW))
    now = place.do("GET", path, accept=NEW)
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
