"""Threads that change the store through the API, each its own things, and remember what was
acknowledged and what was not answered."""
import random
import threading
import time

from digest_client import DigestClient, NoAnswer
from invitation_operations import (AcceptInvitation, ChangeInvitation, DeleteInvitation, Invite,
                                   RejectInvitation)
from operations import (ChangeKey, ChangeSettings, CreateKey, CreateOrganization, CreateProject,
                        DeleteKey, DeleteOrganization, DeleteProject, RenameOrganization)
from verify import Violation
from world import INVITED, REJECTED

ROLES = ("ORG_MEMBER", "ORG_READ_ONLY", "ORG_GROUP_CREATOR", "ORG_BILLING_ADMIN")
PEOPLE_OF_A_THREAD = 40
LOAD_SECONDS = 60


class Worker(threading.Thread):
    """Changes only things whose names begin with its own, so that it knows what stands there; the
    first organization is shared by all."""

    def __init__(self, world, address, name, seed, links):
        super().__init__(daemon=True)
        self.world, self.mark, self.links = world, name + "-", links
        self.random = random.Random(seed)
        self.client = DigestClient(address)
        self.touched = set()
        self.in_flight = None
        self.failure = None
        self._serial = 0
        self._name = f"{self.mark}{seed}"

    def run(self):
        try:
            while True:
                self._step()
        except NoAnswer:
            pass
        except Exception as error:  # whatever it is, the round must fail with it
            self.failure = error
        finally:
            self.client.close()

    def _step(self):
        with self.world.lock:
            operation = self.in_flight = self._choose()
        answer = self.client.call(operation.key, operation.method, operation.path, operation.body)
        if answer.status != operation.success:
            raise Violation(f"{operation} answers {answer}")
        with self.world.lock:
            operation.apply(self.world, **operation.of_answer(answer.body))
            self.touched.add(operation.org.org_id)
            self.world.acknowledged += 1
            self.world.kinds[type(operation).__name__] += 1
            self.in_flight = None

    def _new_name(self):
        self._serial += 1
        return f"{self._name}-{self._serial}"

    def _own(self, names):
        return [name for name in names if name.startswith(self.mark)]

    def _choose(self):
        own = [org for org in self.world.live()
               if org.key() and (org.parent is None or org.name.startswith(self.mark))]
        org = self.random.choice(own)
        makers = [self._rename, self._settings, self._delete_organization, self._create_project,
                  self._delete_project, self._create_key, self._change_key, self._delete_key,
                  self._invite, self._invite, self._invite, self._change_invitation,
                  self._delete_invitation, self._answer_invitation, self._answer_invitation]
        for maker in self.random.sample(makers, len(makers)):
            if operation := maker(org):
                return operation
        return None

    def _rename(self, org):
        if org.parent is None or self.random.random() < 0.3:
            return CreateOrganization(self.world.first, self._new_name(), self.world.owner_id)
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
        username = f"{self.mark}{self.random.randrange(PEOPLE_OF_A_THREAD)}@example.org"
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


def run_load(world, server, workers, until):
    """Starts the workers, kills the server once `until` operations more are acknowledged, and
    waits for the workers to notice."""
    goal = world.acknowledged + until
    for worker in workers:
        worker.start()
    deadline = time.monotonic() + LOAD_SECONDS
    while world.acknowledged < goal and any(worker.is_alive() for worker in workers):
        if time.monotonic() > deadline or not server.running():
            break
        time.sleep(0.0005)
    died = not server.running()
    server.kill()
    for worker in workers:
        worker.join(LOAD_SECONDS)
    for worker in workers:
        if worker.failure:
            raise worker.failure
    if died:
        raise Violation("the server ended by itself")
    if world.acknowledged < goal:
        raise Violation(f"after {LOAD_SECONDS} s only {world.acknowledged - goal + until} of "
                        f"{until} operations were acknowledged")
