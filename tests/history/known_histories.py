"""Histories whose verdict is known: the checker must refute the wrong ones, accept their right
twins, and agree with a search through all orders on thousands of small random ones."""
import itertools
import random
from dataclasses import dataclass

from checker import Call, NotLinearizable, check
from clients import Org
from invitations_and_projects import (CancelInvitation, ChangeInvitation, CreateProject,
                                      DeleteProject, Invite, ListInvitations, ListProjects)
from keys_and_organizations import (GONE, CreateKey, CreateOrganization, DeleteKey,
                                    DeleteOrganization, StoredChildren, UseKey, UseOrganization)
from model import (FIRST_SETTINGS, INVITATION, KEY, MAIN, OWNER, PROJECT, SETTING_NAMES, ChangeKey,
                   ChangeSettings, GetOrganization, GetSettings, ListKeys, ListUsers, Rename,
                   bits)
from rounds_of_calls import enter_history

ORG = Org("org", {}, ["key-0", "key-1"])
MEMBER = ("ORG_MEMBER",)
START = ("first", *FIRST_SETTINGS, *[None] * (KEY.start - INVITATION.start),
         ("one", OWNER), ("two", OWNER), frozenset(), frozenset())
HOURS, CONTACT, _ = SETTING_NAMES
RANDOM_HISTORIES = 4000


def make(kind, *words, actor=MAIN, answer=None, refused=None):
    operation = kind(ORG, actor, *words)
    operation.answer, operation.refused = answer, refused
    return operation


def rename(name, actor=MAIN, refused=None):
    return make(Rename, name, actor=actor, answer=None if refused else name, refused=refused)


def name_is(name):
    return make(GetOrganization, answer=name)


def set_to(given, *answer):
    return make(ChangeSettings, given, answer=answer)


def settings_are(*answer):
    return make(GetSettings, answer=answer)


def invite(made, refused=None):
    return make(Invite, 0, MEMBER, answer=made and (made, MEMBER), refused=refused)


def invitations_are(names, *ids):
    there = [one and (one, MEMBER) for one in ids]
    return make(ListInvitations, answer=(names, (*there, *[None] * (len(INVITATION) - len(ids)))))


def create(made, refused=None):
    return make(CreateProject, 0, answer=made, refused=refused)


def delete(thing, refused=None):
    return make(DeleteProject, 0, thing, refused=refused)


def projects_are(*ids):
    there = [one and (one, ()) for one in ids]
    return make(ListProjects, answer=(*there, *[None] * (len(PROJECT) - len(ids))))


def roles_of_two(actor, roles, refused=None):
    answer = None if refused else ("two", roles)
    return make(ChangeKey, 1, {"roles": list(roles)}, actor=actor, answer=answer, refused=refused)


def roles_of_one(actor, roles, refused=None):
    answer = None if refused else ("one", roles)
    return make(ChangeKey, 0, {"roles": list(roles)}, actor=actor, answer=answer, refused=refused)


PAIR = ("public", "private")


def key_made(name):
    return make(CreateKey, name, answer=("id", PAIR))


def key_dropped(name, refused=None):
    return make(DeleteKey, name, "id", PAIR, refused=refused)


def key_used(name, refused=None):
    return as_main(UseKey, name, PAIR, refused=refused)


def keys_are(*names):
    return make(ListKeys, answer=((("one", OWNER), ("two", OWNER)), names))


def organization_made(name):
    return as_main(CreateOrganization, name, "owner", answer=("id", PAIR))


def as_main(kind, *words, answer=None, refused=None):
    operation = kind(ORG, *words)
    operation.answer, operation.refused = answer, refused
    return operation


def children_are(*names):
    return StoredChildren(ORG, names)


# What happens, what may be, and what may not be: begin, end (None: the answer was lost), operation.
PAIRS = (
    ("a stale read", [(0, 1, rename("a")), (2, 5, rename("b"))],
     [(3, 4, name_is("a"))], [(6, 7, name_is("a"))]),
    ("a read that goes back", [(0, 9, rename("a"))],
     [(1, 2, name_is("first")), (3, 4, name_is("a"))],
     [(1, 2, name_is("a")), (3, 4, name_is("first"))]),
    ("a read of the future", [(3, 4, rename("a"))],
     [(1, 5, name_is("a"))], [(1, 2, name_is("a"))]),
    ("a lost update", [(0, 5, set_to({HOURS: 8}, 8, None, True))],
     [(1, 6, set_to({CONTACT: "x"}, 8, "x", True)), (7, 8, settings_are(8, "x", True))],
     [(1, 6, set_to({CONTACT: "x"}, None, "x", True)),
      (7, 8, settings_are(None, "x", True))]),
    ("a write that was acknowledged and is gone", [(0, 1, create("p"))],
     [(2, 3, projects_are("p"))], [(2, 3, projects_are())]),
    ("a thing made twice", [(0, 5, invite("i"))],
     [(1, 6, invite(None, "DEFAULT_INVITATION_EXCEPTION"))], [(1, 6, invite("j"))]),
    ("a thing deleted twice", [(0, 1, create("p")), (2, 5, delete("p"))],
     [(3, 6, delete("p", "GROUP_NOT_FOUND"))], [(3, 6, delete("p"))]),
    ("a refusal before its cause", [(0, 3, create(None, "GROUP_ALREADY_EXISTS"))],
     [(1, 4, create("p"))], [(4, 5, create("p"))]),
    ("a phantom", [(0, 1, projects_are())],
     [(2, 9, create("p")), (4, 5, projects_are("p"))], [(4, 5, projects_are("p"))]),
    ("a list torn between two writes", [(0, 5, invite("i")), (6, 9, rename("a"))],
     [(1, 8, invitations_are({"first"}, "i"))],
     [(1, 2, invitations_are({"a"}, "i"))]),
    ("two lists that see two writes in two orders",
     [(0, 9, invite("i")), (0, 9, make(Invite, 1, MEMBER, answer=("j", MEMBER)))],
     [(1, 8, invitations_are({"first"}, "i", None)), (1, 8, invitations_are({"first"}, "i", "j"))],
     [(1, 8, invitations_are({"first"}, "i", None)),
      (1, 8, invitations_are({"first"}, None, "j"))]),
    ("two lists that disagree",
     [(0, 1, invite("i")), (2, 3, make(CancelInvitation, 0, "i"))],
     [(4, 5, make(ListUsers, answer=(None,) * len(INVITATION)))],
     [(4, 5, make(ListUsers, answer=(MEMBER, *(None,) * (len(INVITATION) - 1))))]),
    ("a change of what is not there", [(0, 1, invite("i")),
                                       (2, 5, make(CancelInvitation, 0, "i"))],
     [(3, 4, make(ChangeInvitation, 0, OWNER, answer=("i", OWNER)))],
     [(6, 7, make(ChangeInvitation, 0, OWNER, answer=("i", OWNER)))]),
    ("a revoked key that acts", [(0, 1, roles_of_one(MAIN, MEMBER))],
     [(2, 3, rename("a", actor=0, refused="USER_UNAUTHORIZED"))], [(2, 3, rename("a", actor=0))]),
    ("two that demote each other", [(0, 5, roles_of_two(0, MEMBER))],
     [(0, 5, roles_of_one(1, MEMBER, "USER_UNAUTHORIZED"))], [(0, 5, roles_of_one(1, MEMBER))]),
    ("a lost write that happens late and stays", [(0, None, rename("a"))],
     [(1, 2, name_is("first")), (3, 4, name_is("a")), (5, 6, name_is("a"))],
     [(1, 2, name_is("a")), (3, 4, name_is("first"))]),
    ("a lost write that happens twice", [(0, None, create(None))],
     [(1, 2, projects_are("p")), (3, 4, delete("p")), (5, 6, projects_are())],
     [(1, 2, projects_are("p")), (3, 4, delete("p")), (5, 6, projects_are("q"))]),
    ("a lost write that has another's id", [(0, None, create(None)), (1, 2, create("p"))],
     [(3, 4, delete("p")), (5, 6, projects_are("q"))],
     [(3, 4, delete("p")), (5, 6, projects_are("p"))]),
    ("a write that was refused by its own first attempt", [(0, 1, projects_are())],
     [(2, None, create(None)), (4, 5, projects_are("p"))],
     [(2, 3, create(None, "GROUP_ALREADY_EXISTS")), (4, 5, projects_are("p"))]),
    ("a new key that does not work yet", [(0, 1, key_made("k"))],
     [(2, 3, key_used("k"))], [(2, 3, key_used("k", GONE))]),
    ("a deleted key that still works", [(0, 1, key_made("k")), (2, 5, key_dropped("k"))],
     [(3, 4, key_used("k"))], [(6, 7, key_used("k"))]),
    ("a key made twice", [(0, 1, key_made("k"))],
     [(2, 3, keys_are("k"))], [(2, 3, keys_are("k", "k"))]),
    ("a lost deletion that is taken back", [(0, 1, key_made("k")), (2, None, key_dropped("k"))],
     [(3, 4, keys_are("k")), (5, 6, key_dropped("k"))],
     [(3, 4, keys_are()), (5, 6, key_dropped("k"))]),
    ("an organization made twice", [(0, 1, organization_made("o"))],
     [(2, 3, children_are("o"))], [(2, 3, children_are("o", "o"))]),
    ("an organization whose maker was told that it failed", [(0, None, organization_made("o"))],
     [(2, 3, children_are("o"))], [(2, 3, children_are("o", "o"))]),
    ("an organization that is gone", [(0, 1, organization_made("o"))],
     [(2, 3, as_main(UseOrganization, "o", "id", PAIR))],
     [(2, 3, as_main(UseOrganization, "o", "id", PAIR, refused=GONE))]),
    ("an organization deleted and there",
     [(0, 1, organization_made("o")), (2, 3, as_main(DeleteOrganization, "o", "id", PAIR))],
     [(4, 5, children_are())], [(4, 5, children_are("o"))]),
)


def history_of(parts):
    calls = []
    for number, (begin, end, operation) in enumerate(parts):
        operation.lost = end is None
        if operation.lost:
            operation.answer = None
        calls.append(Call(f"c{number}", begin, end, operation))
    enter_history(calls)
    return calls


def is_linearizable(calls, state):
    try:
        check(calls, state)
    except NotLinearizable:
        return False
    return True


@dataclass
class OnRegisters:
    """Reads and writes of two registers, for histories without a meaning."""
    expected: dict
    written: dict

    def __post_init__(self):
        self.changes = bits(self.written)
        self.touches = bits(self.expected.keys() | self.written.keys())

    def step(self, state):
        if any(state[register] != value for register, value in self.expected.items()):
            return None
        return tuple(self.written.get(register, value) for register, value in enumerate(state))


def random_history(chosen):
    calls = []
    for number in range(chosen.randint(2, 6)):
        begin = chosen.randint(0, 12)
        end = None if chosen.random() < 0.2 else begin + chosen.randint(1, 8)
        registers = chosen.choice(((0,), (1,), (0, 1)))
        expected = {one: chosen.randrange(3) for one in registers if chosen.random() < 0.6}
        written = {one: chosen.randrange(3) for one in registers if chosen.random() < 0.6}
        calls.append(Call(number, begin, end, OnRegisters(expected, written)))
    return calls


def has_an_order(calls, state):
    """Tries every order of every choice of those that may have happened."""
    ended = [call for call in calls if call.end is not None]
    lost = [call for call in calls if call.end is None]
    for count in range(len(lost) + 1):
        for some in itertools.combinations(lost, count):
            for order in itertools.permutations((*ended, *some)):
                if _explains(order, state):
                    return True
    return False


def _explains(order, state):
    for place, call in enumerate(order):
        if any(later.end is not None and later.end < call.begin for later in order[place:]):
            return False
        state = call.operation.step(state)
        if state is None:
            return False
    return True


def self_check(seed):
    for what, happened, right, wrong in PAIRS:
        if not is_linearizable(history_of(happened + right), START):
            raise RuntimeError(f"refuted, though {what} is not in it")
        if is_linearizable(history_of(happened + wrong), START):
            raise RuntimeError(f"not refuted: {what}")
        print(f"refuted: {what}")
    chosen, verdicts = random.Random(seed), []
    for number in range(RANDOM_HISTORIES):
        calls = random_history(chosen)
        verdicts.append(is_linearizable(calls, (0, 0)))
        if verdicts[-1] != has_an_order(calls, (0, 0)):
            raise RuntimeError(f"the checker is wrong about history {number} of seed {seed}: "
                               + "; ".join(map(str, calls)))
    right = sum(verdicts)
    if not RANDOM_HISTORIES / 10 < right < RANDOM_HISTORIES * 9 / 10:
        raise RuntimeError(f"{right} of {RANDOM_HISTORIES} random histories are right: too many"
                           " or too few")
    print(f"{RANDOM_HISTORIES} random histories, {right} linearizable: as a search through all"
          " orders says")
