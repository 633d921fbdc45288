"""No secret of any kind is in the journal, its archive, or what the sandbox writes to stderr."""
import base64
import hashlib
import re
import unittest

from running_sandbox import ACCOUNT, KEY, NEW, ORG, PASSWORD, Trial, ask

ACCOUNTS = "application/vnd.atlas.2024-08-05+json"
CHOSEN = "a password that somebody chose"
WRONG = "mdb_sa_sk_a-secret-that-nobody-has"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def basic(client_id, secret):
    return "Basic " + base64.b64encode(f"{client_id}:{secret}".encode()).decode()


class Secrets(Trial):
    def setUp(self):
        super().setUp()
        self.secrets = {"the seed's private key": KEY[1], "the seed's password": PASSWORD,
                        "the seed's secret": ACCOUNT[1], "basic": basic(*ACCOUNT)[len("Basic "):],
                        "a wrong secret": WRONG,
                        "a wrong secret's basic": basic(ACCOUNT[0], WRONG)[len("Basic "):],
                        "ha1": hashlib.md5(
                            f"{KEY[0]}:MMS Public API:{KEY[1]}".encode()).hexdigest()}

    def send(self, method, path, body, headers):
        return ask(self.sandbox.address, method, self.prefix + path, body, headers)

    def use_keys(self):
        """Makes keys, accounts and tokens, and shows them in every way there is."""
        call = self.caller()
        made = call("POST", f"{ORG}/apiKeys", {"desc": "d", "roles": ["ORG_MEMBER"]}).body
        self.secrets["a new private key"] = made["privateKey"]
        self.caller((made["publicKey"], made["privateKey"]))("GET", ORG)
        self.caller((made["publicKey"], WRONG))("GET", ORG)
        account = call("POST", f"{ORG}/serviceAccounts", {
            "name": "n", "description": "d", "roles": ["ORG_MEMBER"],
            "secretExpiresAfterHours": 24}, ACCOUNTS).body
        self.secrets["a new secret"] = account["secrets"][0]["secret"]
        for each in (call, self.caller()):
            self.secrets[f"nonce {len(self.secrets)}"] = (
                each("GET", ORG) and each.client._challenge["nonce"])
        return account["clientId"], account["secrets"][0]["secret"]

    def use_tokens(self, account):
        token = self.token()[0]["access_token"]
        self.secrets["a token"] = token
        self.assertEqual(self.bearer(token), 200)
        self.assertEqual(self.bearer(token + "x"), 401)
        self.send("GET", f"{ORG}?access_token={token}", None, {"Accept": NEW})
        form = "grant_type=client_credentials&client_id={}&client_secret={}".format(*account)
        self.send("POST", "/api/oauth/token", form, FORM)
        self.send("POST", "/api/oauth/token", "grant_type=client_credentials",
                  {**FORM, "Authorization": basic(ACCOUNT[0], WRONG)})
        self.send("POST", "/api/oauth/revoke", f"token={token}",
                  {**FORM, "Authorization": basic(*ACCOUNT)})

    def accept(self):
        """By the link, as a browser's page would."""
        call = self.caller(accept=NEW)
        call("POST", f"{ORG}/users", {"username": "mo@example.org",
                                      "roles": {"orgRoles": ["ORG_MEMBER"]}})
        mail = next(mail for mail in self.control("GET", "/mails")["mails"]
                    if mail["recipient"] == "mo@example.org")
        token = re.search(r"#token=(.+)$", mail["link"])[1]
        self.secrets.update({"a link's token": token, "a chosen password": CHOSEN})
        status, _, body = self.send(
            "POST", f"/orgd/v1/invitations/{mail['invitationId']}:accept",
            f'{{"token": "{token}", "firstName": "Mo", "lastName": "Li", "country": "DE", '
            f'"password": "{CHOSEN}"}}', {"Content-Type": "application/json"})
        self.assertEqual(status, 200, body)

    def test_nothing_shows_a_secret(self):
        self.use_tokens(self.use_keys())
        self.accept()
        query = f"?world={self.world}&challenge=true"
        shown = {path: self.sandbox.control("GET", path + query)[2]
                 for path in ("/requests", "/requests:har")}
        shown["verdict"] = self.sandbox.control(
            "POST", f"/requests:verify?world={self.world}",
            {"match": {"challenge": True}, "exactly": 0})[2]
        for path, text in shown.items():
            self.assertIn("Authorization", text, path)  # what is looked at has requests in it
        shown["stderr"] = self.sandbox.errors()
        for place, text in shown.items():
            for name, secret in self.secrets.items():
                self.assertNotIn(secret, text, f"{name} is in {place}")
            self.assertNotRegex(text, r'(?i)(Digest|Basic|Bearer) \S*(username|response|mdb_|ey)')

    def test_no_field_of_authorization_is_told(self):
        self.use_tokens(self.use_keys())
        found = set()
        for entry in self.control("GET", "/requests", challenge="true")["requests"]:
            for field in entry["requestHeaders"]:
                if field["name"].lower() == "authorization":
                    found.add(field["value"])
        self.assertEqual(len(found), 1, found)
        self.assertLess(len(found.pop()), 12)


if __name__ == "__main__":
    unittest.main()
