"""An organization with something of everything that can be changed, and a key that acts in it."""
from digest_client import NEW, OLD, ROOT
from nodes import created, make_key
from racer import NO_SUCH_KEY, require, said

OTHER_ADDRESS = "192.0.2.2"
ACCOUNT = {"name": "account", "description": "for a race", "roles": ["ORG_MEMBER"],
           "secretExpiresAfterHours": 8}
PROJECT_ACCOUNT = ACCOUNT | {"roles": ["GROUP_READ_ONLY"]}


class Place:
    """An organization with something of everything; `key` acts in it. It is linked to none: its
    parent is gone."""

    def __init__(self, nodes, client, name):
        self.client, self.owner_id = client, nodes.made["ownerId"]
        parent_id, parent = nodes.make_organization(client, f"parent of {name}")
        self.org_id, self.main = nodes.make_organization(client, name, parent)
        gone = client.call(parent, "DELETE", f"{ROOT}/orgs/{parent_id}")
        require(gone.status == 204, f"a parent's deletion answers {gone}")
        self.path = f"{ROOT}/orgs/{self.org_id}"
        key_id, self.key = make_key(client, self.main, self.org_id, "acting", ["ORG_OWNER"])
        other, _ = make_key(client, self.main, self.org_id, "other", ["ORG_MEMBER"])
        joined, _ = make_key(client, self.main, self.org_id, "joined", ["ORG_MEMBER"])
        self.key_path, self.other = (f"{self.path}/apiKeys/{one}" for one in (key_id, other))
        self.addresses = f"{self.other}/accessList"
        self._make(self.addresses, [{"ipAddress": OTHER_ADDRESS}])
        project = self._make(f"{ROOT}/groups", {"name": "project", "orgId": self.org_id})
        self.project = f"{ROOT}/groups/{project['id']}"
        self.newcomer, self.joined = (f"{self.project}/apiKeys/{one}" for one in (other, joined))
        self.person = f"{self.project}/users/{self.owner_id}"
        self.limit = f"{self.project}/limits/atlas.project.deployment.clusters"
        account = self.do("POST", f"{self.path}/serviceAccounts", ACCOUNT, NEW)
        self.account = f"{self.path}/serviceAccounts/{account['clientId']}"
        self.secret = f"{self.account}/secrets/{account['secrets'][0]['id']}"
        shared = self.do("POST", f"{self.project}/serviceAccounts", PROJECT_ACCOUNT, NEW)
        self.shared_account = f"{self.project}/serviceAccounts/{shared['clientId']}"
        self.shared_secret = f"{self.shared_account}/secrets/{shared['secrets'][0]['id']}"
        self.comer = f"{self.project}/serviceAccounts/{account['clientId']}"
        self.account_addresses, self.shared_addresses = (
            f"{one}/accessList" for one in (self.account, self.shared_account))
        for addresses in (self.account_addresses, self.shared_addresses):
            self.do("POST", addresses, [{"ipAddress": OTHER_ADDRESS}], NEW)
        self.do("PATCH", self.joined, {"roles": ["GROUP_READ_ONLY"]})
        invited = self._make(f"{self.path}/invites", {"username": "one@example.org"})
        self.invitation = f"{self.path}/invites/{invited['id']}"
        asked = self._make(f"{self.project}/invites",
                           {"username": "one@example.org", "roles": ["GROUP_READ_ONLY"]})
        self.project_invitation = f"{self.project}/invites/{asked['id']}"
        self._make(f"{self.path}/invites", {
            "username": "both@example.org", "roles": ["ORG_MEMBER", "ORG_READ_ONLY"]})
        people = self.client.call(self.main, "GET", f"{self.path}/users", accept=NEW).body
        both, one = (person["id"] for person in people["results"] if person["username"] in (
            "both@example.org", "one@example.org"))
        self.owner, self.twofold, self.invited = (
            f"{self.path}/users/{person}" for person in (self.owner_id, both, one))
        self._make_teams()

    def _make_teams(self):
        """One that somebody active is in, one to which they can be added, one on the project."""
        def team(name, username):
            return self._make(f"{self.path}/teams", {"name": name, "usernames": [username]})["id"]
        owner = self.do("GET", f"{self.path}/users")["results"][0]
        full, empty = team("full", owner["username"]), team("empty", "one@example.org")
        self.team_id = team("shared", "one@example.org")
        self.full, self.team = f"{self.path}/teams/{full}", f"{self.path}/teams/{empty}"
        self.spare_id, self.teams = empty, f"{self.project}/teams"
        self._make(self.teams, [{"teamId": self.team_id, "roleNames": ["GROUP_READ_ONLY"]}])
        self.shared = f"{self.teams}/{self.team_id}"

    def destination(self):
        made = self._make(f"{ROOT}/orgs", {
            "name": "destination", "orgOwnerId": self.owner_id,
            "apiKey": {"desc": "main", "roles": ["ORG_OWNER"]}})
        return {"destinationOrgId": made["organization"]["id"],
                "destinationOrgPublicApiKey": made["apiKey"]["publicKey"],
                "destinationOrgPrivateApiKey": made["apiKey"]["privateKey"]}

    def _make(self, path, body):
        return created(self.client, self.main, path, body)

    def do(self, method, path, body=None, accept=OLD):
        answer = self.client.call(self.main, method, path, body, accept)
        require(answer.status in (200, 201, 202, 204), f"{method} {path} answers {answer}")
        return answer.body

    def lower_the_caller(self):
        answer = self.client.call(self.main, "PATCH", self.key_path, {"roles": ["ORG_MEMBER"]})
        gone = said(answer) == NO_SUCH_KEY  # with the organization
        require(answer.status == 200 or gone, f"lowering a role answers {answer}")
