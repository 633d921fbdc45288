"""The calls that make and delete keys and organizations. What they make has a name that no other
call gives, so each of them shows whether it happened once, twice or not at all; and a key or an
organization that is there can be used at once, through every node."""
from digest_client import ROOT
from model import CHILDREN, MADE_KEYS, MAIN, OWNER, Operation, put

GONE = "UNEXPECTED_ERROR"  # what whoever has no key is told


class OnNamed(Operation):
    """A call about one thing of a register that holds the names of those that are there."""

    def __init__(self, org, actor, register, name, path):
        super().__init__(org, actor, path)
        self.registers, self.name = (register,), name

    def words(self):
        return self.name

    def read(self, org, body):
        """That it succeeded says it all."""

    def there(self, state):
        return self.name in state[self.registers[0]]


class Make(OnNamed):
    method, writes = "POST", True

    def succeed(self, state):
        register = self.registers[0]
        return None if self.there(state) else put(state, register, state[register] | {self.name})


class Drop(OnNamed):
    method, writes, missing = "DELETE", True, GONE

    def refusal(self, state):
        return None if self.there(state) else self.missing

    def succeed(self, state):
        register = self.registers[0]
        return put(state, register, state[register] - {self.name})


class Use(OnNamed):
    """A read by the key of what was made."""
    allowed = ()

    def refusal(self, state):
        return None if self.there(state) else GONE

    def succeed(self, state):
        return state


class CreateKey(Make):
    def __init__(self, org, actor, name):
        super().__init__(org, actor, MADE_KEYS, name, "/apiKeys")
        self.body = {"desc": name, "roles": ["ORG_MEMBER"]}

    def read(self, org, body):
        self.answer = body["id"], (body["publicKey"], body["privateKey"])

    def look(self, org):
        return UseKey(org, self.name, self.answer[1]) if self.answer else None


class DeleteKey(Drop):
    missing = "API_KEY_NOT_FOUND"

    def __init__(self, org, actor, name, key_id, pair):
        super().__init__(org, actor, MADE_KEYS, name, f"/apiKeys/{key_id}")
        self.pair = pair

    def look(self, org):
        return UseKey(org, self.name, self.pair)


class UseKey(Use):
    def __init__(self, org, name, pair):
        super().__init__(org, MAIN, MADE_KEYS, name, "")
        self.credentials = pair


class CreateOrganization(Make):
    def __init__(self, org, name, owner_id):
        super().__init__(org, MAIN, CHILDREN, name, "")
        self.path = f"{ROOT}/orgs"
        self.body = {"name": name, "orgOwnerId": owner_id,
                     "apiKey": {"desc": "main", "roles": list(OWNER)}}

    def read(self, org, body):
        key = body["apiKey"]
        self.answer = body["organization"]["id"], (key["publicKey"], key["privateKey"])

    def look(self, org):
        return UseOrganization(org, self.name, *self.answer) if self.answer else None


class DeleteOrganization(Drop):
    """By its own key, which goes with it."""
    allowed = ()

    def __init__(self, org, name, org_id, pair):
        super().__init__(org, MAIN, CHILDREN, name, "")
        self.path, self.credentials, self.org_id = f"{ROOT}/orgs/{org_id}", pair, org_id

    def look(self, org):
        return UseOrganization(org, self.name, self.org_id, self.credentials)


class UseOrganization(Use):
    def __init__(self, org, name, org_id, pair):
        super().__init__(org, MAIN, CHILDREN, name, "")
        self.path, self.credentials = f"{ROOT}/orgs/{org_id}", pair


class StoredChildren(Operation):
    """What the store holds, whoever was told of it: one that was made twice is there twice."""
    registers, allowed = (CHILDREN,), ()

    def __init__(self, org, names):
        super().__init__(org, MAIN, "")
        self.answer = tuple(sorted(names))

    def succeed(self, state):
        return state if tuple(sorted(state[CHILDREN])) == self.answer else None
