"""What the store must hold: the organizations as the acknowledged operations left them."""
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

ACTIVE, INVITED, REJECTED = 0, 1, 2


@dataclass
class Person:
    status: int
    roles: list
    invitation_id: str = None


@dataclass
class Key:
    public: str
    private: str  # None when the answer that showed it never came
    desc: str
    roles: list


@dataclass
class Session:
    username: str
    token: str  # None when the answer that showed it never came
    made: float = field(default_factory=time.monotonic)


@dataclass
class Organization:
    org_id: str
    name: str
    parent: "Organization"
    key_id: str                                   # of the key that acts for it
    keys: dict                                    # by id
    people: dict                                  # by username
    projects: dict = field(default_factory=dict)  # id: (name, {principal's name: its roles})
    settings: tuple = (None, None, None)
    events: Counter = field(default_factory=Counter)
    deleted: bool = False

    def key(self):
        """The pair to act with, or None."""
        key = self.keys.get(self.key_id)
        return (key.public, key.private) if key and key.private else None

    def record(self, event, project=None, person=None, public_key=None):
        self.events[event, project, person, public_key] += 1

    def remove_person(self, username):
        self.people.pop(username)
        for _, roles in self.projects.values():
            roles.pop(username, None)

    def expected(self):
        """The rows it must have, in the form that store_rows.py reads them."""
        invitations = {person.invitation_id: username for username, person in self.people.items()
                       if person.status == INVITED}
        linked_to = self.parent.org_id if self.parent and not self.deleted else None
        return {
            "organization": (self.name, self.deleted, linked_to, *self.settings),
            "people": {username: (person.status, " ".join(person.roles))
                       for username, person in self.people.items()},
            "invitations": invitations,
            "invitation directory": set(invitations),
            "mails": dict(invitations),
            "projects": {project: name for project, (name, _) in self.projects.items()},
            "project roles": {(project, who): " ".join(roles)
                              for project, (_, holders) in self.projects.items()
                              for who, roles in holders.items()},
            "keys": {key_id: (key.public, key.desc, " ".join(key.roles))
                     for key_id, key in self.keys.items()},
            "credentials": {key.public: key_id for key_id, key in self.keys.items()},
            "events": self.events,
        }


class World:
    """All organizations. Threads change it under `lock`, one operation at a time."""

    def __init__(self, made, first_key_id):
        """`made` is what `orgd init` printed."""
        self.lock = threading.Lock()
        self.acknowledged = 0
        self.kinds = Counter()  # of acknowledged operations
        self.owner_id, self.owner = made["ownerId"], made["ownerUsername"]
        self.dead = []      # deleted keys
        self.sessions = {}  # of people, by id
        self.signed_out = []  # tokens of those that ended
        self.user_ids = {}  # a username's id is given once and kept
        key = Key(made["publicKey"], made["privateKey"], "first key", ["ORG_OWNER"])
        self.first = Organization(made["orgId"], "First", None, first_key_id, {first_key_id: key},
                                  {self.owner: Person(ACTIVE, ["ORG_OWNER"])})
        self.first.record("ORG_CREATED")
        self.first.record("API_KEY_CREATED", public_key=key.public)
        self.organizations = {self.first.org_id: self.first}

    def live(self):
        return [one for one in self.organizations.values() if not one.deleted]

    def sessions_of(self, username):
        return [one for one, session in self.sessions.items() if session.username == username]

    def bury(self, keys):
        self.dead += [key for key in keys if key.private]
