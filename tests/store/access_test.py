"""The way in without the API, beside a running server: organizations, API keys, audit events."""
import json
import unittest
from urllib.parse import urlsplit

import requests

from program import WithOrgd
from digest_client import DigestClient

OWNER = "ORG_OWNER"
ACCOUNTS = "application/vnd.atlas.2024-08-05+json"


class Access(WithOrgd):
    def place(self, data):
        """The options that say which store."""
        return ("--data", data)

    def setUp(self):
        super().setUp()
        data = self.folder / "store"
        self.store = self.place(data)
        self.made = json.loads(self.orgd("init", *self.store, "--org", "Acme", "--owner",
                                         "owner@example.org", "--json"))
        self.org = self.made["orgId"]
        self.key = self.made["publicKey"], self.made["privateKey"]
        self.url, self.server = self.serve(*self.store)
        self.client = DigestClient((urlsplit(self.url).hostname, urlsplit(self.url).port))
        self.addCleanup(self.client.close)

    def status(self, key, org, method="GET", body=None):
        return self.client.call(key, method, f"/api/atlas/v2/orgs/{org}", body).status

    def new_key(self, org, *roles):
        words = [word for role in roles for word in ("--role", role)]
        made = json.loads(self.orgd("key", "create", *self.store, "--org", org, *words, "--json"))
        return (made["publicKey"], made["privateKey"]), made

    def events(self, *options):
        return json.loads(self.orgd("events", *self.store, "--json", *options))

    def test_a_key_made_beside_the_server_works_at_once_and_a_deleted_one_no_more(self):
        self.assertEqual(self.status(self.key, self.org), 200)
        key, made = self.new_key(self.org, OWNER, "ORG_READ_ONLY")
        self.assertEqual(made["roles"], [OWNER, "ORG_READ_ONLY"])
        self.assertEqual(self.status(key, self.org, "PATCH", {"name": "By the new key"}), 200)
        self.orgd("key", "delete", *self.store, "--org", self.org, "--public-key", key[0])
        self.assertEqual(self.status(key, self.org), 401)
        self.assertEqual(self.status(self.key, self.org), 200)
        told = [(one["type"], one["actorKind"], one.get("targetPublicKey", ""))
                for one in self.events("--org", self.org)]
        # Within a second, events of several processes stand in no order.
        self.assertEqual(sorted(told), sorted([
            ("ORG_CREATED", "OPERATOR", ""), ("API_KEY_CREATED", "OPERATOR", self.key[0]),
            ("API_KEY_CREATED", "OPERATOR", key[0]), ("ORG_RENAMED", "API_KEY", ""),
            ("API_KEY_DELETED", "OPERATOR", key[0])]))

    def test_who_is_made_an_operator_is_told_once_and_stays_a_plain_person_elsewhere(self):
        email = ("--email", "Owner@Example.org")
        self.assertIn("is from now on an operator",
                      self.orgd("person", "operator", *self.store, *email))
        self.assertIn("was already", self.orgd("person", "operator", *self.store, *email))
        self.assertIn("is from now on no operator",
                      self.orgd("person", "operator", *self.store, *email, "--remove"))
        self.assertIn("nobody has an account",
                      self.orgd("person", "operator", *self.store, "--email", "x@example.org",
                                exit_code=1))
        told = [one for one in self.events() if one["type"].startswith("OPERATOR_")]
        self.assertEqual(sorted(one["type"] for one in told),
                         ["OPERATOR_ADDED", "OPERATOR_REMOVED"])
        for one in told:
            self.assertEqual((one["actorKind"], one["targetUsername"]),
                             ("OPERATOR", "owner@example.org"))
            self.assertNotIn("orgId", one)
        self.assertEqual(self.events("--org", self.org), [
            one for one in self.events() if one.get("orgId") == self.org])
        answer = requests.get(f"{self.url}/orgd/v1/operator/health", timeout=30)
        self.assertEqual(answer.status_code, 401)
        self.assertEqual(json.loads(self.orgd("check", *self.store, "--json"))["problems"], [])

    def test_weak_keys_are_weak(self):
        key, _ = self.new_key(self.org, "ORG_READ_ONLY")
        self.assertEqual(self.status(key, self.org), 200)
        self.assertEqual(self.status(key, self.org, "PATCH", {"name": "x"}), 401)

    def test_the_way_back_when_the_last_organization_is_gone(self):
        self.assertEqual(self.status(self.key, self.org, "DELETE"), 204)
        self.assertEqual(self.status(self.key, self.org), 401)
        self.assertIn(self.org, self.orgd("key", "create", *self.store, "--org", self.org, "--role",
                                          OWNER, exit_code=1))
        made = json.loads(self.orgd("org", "create", *self.store, "--name", "Phoenix", "--owner",
                                    "OWNER@example.org", "--json"))
        self.assertEqual(made["ownerId"], self.made["ownerId"], "the person is who it was")
        key = made["publicKey"], made["privateKey"]
        self.assertEqual(self.status(key, made["orgId"]), 200)
        self.assertEqual(json.loads(self.orgd("org", "list", *self.store, "--json")),
                         [{"id": made["orgId"], "name": "Phoenix"}])
        self.assertEqual([one["type"] for one in self.events("--org", made["orgId"])],
                         ["ORG_CREATED", "API_KEY_CREATED"])
        self.assertEqual(json.loads(self.orgd("check", *self.store, "--json"))["problems"], [])

    def test_what_a_service_account_does_is_told_and_its_rows_are_sound(self):
        account = {"name": "ci", "description": "ci", "roles": [OWNER],
                   "secretExpiresAfterHours": 8}
        path = f"/api/atlas/v2/orgs/{self.org}"
        made = self.client.call(self.key, "POST", f"{path}/serviceAccounts", account, ACCOUNTS)
        self.assertEqual(made.status, 201)
        client, secret = made.body["clientId"], made.body["secrets"][0]["secret"]
        project = self.client.call(self.key, "POST", "/api/atlas/v2/groups",
                                   {"name": "p", "orgId": self.org}).body["id"]
        for there, body in ((f"/api/atlas/v2/groups/{project}/serviceAccounts/{client}:invite",
                             {"roles": ["GROUP_OWNER"]}),
                            (f"{path}/serviceAccounts/{client}/accessList",
                             [{"ipAddress": "127.0.0.1"}])):
            self.assertEqual(self.client.call(self.key, "POST", there, body, ACCOUNTS).status, 200)
        token = requests.post(f"{self.url}/api/oauth/token", auth=(client, secret),
                              data={"grant_type": "client_credentials"}).json()["access_token"]
        renamed = requests.patch(f"{self.url}{path}", json={"name": "By the account"},
                                 headers={"Authorization": f"Bearer {token}"})
        self.assertEqual(renamed.status_code, 200)
        told = [(one["actorKind"], one["actor"]) for one in self.events("--org", self.org)
                if one["type"] == "ORG_RENAMED"]
        self.assertEqual(told, [("SERVICE_ACCOUNT", client)])
        self.assertEqual(json.loads(self.orgd("check", *self.store, "--json"))["problems"], [])

    def test_wrong_words_say_what_is_right_and_change_nothing(self):
        before = self.events()
        self.assertIn("ORG_OWNER, ORG_GROUP_CREATOR", self.orgd(
            "key", "create", *self.store, "--org", self.org, "--role", "OWNER", exit_code=1))
        self.assertIn("orgd key list", self.orgd(
            "key", "delete", *self.store, "--org", self.org, "--public-key", "nothere",
            exit_code=1))
        self.assertIn("is not a valid organization name", self.orgd(
            "org", "create", *self.store, "--name", "A<b>", "--owner", "a@example.org",
            exit_code=1))
        self.assertIn("neither a time ago", self.orgd("events", *self.store, "--since", "later",
                                                      exit_code=1))
        self.assertEqual(self.events(), before)

    def test_events_can_be_chosen(self):
        self.assertEqual(self.status(self.key, self.org, "PATCH", {"name": "Renamed"}), 200)
        everything = self.events()
        self.assertEqual(sorted(one["type"] for one in everything),
                         ["API_KEY_CREATED", "ORG_CREATED", "ORG_RENAMED"])
        self.assertEqual(self.events("--last", "1"), everything[-1:])
        self.assertEqual(self.events("--since", "1h"), everything)
        self.assertEqual(self.events("--since", "2001-01-01T00:00:00Z"), everything)
        self.assertEqual(self.events("--since", "2100-01-01"), [])
        self.assertEqual(self.events("--org", self.org), everything)
        self.assertRegex(self.orgd("events", *self.store),
                         rf"(?m)^\S+Z  {self.org}  ORG_RENAMED  API_KEY {self.key[0]} from 127")

    def test_people_of_a_restricted_organization_are_not_named(self):
        path = f"/api/atlas/v2/orgs/{self.org}"
        invited = self.client.call(self.key, "POST", f"{path}/invites",
                                   {"username": "dana@example.org", "roles": ["ORG_MEMBER"]})
        self.assertEqual(invited.status, 200)
        self.assertIn("dana@example.org", self.orgd("events", *self.store))
        self.assertEqual(self.client.call(self.key, "PATCH", f"{path}/settings",
                                          {"restrictEmployeeAccess": True}).status, 200)
        self.assertNotIn("dana@example.org", self.orgd("events", *self.store))


if __name__ == "__main__":
    unittest.main()
