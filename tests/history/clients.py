"""Processes that call the nodes at random and record each call with its times, which one clock
gives to all of them."""
import random
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field

from checker import Call
from digest_client import DigestClient, NoAnswer
from invitations_and_projects import (CancelInvitation, ChangeInvitation, CreateProject,
                                      DeleteProject, Invite, ListInvitations, ListProjects,
                                      Remove)
from keys_and_organizations import (CreateKey, CreateOrganization, DeleteKey, DeleteOrganization)
from model import (CREATOR, INVITATION, KEYS, MAIN, OWNER, PEOPLE, PROJECT, PROJECTS,
                   SETTING_NAMES, ChangeKey,
                   ChangeSettings, GetOrganization, GetSettings, ListKeys, ListUsers, Rename)
from nodes import processes

READS = (GetOrganization, GetSettings, ListInvitations, ListKeys, ListUsers, ListProjects)
ROLES = (("ORG_MEMBER",), ("ORG_READ_ONLY",), CREATOR)
LOOKS_AFTER_WRITES = 0.4
PAUSE_SECONDS = 0.02  # before the next call when a node is not there


@dataclass
class Org:
    """What clients need to call about an organization."""
    org_id: str
    keys: dict                                   # pair by actor
    key_ids: list                                # of the keys whose roles change
    initial: tuple = ()
    owner_id: str = ""                           # the person who owns all organizations
    seen: dict = field(default_factory=dict)     # last id by register
    made_keys: dict = field(default_factory=dict)  # id and pair by name, of this client's
    children: dict = field(default_factory=dict)   # the same

    def learn(self, operation):
        if isinstance(operation, Remove):
            self.seen.pop(operation.registers[0])
        elif isinstance(operation, (DeleteKey, DeleteOrganization)):
            self._made_by(operation).pop(operation.name)
        elif isinstance(operation, (CreateKey, CreateOrganization)):
            if operation.answer:
                self._made_by(operation)[operation.name] = operation.answer
        else:
            self.seen.update(operation.shown_ids())

    def _made_by(self, operation):
        return self.made_keys if isinstance(operation, (CreateKey, DeleteKey)) else self.children


@dataclass
class Recording:
    """What one client has to tell."""
    calls: dict = field(default_factory=dict)     # by organization's id
    answers: Counter = field(default_factory=Counter)


class Caller:
    """Sends calls to the nodes and knows what became of each."""

    def __init__(self, name, ports, recording):
        self.name, self.recording = name, recording
        self._ports = ports
        self._clients = {}

    def call(self, node, org, operation):
        """True when it was answered, whatever the answer says."""
        begin = time.monotonic_ns()
        try:
            key = operation.credentials or org.keys[operation.actor]
            answer = self._client(node).call(key, operation.method, operation.path, operation.body,
                                             operation.accept)
        except NoAnswer as failure:
            self._clients.pop(node)[1].close()
            if isinstance(failure.__cause__, ConnectionRefusedError):
                self._count("not sent")
            else:
                self._lose(org, begin, operation, "no answer")
            return False
        end = time.monotonic_ns()
        code = answer.body.get("errorCode") if isinstance(answer.body, dict) else None
        if answer.status >= 500:
            if code == "OUTCOME_UNKNOWN":
                self._lose(org, begin, operation, code)
            else:  # nothing was done: as if it had never been sent
                self._count(f"{answer.status} {code}")
            return False
        if code:
            operation.refused = code
        else:
            operation.read(org, answer.body)
        self._count(code or "success")
        self._record(org, Call(self.name, begin, end, operation))
        return True

    def _client(self, node):
        port = self._ports[node]
        known = self._clients.get(node)
        if known is None or known[0] != port:
            self._clients[node] = known = port, DigestClient(("127.0.0.1", port))
        return known[1]

    def _lose(self, org, begin, operation, what):
        self._count(what)
        if operation.writes:
            operation.lost = True
            self._record(org, Call(self.name, begin, None, operation))

    def _record(self, org, call):
        self.recording.calls.setdefault(org.org_id, []).append(call)

    def _count(self, what):
        self.recording.answers[what] += 1


class Chooser:
    """Chooses calls; names things so that no two clients write the same."""

    def __init__(self, name, seed):
        self.random = random.Random(seed)
        self._name, self._serial = name, 0
        self._makers = {self._rename: 6, self._settings: 8, self._key: 6, self._invite: 8,
                        self._change_invitation: 5, self._cancel: 7, self._create_project: 6,
                        self._delete_project: 5, self._create_key: 3, self._delete_key: 4,
                        self._organization: 4, self._read: 40}

    def choose(self, org):
        actor = MAIN if self.random.random() < 0.6 else self.random.randrange(KEYS)
        makers, weights = zip(*self._makers.items())
        while True:
            maker = self.random.choices(makers, weights)[0]
            if operation := maker(org, actor):
                return operation

    def _new(self):
        self._serial += 1
        return f"{self._name}-{self._serial}"

    def _roles(self, owner):
        return OWNER if self.random.random() < owner else self.random.choice(ROLES)

    def _read(self, org, actor):
        kind = self.random.choice(READS)
        # What a key that is no owner sees of the projects is another matter.
        return kind(org, MAIN if kind is ListProjects else actor)

    def look_at(self, org, written):
        """A read of what was just written, or nothing."""
        if look := getattr(written, "look", None):
            return look(org)
        kinds = [kind for kind in READS if set(kind.registers) & set(written.registers)]
        looks = written.writes and self.random.random() < LOOKS_AFTER_WRITES
        return self.random.choice(kinds)(org, MAIN) if looks else None

    def _rename(self, org, actor):
        return Rename(org, actor, self._new())

    def _settings(self, org, actor):
        values = (self.random.randint(8, 8760), f"{self._new()}@example.org",
                  self.random.random() < 0.5)
        settings = list(zip(SETTING_NAMES, values))
        return ChangeSettings(org, actor, dict(self.random.sample(settings, self.random.choice(
            (1, 1, 2, 3)))))

    def _key(self, org, actor):
        both = {"desc": self._new(), "roles": list(self._roles(owner=0.6))}
        chosen = self.random.choice((*[[one] for one in both], list(both)))
        return ChangeKey(org, actor, self.random.randrange(KEYS),
                         {one: both[one] for one in chosen})

    def _invite(self, org, actor):
        return Invite(org, actor, self.random.randrange(PEOPLE), self._roles(owner=0.2))

    def _change_invitation(self, org, actor):
        return ChangeInvitation(org, actor, self.random.randrange(PEOPLE), self._roles(owner=0.2))

    def _create_project(self, org, actor):
        return CreateProject(org, actor, self.random.randrange(PROJECTS))

    def _create_key(self, org, actor):
        return CreateKey(org, actor, self._new())

    def _delete_key(self, org, actor):
        if not org.made_keys:
            return None
        name = self.random.choice(list(org.made_keys))
        return DeleteKey(org, actor, name, *org.made_keys[name])

    def _organization(self, org, _actor):
        """One at a time: the number of a person's organizations is limited."""
        for name, made in org.children.items():
            return DeleteOrganization(org, name, *made)
        return CreateOrganization(org, self._new(), org.owner_id)

    def _seen(self, org, registers):
        known = [(number, org.seen[register]) for number, register in enumerate(registers)
                 if register in org.seen]
        return self.random.choice(known) if known else None

    def _cancel(self, org, actor):
        seen = self._seen(org, INVITATION)
        return seen and CancelInvitation(org, actor, *seen)

    def _delete_project(self, org, actor):
        seen = self._seen(org, PROJECT)
        return seen and DeleteProject(org, MAIN, *seen)


def record_calls(name, seed, ports, orgs, stop):
    """Calls until `stop` is set."""
    recording = Recording()
    caller, chooser = Caller(name, ports, recording), Chooser(name, seed)
    look = None  # a stale answer is likeliest right after a write, at another node
    while not stop.is_set():
        if look:
            node = (node + 1) % len(ports)
        else:
            org, node = chooser.random.choice(orgs), chooser.random.randrange(len(ports))
        operation = look or chooser.choose(org)
        answered = caller.call(node, org, operation)
        look = answered and chooser.look_at(org, operation)
        if answered:
            org.learn(operation)
        else:
            time.sleep(PAUSE_SECONDS)
    return recording


def run_client(pipe, *given):
    """Sends its recording, or why there is none. Runs in a process of its own."""
    try:
        pipe.send((record_calls(*given), None))
    except Exception:
        pipe.send((None, traceback.format_exc()))


class Clients:
    """A number of client processes."""

    def __init__(self, count, seeds, ports, orgs):
        self._stop = processes.Event()
        self._pipes, self._processes = [], []
        for number in range(count):
            ours, theirs = processes.Pipe(duplex=False)
            process = processes.Process(
                target=run_client, daemon=True,
                args=(theirs, f"c{number}", seeds[number], ports, orgs, self._stop))
            process.start()
            theirs.close()
            self._pipes.append(ours)
            self._processes.append(process)

    def stop(self):
        """Ends them and returns their recordings."""
        self._stop.set()
        told = [pipe.recv() for pipe in self._pipes]
        for process in self._processes:
            process.join()
        for _, failure in told:
            if failure:
                raise RuntimeError(f"a client fails: {failure}")
        return [recording for recording, _ in told]
