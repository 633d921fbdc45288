"""The calls on invitations and projects: things that are made with an id, and go."""
from digest_client import ROOT
from model import (CREATOR, INVITATION, NAME, OWNER, PEOPLE, PROJECT, PROJECTS, Operation, Unseen,
                   project_name, put, username)


class ListThings(Operation):
    def show_all(self, state, registers, things):
        for register, shown in zip(registers, things):
            state = self.show(state, register, shown)
            if state is None:
                return None
        return state


class ListInvitations(ListThings):
    """All at once, each with the organization's name."""
    registers = (NAME, *INVITATION)

    def __init__(self, org, actor):
        super().__init__(org, actor, "/invites")

    def read(self, org, body):
        shown = {one["username"]: (one["id"], tuple(one["roles"])) for one in body}
        assert len(shown) == len(body), body
        names = {one["orgName"] for one in body}
        self.answer = names, tuple(shown.get(username(person)) for person in range(PEOPLE))

    def shown_ids(self):
        invitations = self.answer[1] if self.answer else ()
        return [(INVITATION[person], shown[0])
                for person, shown in enumerate(invitations) if shown]

    def succeed(self, state):
        names, invitations = self.answer
        if names not in (set(), {state[NAME]}):
            return None
        return self.show_all(state, INVITATION, invitations)


class OnPerson(Operation):
    """A call about one person's invitation that answers with it."""

    def __init__(self, org, actor, method, person, roles):
        super().__init__(org, actor, "/invites")
        self.method, self.writes, self.registers = method, True, (INVITATION[person],)
        self.body = {"username": username(person), "roles": list(roles)}

    def words(self):
        return f'{self.body["username"]} {",".join(self.body["roles"])}'

    def read(self, org, body):
        self.answer = body["id"], tuple(body["roles"])

    def shown_ids(self):
        return [(self.registers[0], self.answer[0])] if self.answer else ()

    def put_roles(self, state, invitation_id):
        after = invitation_id, tuple(self.body["roles"])
        if self.answer is None:
            return put(state, self.registers[0], after)
        if not self.same(after[0], self.answer[0]) or after[1] != self.answer[1]:
            return None
        return put(state, self.registers[0], self.answer)


class Invite(OnPerson):
    def __init__(self, org, actor, person, roles):
        super().__init__(org, actor, "POST", person, roles)

    def made(self):
        return self.answer and self.answer[0]

    def refusal(self, state):
        return "DEFAULT_INVITATION_EXCEPTION" if state[self.registers[0]] else None

    def succeed(self, state):
        return self.put_roles(state, self.answer[0] if self.answer else Unseen(self.number))


class ChangeInvitation(OnPerson):
    def __init__(self, org, actor, person, roles):
        super().__init__(org, actor, "PATCH", person, roles)

    def refusal(self, state):
        return None if state[self.registers[0]] else "USERNAME_NOT_FOUND"

    def succeed(self, state):
        return self.put_roles(state, state[self.registers[0]][0])


class Remove(Operation):
    """Removes what has an id, which its answer does not show but its path names."""
    method, writes, told = "DELETE", True, None

    def __init__(self, org, actor, path, register, thing_id):
        super().__init__(org, actor, path)
        self.registers, self.thing_id = (register,), thing_id

    def words(self):
        return self.thing_id

    def read(self, org, body):
        assert body == self.told, body

    def shown_ids(self):
        return [(self.registers[0], self.thing_id)]

    def refusal(self, state):
        stored = state[self.registers[0]]
        is_it = stored is not None and self.same(stored[0], self.thing_id)
        return None if is_it else self.missing

    def succeed(self, state):
        return put(state, self.registers[0], None)


class CancelInvitation(Remove):
    missing = "INVALID_INVITATION_ID"

    def __init__(self, org, actor, person, invitation_id):
        super().__init__(org, actor, f"/invites/{invitation_id}", INVITATION[person],
                         invitation_id)


class ListProjects(ListThings):
    """Only for who sees all of them."""
    registers = PROJECT

    def __init__(self, org, actor):
        super().__init__(org, actor, "/groups?itemsPerPage=500")

    def read(self, org, body):
        shown = {one["name"]: one["id"] for one in body["results"]}
        assert body["totalCount"] == len(body["results"]) == len(shown), body
        ids = [shown.get(project_name(project)) for project in range(PROJECTS)]
        self.answer = tuple(one and (one, ()) for one in ids)

    def shown_ids(self):
        return [(register, shown[0])
                for register, shown in zip(PROJECT, self.answer or ()) if shown]

    def succeed(self, state):
        return self.show_all(state, PROJECT, self.answer)


class CreateProject(Operation):
    method, writes = "POST", True
    allowed, forbidden = (OWNER, CREATOR), "NOT_ORG_GROUP_CREATOR"

    def __init__(self, org, actor, project):
        super().__init__(org, actor, "")
        self.path, self.registers = f"{ROOT}/groups", (PROJECT[project],)
        self.body = {"name": project_name(project), "orgId": org.org_id}

    def words(self):
        return self.body["name"]

    def read(self, org, body):
        self.answer = body["id"]

    def made(self):
        return self.answer

    def shown_ids(self):
        return [(self.registers[0], self.answer)] if self.answer else ()

    def refusal(self, state):
        return "GROUP_ALREADY_EXISTS" if state[self.registers[0]] else None

    def succeed(self, state):
        return put(state, self.registers[0], (self.answer or Unseen(self.number), ()))


class DeleteProject(Remove):
    told = {}
    missing = "GROUP_NOT_FOUND"

    def __init__(self, org, actor, project, project_id):
        super().__init__(org, actor, "", PROJECT[project], project_id)
        self.path = f"{ROOT}/groups/{project_id}"
