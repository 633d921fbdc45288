"""Races of two calls of which one must lose, or which must agree."""
from collections import Counter

from digest_client import NEW, ROOT
from nodes import make_key
from people import CURRENT, joined, signed_in
from racer import NO_SUCH_KEY, Race, require, said

DEMOTED = "401 USER_UNAUTHORIZED"
TAKEN = "400 DEFAULT_INVITATION_EXCEPTION"


class Contest:
    """One kind of race, run again and again. `outcomes` counts what the two were told."""
    alike = False  # whether it does not matter which of the two was told what

    def __init__(self, nodes, name):
        self.nodes, self.name = nodes, name
        self.race = Race(nodes)
        self.outcomes = Counter()
        self._organizations = 0

    def organization(self):
        self._organizations += 1
        org_id, key = self.nodes.make_organization(self.race.observers[0],
                                                   f"{self.name} {self._organizations}")
        return f"{ROOT}/orgs/{org_id}", key, org_id

    def run(self, count):
        for number in range(count):
            answers = self.once(number)
            told = [what for what, _ in answers]
            self.outcomes[tuple(sorted(told) if self.alike else told)] += 1

    def once(self, number):
        """Prepares, races and checks; returns the answers."""
        raise NotImplementedError

    def one_of(self, answers, *allowed):
        outcome = tuple(what for what, _ in answers)
        require(outcome in allowed, f"{self.name}: the answers are {outcome}")
        return outcome


class Demotion(Contest):
    """Two owner keys lower each other's roles: who is lowered first may no more. People cannot
    race like that yet, as no operation changes their roles."""

    def __init__(self, nodes, name):
        super().__init__(nodes, name)
        self.path, self.key, org_id = self.organization()
        client = self.race.observers[0]
        self.keys = [make_key(client, self.key, org_id, f"key {number}", ["ORG_OWNER"])
                     for number in range(2)]

    def once(self, number):
        requests = [(self.keys[acting][1], "PATCH", self._path(1 - acting),
                     {"roles": ["ORG_MEMBER"]}) for acting in range(2)]
        answers = self.race.run(number, *requests)
        outcome = self.one_of(answers, ("200", DEMOTED), (DEMOTED, "200"))
        loser = 1 - outcome.index("200")
        roles = [self._roles(one) for one in range(2)]
        require(roles[loser] == ["ORG_MEMBER"] and roles[1 - loser] == ["ORG_OWNER"],
                f"{outcome}, and the roles are {roles}")
        self.race.do(self.key, "PATCH", self._path(loser), {"roles": ["ORG_OWNER"]})
        return answers

    def _path(self, key):
        return f"{self.path}/apiKeys/{self.keys[key][0]}"

    def _roles(self, key):
        shown = self.race.get(self.key, self._path(key)).body["roles"]
        return [one["roleName"] for one in shown]


class Invitation(Contest):
    """One person is invited twice to one organization."""
    alike = True

    def __init__(self, nodes, name):
        super().__init__(nodes, name)
        self.path, self.key, _ = self.organization()

    def once(self, number):
        username = f"{self.name}-{number}@example.org".replace(" ", "-").lower()
        request = self.key, "POST", f"{self.path}/invites", {"username": username}
        answers = self.race.run(number, request, request)
        outcome = self.one_of(answers, ("200", TAKEN), (TAKEN, "200"))
        winner = answers[outcome.index("200")][1]["id"]
        open_ones = self.race.get(self.key, f"{self.path}/invites?username={username}").body
        require([one["id"] for one in open_ones] == [winner],
                f"{winner} was made, and {open_ones} are there")
        self.race.do(self.key, "DELETE", f"{self.path}/invites/{winner}")
        return answers


class InvitationElsewhere(Contest):
    """One new person is invited to two organizations, and must be one person in both."""

    def __init__(self, nodes, name):
        super().__init__(nodes, name)
        self.places = [self.organization()[:2] for _ in range(2)]

    def once(self, number):
        username = f"{self.name}-{number}@example.org".replace(" ", "-").lower()
        answers = self.race.run(number, *[(key, "POST", f"{path}/invites", {"username": username})
                                          for path, key in self.places])
        self.one_of(answers, ("200", "200"))
        ids = []
        for path, key in self.places:
            found = self.race.get(key, f"{path}/users?username={username}", NEW).body["results"]
            ids.append([one["id"] for one in found])
        require(len(ids[0]) == 1 and ids[0] == ids[1], f"{username} has the ids {ids}")
        for (path, key), (_, made) in zip(self.places, answers):
            self.race.do(key, "DELETE", f"{path}/invites/{made['id']}")
        return answers


class OnDeletion(Contest):
    """What races with the deletion of an organization; the organization is used again when it
    stays."""

    def __init__(self, nodes, name):
        super().__init__(nodes, name)
        self.stands = None

    def place(self):
        self.stands = self.stands or self.organization()
        return self.stands

    def check(self, projects):
        """The organization is there with these projects, or gone without."""
        path, key, _ = self.stands
        answer = self.race.get(key, f"{path}/groups")
        if projects is None:
            require(said(answer) == NO_SUCH_KEY, f"a deleted organization answers {answer}")
            self.stands = None
        else:
            there = answer.status == 200 and [one["id"] for one in answer.body["results"]]
            require(there == projects, f"{projects} must be there: {answer}")

    def create(self, number):
        return {"name": f"project {number}", "orgId": self.place()[2]}


class ProjectAgainstDeletion(OnDeletion):
    """The first project is made while the organization is deleted."""

    def once(self, number):
        path, key, _ = self.place()
        answers = self.race.run(number, (key, "POST", f"{ROOT}/groups", self.create(number)),
                                (key, "DELETE", path))
        outcome = self.one_of(answers, ("201", "409 ORG_NOT_EMPTY"), ("404 ORG_NOT_FOUND", "204"),
                              (NO_SUCH_KEY, "204"))
        if outcome[0] == "201":
            project = answers[0][1]["id"]
            self.check([project])
            self.race.do(key, "DELETE", f"{ROOT}/groups/{project}")
        else:
            self.check(None)
        return answers


class LastProject(OnDeletion):
    """The last project is deleted while the organization is: both may be, in this order."""

    def once(self, number):
        path, key, _ = self.place()
        project = self.race.do(key, "POST", f"{ROOT}/groups", self.create(number))["id"]
        answers = self.race.run(number, (key, "DELETE", f"{ROOT}/groups/{project}"),
                                (key, "DELETE", path))
        outcome = self.one_of(answers, ("202", "409 ORG_NOT_EMPTY"), ("202", "204"))
        self.check(None if outcome[1] == "204" else [])
        return answers


class Twice(Contest):
    """The same call, sent twice: one does it, the other is told that it is done. Kinds take turns:
    what is made and removed again each time."""
    alike = True

    def __init__(self, nodes, name):
        super().__init__(nodes, name)
        self.path, self.key, self.org_id = self.organization()
        client = self.race.observers[0]
        self.key_path = f"{self.path}/apiKeys/" + make_key(client, self.key, self.org_id, "other",
                                                           ["ORG_MEMBER"])[0]
        self.made = {}  # by what was made, its id

    def once(self, number):
        kinds = (self._create_project, self._delete_project, self._add_address,
                 self._remove_address, self._invite, self._cancel, self._delete_key)
        request, did, done = kinds[number % len(kinds)]()
        answers = self.race.run(number // len(kinds), request, request)
        outcome = self.one_of(answers, (did, done), (done, did))
        body = answers[outcome.index(did)][1]
        self.made[request[2]] = body and body.get("id")
        return answers

    def _create_project(self):
        return ((self.key, "POST", f"{ROOT}/groups", {"name": "twice", "orgId": self.org_id}),
                "201", "409 GROUP_ALREADY_EXISTS")

    def _delete_project(self):
        project = self.made[f"{ROOT}/groups"]
        return ((self.key, "DELETE", f"{ROOT}/groups/{project}"), "202", "404 GROUP_NOT_FOUND")

    def _add_address(self):
        return ((self.key, "POST", f"{self.key_path}/accessList", [{"ipAddress": "192.0.2.1"}]),
                "200", "409 ADDRESS_ALREADY_IN_ACCESS_LIST")

    def _remove_address(self):
        return ((self.key, "DELETE", f"{self.key_path}/accessList/192.0.2.1"),
                "204", "404 API_KEY_ACCESS_LIST_NOT_FOUND")

    def _invite(self):
        return ((self.key, "POST", f"{self.path}/invites", {"username": "twice@example.org"}),
                "200", TAKEN)

    def _cancel(self):
        invitation = self.made[f"{self.path}/invites"]
        return ((self.key, "DELETE", f"{self.path}/invites/{invitation}"),
                "204", "404 INVALID_INVITATION_ID")

    def _delete_key(self):
        key_id, _ = make_key(self.race.observers[0], self.key, self.org_id, "twice",
                             ["ORG_MEMBER"])
        return ((self.key, "DELETE", f"{self.path}/apiKeys/{key_id}"),
                "204", "400 API_KEY_NOT_FOUND")


class SignOut(Contest):
    """A person signs out twice, or signs out and calls: no call is let in by a session that every
    node must have seen end."""
    SESSIONS = 20  # as many are made at once as passwords are worth hashing

    def __init__(self, nodes, name):
        super().__init__(nodes, name)
        self.path, self.key, _ = self.organization()
        client = self.race.observers[0]
        self.username = f"{name}@example.org".replace(" ", "-").lower()
        invited = self.race.do(self.key, "POST", f"{self.path}/invites",
                               {"username": self.username, "roles": ["ORG_OWNER"]})
        answer = joined(client, nodes.all[0].waiting_links()[invited["id"]])
        require(answer.status == 200, f"joining answers {answer}")

    def run(self, count):
        super().run(min(count, self.SESSIONS))

    def once(self, number):
        _, token = signed_in(self.race.observers[0], self.username)
        out = token, "DELETE", CURRENT
        rename = token, "PATCH", self.path, {"name": f"{self.name} {number}"}
        answers = self.race.run(number, out, rename if number % 2 else out)
        self.one_of(answers, ("204", "204"), ("204", "401"), ("401", "204"), ("204", "200"),
                    ("204", DEMOTED), (DEMOTED, "204"))
        for client in self.race.observers:
            late = client.call(token, "GET", self.path)
            require(late.status == 401, f"after signing out: {late}")
        return answers


CONTESTS = (Demotion, Invitation, InvitationElsewhere, ProjectAgainstDeletion, LastProject, Twice,
            SignOut)
