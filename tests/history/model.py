"""What an organization is to the calls of a history: registers, and the rules by which a call finds
and changes them. The state is a tuple with one value for each register."""
from digest_client import NEW, OLD, ROOT

PEOPLE, PROJECTS, KEYS = 4, 3, 2
# Registers: the name, then one for each setting, for each person that may be invited, for each name
# that a project may have, and for each key whose roles change.
NAME = 0
SETTING = range(1, 4)
INVITATION = range(SETTING.stop, SETTING.stop + PEOPLE)        # (id, roles) or None
PROJECT = range(INVITATION.stop, INVITATION.stop + PROJECTS)   # (id, ()) or None
KEY = range(PROJECT.stop, PROJECT.stop + KEYS)                 # (description, roles)
# The names of those that are there: keys that calls make, organizations linked to this one.
MADE_KEYS, CHILDREN = KEY.stop, KEY.stop + 1

OWNER = ("ORG_OWNER",)
CREATOR = ("ORG_GROUP_CREATOR",)
MAIN_KEY = "main"  # its description
MAIN = None  # the actor that is always an owner; others are numbers of keys


def bits(registers):
    return sum(1 << register for register in registers)


def username(person):
    return f"person{person}@example.org"


def project_name(project):
    return f"project {project}"


class Unseen:
    """The id of what a call made whose answer was lost, until an answer shows it."""

    def __init__(self, maker):
        self.maker = maker

    def __eq__(self, other):
        return isinstance(other, Unseen) and other.maker == self.maker

    def __hash__(self):
        return hash(("unseen", self.maker))

    def __repr__(self):
        return f"unseen {self.maker}"


class Operation:
    """A call as it was sent and what came of it. `registers` are those it reads or writes."""
    method, body, accept, credentials = "GET", None, OLD, None
    registers, writes = (), False
    allowed, forbidden = (OWNER,), "USER_UNAUTHORIZED"  # roles, and what others are told

    def __init__(self, org, actor, path):
        self.actor, self.path = actor, f"{ROOT}/orgs/{org.org_id}{path}"
        self.lost, self.refused, self.answer = False, None, None

    def __str__(self):
        came_of_it = "?" if self.lost else self.refused or self.answer
        who = "main key" if self.actor is MAIN else f"key {self.actor}"
        return f"{who} {type(self).__name__} {self.words()} -> {came_of_it}"

    def words(self):
        return ""

    def read(self, org, body):
        """Takes from the body of a success what the model compares."""
        raise NotImplementedError

    def shown_ids(self):
        """Ids that the call shows or names, each with its register."""
        return ()

    def made(self):
        """The id of what it made, when its answer tells."""
        return None

    def enter_history(self, number, made):
        """Its number among all calls, and the ids that answers have shown to who made them."""
        self.number, self._made = number, made
        acting = () if self.actor is MAIN else (KEY[self.actor],)
        self.touches = bits({*self.registers, *acting})
        # Who shows the id of an unseen thing gives it that id.
        named = {register for register, shown in self.shown_ids() if shown not in made}
        writing = self.writes and not self.refused
        self.changes = bits(self.registers) if writing else bits(named)

    def refusal(self, state):
        """The code that it is refused with in this state."""
        return None

    def succeed(self, state):
        """The state after it, or None when the answer is not that of this state. Without an answer
        whatever follows from the state."""
        raise NotImplementedError

    def step(self, state):
        may = self.actor is MAIN or not self.allowed or state[KEY[self.actor]][1] in self.allowed
        refusal = self.refusal(state) if may else self.forbidden
        if self.lost:
            return state if refusal else self.succeed(state)
        if self.refused:
            return state if refusal == self.refused else None
        return None if refusal else self.succeed(state)

    def same(self, stored, shown):
        """Whether the stored id may be the one that an answer shows."""
        return stored == shown or (isinstance(stored, Unseen) and shown not in self._made)

    def show(self, state, register, shown):
        """The state whose thing has the shown id and roles, or is not there; or None."""
        stored = state[register]
        if stored is None or shown is None:
            return state if stored is shown else None
        fits = stored[1] == shown[1] and self.same(stored[0], shown[0])
        return put(state, register, shown) if fits else None


def put(state, register, value):
    return (*state[:register], value, *state[register + 1:])


class GetOrganization(Operation):
    registers, allowed = (NAME,), ()

    def __init__(self, org, actor):
        super().__init__(org, actor, "")

    def read(self, org, body):
        self.answer = body["name"]

    def succeed(self, state):
        return state if state[NAME] == self.answer else None


class Rename(Operation):
    method, registers, writes = "PATCH", (NAME,), True

    def __init__(self, org, actor, name):
        super().__init__(org, actor, "")
        self.body = {"name": name}

    def words(self):
        return self.body["name"]

    def read(self, org, body):
        self.answer = body["name"]

    def succeed(self, state):
        ok = self.answer in (None, self.body["name"])
        return put(state, NAME, self.body["name"]) if ok else None


SETTING_NAMES = ("maxServiceAccountSecretValidityInHours", "securityContact",
                 "genAIFeaturesEnabled")
FIRST_SETTINGS = (None, None, True)


class GetSettings(Operation):
    registers, allowed = tuple(SETTING), ()

    def __init__(self, org, actor):
        super().__init__(org, actor, "/settings")

    def read(self, org, body):
        self.answer = tuple(body[name] for name in SETTING_NAMES)

    def succeed(self, state):
        return state if state[SETTING.start:SETTING.stop] == self.answer else None


class ChangeSettings(GetSettings):
    """Some of the settings; the answer shows all, so one that another call changed is not lost."""
    method, writes, allowed = "PATCH", True, (OWNER,)

    def __init__(self, org, actor, settings):
        super().__init__(org, actor)
        self.body = settings

    def words(self):
        return self.body

    def succeed(self, state):
        after = tuple(self.body.get(name, state[register])
                      for register, name in zip(SETTING, SETTING_NAMES))
        if self.answer not in (None, after):
            return None
        return (*state[:SETTING.start], *after, *state[SETTING.stop:])


class ListKeys(Operation):
    """Those whose roles change, and the names of those that calls made."""
    registers, allowed = (*KEY, MADE_KEYS), ()

    def __init__(self, org, actor):
        super().__init__(org, actor, "/apiKeys?itemsPerPage=500")

    def read(self, org, body):
        assert body["totalCount"] == len(body["results"]), body
        shown = {one["id"]: view_of_key(one) for one in body["results"]}
        made = sorted(one["desc"] for one in body["results"]
                      if one["id"] not in org.key_ids and one["desc"] != MAIN_KEY)
        self.answer = tuple(shown.get(key_id) for key_id in org.key_ids), tuple(made)

    def succeed(self, state):
        there = state[KEY.start:KEY.stop], tuple(sorted(state[MADE_KEYS]))
        return state if there == self.answer else None


class ChangeKey(Operation):
    """Description, roles or both; the answer shows both."""
    method, writes = "PATCH", True

    def __init__(self, org, actor, key, body):
        super().__init__(org, actor, f"/apiKeys/{org.key_ids[key]}")
        self.registers, self.body = (KEY[key],), body

    def words(self):
        return f"{self.registers[0] - KEY.start} {self.body}"

    def read(self, org, body):
        self.answer = view_of_key(body)

    def succeed(self, state):
        register = self.registers[0]
        description, roles = state[register]
        after = self.body.get("desc", description), tuple(self.body.get("roles", roles))
        return put(state, register, after) if self.answer in (None, after) else None


def view_of_key(shown):
    roles = tuple(one["roleName"] for one in shown["roles"] if one.get("orgId"))
    return shown["desc"], roles


class ListUsers(Operation):
    """The people whose invitation is open, with their roles."""
    accept, registers, allowed = NEW, INVITATION, ()

    def __init__(self, org, actor):
        super().__init__(org, actor, "/users?itemsPerPage=500&orgMembershipStatus=PENDING")

    def read(self, org, body):
        assert body["totalCount"] == len(body["results"]), body
        shown = {one["username"]: tuple(one["roles"]["orgRoles"]) for one in body["results"]}
        self.answer = tuple(shown.get(username(person)) for person in range(PEOPLE))

    def succeed(self, state):
        there = tuple(one and one[1] for one in state[INVITATION.start:INVITATION.stop])
        return state if there == self.answer else None
