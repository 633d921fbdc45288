"""What a worker of the load does next: changes of its own things only, all of them valid, so that
whatever is refused is refused wrongly."""
import random

from invitation_operations import (AcceptInvitation, ChangeInvitation, DeleteInvitation, Invite,
                                   RejectInvitation)
from operations import (ChangeKey, ChangeSettings, CreateKey, CreateOrganization, CreateProject,
                        DeleteKey, DeleteOrganization, DeleteProject, RenameOrganization)
from session_operations import SignIn, SignOut
from world import ACTIVE, INVITED, REJECTED

ROLES = ("ORG_MEMBER", "ORG_READ_ONLY", "ORG_GROUP_CREATOR", "ORG_BILLING_ADMIN")
PEOPLE_OF_A_WORKER = 40
# One worker's people sign in, and seldom: a try that a crash cuts off counts as a failed one, and a
# hundred of an address in a quarter of an hour make it wait.
SIGNS_IN = "w0-"
SIGN_INS_OF_A_ROUND = 3
SESSIONS_OF_A_PERSON = 20


class Choices:
    """Only of things whose names begin with the worker's, so that it knows what stands there; the
    first organization is shared by all."""

    def __init__(self, world, name, seed, links):
        self.world, self.mark, self.links = world, name + "-", links
        self.random = random.Random(seed)
        self._serial = 0
        self._sign_ins = SIGN_INS_OF_A_ROUND if self.mark == SIGNS_IN else 0
        self._name = f"{self.mark}{seed}"

    def next(self, but=()):
        """An operation on an organization whose id is not in `but`."""
        own = [org for org in self.world.live() if org.key() and org.org_id not in but
               and (org.parent is None or org.name.startswith(self.mark))]
        if not own:
            return self._create_organization()
        org = self.random.choice(own)
        makers = [self._rename, self._settings, self._delete_organization, self._create_project,
                  self._delete_project, self._create_key, self._change_key, self._delete_key,
                  self._invite, self._invite, self._invite, self._change_invitation,
                  self._delete_invitation, self._answer_invitation, self._answer_invitation,
                  self._sign_in, self._sign_out]
        for maker in self.random.sample(makers, len(makers)):
            if operation := maker(org):
                return operation
        return self._create_organization()

    def _new_name(self):
        self._serial += 1
        return f"{self._name}-{self._serial}"

    def _own(self, names):
        return [name for name in names if name.startswith(self.mark)]

    def _create_organization(self):
        return CreateOrganization(self.world.first, self._new_name(), self.world.owner_id)

    def _rename(self, org):
        if org.parent is None or self.random.random() < 0.3:
            return self._create_organization()
        return RenameOrganization(org, self._new_name())

    def _settings(self, org):
        if org.parent is None:
            return None
        name = self._new_name()
        return ChangeSettings(org, self.random.randint(8, 8760), f"s{name}@example.org",
                              f"o{name}@example.org")

    def _delete_organization(self, org):
        if org.parent is None or org.projects or self.random.random() < 0.5:
            return None
        return DeleteOrganization(org)

    def _create_project(self, org):
        return CreateProject(org, self._new_name())

    def _delete_project(self, org):
        own = [one for one, (name, _) in org.projects.items() if name.startswith(self.mark)]
        return DeleteProject(org, self.random.choice(own)) if own else None

    def _roles(self, other_than=()):
        roles = list(other_than)
        while roles == list(other_than):
            roles = self.random.sample(ROLES, self.random.randint(1, 2))
        return roles

    def _create_key(self, org):
        return CreateKey(org, self._new_name(), self._roles())

    def _own_key(self, org):
        own = [one for one, key in org.keys.items() if key.desc.startswith(self.mark)]
        return self.random.choice(own) if own else None

    def _change_key(self, org):
        key_id = self._own_key(org)
        return key_id and ChangeKey(org, key_id, self._new_name(), self._roles())

    def _delete_key(self, org):
        key_id = self._own_key(org)
        return key_id and DeleteKey(org, key_id)

    def _invite(self, org):
        username = f"{self.mark}{self.random.randrange(PEOPLE_OF_A_WORKER)}@example.org"
        known = org.people.get(username)
        if known and known.status != REJECTED:
            return None
        own = [one for one, (name, _) in org.projects.items() if name.startswith(self.mark)]
        return Invite(org, username, self._roles(),
                      self.random.sample(own, min(len(own), self.random.randint(0, 2))))

    def _open_invitation(self, org):
        own = [name for name in self._own(org.people) if org.people[name].status == INVITED]
        return self.random.choice(own) if own else None

    def _change_invitation(self, org):
        if username := self._open_invitation(org):
            roles = self._roles(other_than=org.people[username].roles)
            return ChangeInvitation(org, username, roles, by_name=self.random.random() < 0.5)
        return None

    def _delete_invitation(self, org):
        username = self._open_invitation(org)
        return DeleteInvitation(org, username) if username else None

    def _answer_invitation(self, org):
        """By a link of the last round's mails: fresh ones are sealed until an operator looks."""
        for username in self._own(org.people):
            person = org.people[username]
            link = self.links.get(person.invitation_id)
            if link and person.status == INVITED:
                kind = AcceptInvitation if self.random.random() < 0.6 else RejectInvitation
                return kind(org, username, link)
        return None

    def _sign_in(self, _):
        """Anybody who has joined, wherever."""
        joined = [(org, name) for org in self.world.live() for name in self._own(org.people)
                  if org.people[name].status == ACTIVE
                  and len(self.world.sessions_of(name)) < SESSIONS_OF_A_PERSON]
        if not joined or self._sign_ins == 0:
            return None
        self._sign_ins -= 1
        return SignIn(*self.random.choice(joined), self.world)

    def _sign_out(self, org):
        own = [one for one, session in self.world.sessions.items()
               if session.token and session.username.startswith(self.mark)]
        if not own or self.random.random() < 0.8:
            return None
        return SignOut(org, self.random.choice(own), self.world)
