"""The operations of the load on organizations, projects and keys. Each knows its request, what it
changes, and by which single row of the store to tell whether it took effect when its answer never
came."""
from digest_client import ROOT
from world import ACTIVE, Key, Organization, Person


class Operation:
    """`of_answer` gives what the server chose (ids, keys), from the answer's body; `of_store` the
    same from the store's rows, or None when the operation left no trace."""
    success = 200

    def __init__(self, org, method, path, body=None):
        self.org, self.method, self.path, self.body = org, method, path, body
        self.key = org.key()

    def __str__(self):
        return f"{type(self).__name__} {self.method} {self.path} {self.body or ''}"

    def of_answer(self, body):
        return {}

    def of_store(self, store):
        raise NotImplementedError

    def apply(self, world):
        """Changes the world, with the names that of_answer or of_store gave as arguments."""
        raise NotImplementedError

    def rows(self, store):
        return store.of(self.org.org_id)


class CreateOrganization(Operation):
    success = 201

    def __init__(self, parent, name, owner_id):
        self.name = name
        super().__init__(parent, "POST", f"{ROOT}/orgs", {
            "name": name, "orgOwnerId": owner_id,
            "apiKey": {"desc": "key of " + name, "roles": ["ORG_OWNER"]}})

    def of_answer(self, body):
        key = body["apiKey"]
        return {"org_id": body["organization"]["id"], "key_id": key["id"],
                "public": key["publicKey"], "private": key["privateKey"]}

    def of_store(self, store):
        org_id = store.organization_named(self.name)
        if org_id is None:
            return None
        keys = store.of(org_id)["keys"] or {"no key": ("no key",)}
        key_id = min(keys)
        return {"org_id": org_id, "key_id": key_id, "public": keys[key_id][0], "private": None}

    def apply(self, world, org_id, key_id, public, private):
        key = Key(public, private, "key of " + self.name, ["ORG_OWNER"])
        made = Organization(org_id, self.name, self.org, key_id, {key_id: key},
                            {world.owner: Person(ACTIVE, ["ORG_OWNER"])})
        made.record("ORG_CREATED")
        made.record("ORG_LINKED_TO_PAYING_ORG")
        made.record("JOINED_ORG", person=world.owner)
        made.record("API_KEY_CREATED", public_key=public)
        self.org.record("NEW_LINKED_ORG")
        world.organizations[org_id] = made


class RenameOrganization(Operation):
    def __init__(self, org, name):
        self.name = name
        super().__init__(org, "PATCH", f"{ROOT}/orgs/{org.org_id}", {"name": name})

    def of_store(self, store):
        return {} if self.rows(store)["organization"][0] == self.name else None

    def apply(self, world):
        self.org.name = self.name
        self.org.record("ORG_RENAMED")


class ChangeSettings(Operation):
    """Three settings at once, each with an event of its own."""

    def __init__(self, org, hours, security, operations):
        self.settings = hours, security, operations
        super().__init__(org, "PATCH", f"{ROOT}/orgs/{org.org_id}/settings", {
            "maxServiceAccountSecretValidityInHours": hours, "securityContact": security,
            "operationsContact": operations})

    def of_store(self, store):
        return {} if self.settings[2] == self.rows(store)["organization"][-1] else None

    def apply(self, world):
        for event, before, after in zip(
                ("ORG_SERVICE_ACCOUNT_MAX_SECRET_VALIDITY_EDITED", "SECURITY_CONTACT_MODIFIED",
                 "OPERATIONS_CONTACT_MODIFIED"), self.org.settings, self.settings):
            if before != after:
                self.org.record(event)
        self.org.settings = self.settings


class DeleteOrganization(Operation):
    success = 204

    def __init__(self, org):
        super().__init__(org, "DELETE", f"{ROOT}/orgs/{org.org_id}")

    def of_store(self, store):
        return {} if self.rows(store)["organization"][1] else None

    def apply(self, world):
        self.org.deleted = True
        world.bury(self.org.keys.values())
        self.org.people, self.org.keys = {}, {}
        self.org.record("ORG_DELETED")
        self.org.parent.record("UNLINKED_ORG")


class CreateProject(Operation):
    success = 201

    def __init__(self, org, name):
        self.name = name
        super().__init__(org, "POST", f"{ROOT}/groups", {"name": name, "orgId": org.org_id})

    def of_answer(self, body):
        return {"project_id": body["id"]}

    def of_store(self, store):
        for project_id, name in self.rows(store)["projects"].items():
            if name == self.name:
                return {"project_id": project_id}
        return None

    def apply(self, world, project_id):
        owners = {world.owner: ["GROUP_OWNER"], self.key[0]: ["GROUP_OWNER"]}
        self.org.projects[project_id] = self.name, owners
        self.org.record("GROUP_CREATED", project_id)
        self.org.record("JOINED_GROUP", project_id, world.owner)


class DeleteProject(Operation):
    success = 202

    def __init__(self, org, project_id):
        self.project_id = project_id
        super().__init__(org, "DELETE", f"{ROOT}/groups/{project_id}")

    def of_store(self, store):
        return None if self.project_id in self.rows(store)["projects"] else {}

    def apply(self, world):
        del self.org.projects[self.project_id]
        self.org.record("GROUP_DELETED", self.project_id)


class CreateKey(Operation):
    def __init__(self, org, desc, roles):
        self.desc, self.roles = desc, roles
        super().__init__(org, "POST", f"{ROOT}/orgs/{org.org_id}/apiKeys",
                         {"desc": desc, "roles": roles})

    def of_answer(self, body):
        return {"key_id": body["id"], "public": body["publicKey"], "private": body["privateKey"]}

    def of_store(self, store):
        for key_id, (public, desc, _) in self.rows(store)["keys"].items():
            if desc == self.desc:
                return {"key_id": key_id, "public": public, "private": None}
        return None

    def apply(self, world, key_id, public, private):
        self.org.keys[key_id] = Key(public, private, self.desc, self.roles)
        self.org.record("API_KEY_CREATED", public_key=public)


class ChangeKey(Operation):
    """Description and roles at once, each with an event of its own."""

    def __init__(self, org, key_id, desc, roles):
        self.key_id, self.desc, self.roles = key_id, desc, roles
        super().__init__(org, "PATCH", f"{ROOT}/orgs/{org.org_id}/apiKeys/{key_id}",
                         {"desc": desc, "roles": roles})

    def of_store(self, store):
        return {} if self.rows(store)["keys"][self.key_id][1] == self.desc else None

    def apply(self, world):
        key = self.org.keys[self.key_id]
        self.org.record("API_KEY_DESCRIPTION_CHANGED", public_key=key.public)
        if key.roles != self.roles:
            self.org.record("API_KEY_ROLES_CHANGED", public_key=key.public)
        key.desc, key.roles = self.desc, self.roles


class DeleteKey(Operation):
    success = 204

    def __init__(self, org, key_id):
        self.key_id = key_id
        super().__init__(org, "DELETE", f"{ROOT}/orgs/{org.org_id}/apiKeys/{key_id}")

    def of_store(self, store):
        return None if self.key_id in self.rows(store)["keys"] else {}

    def apply(self, world):
        key = self.org.keys.pop(self.key_id)
        world.bury([key])
        self.org.record("API_KEY_DELETED", public_key=key.public)
