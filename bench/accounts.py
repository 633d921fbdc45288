"""Service accounts to measure with: made through the API by API keys, and the tokens they get."""
import base64
import http.client
import json
import sys
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "crash"))
from digest_client import OLD, DigestClient  # noqa: E402: found through the line above

TYPE = "application/vnd.atlas.2024-08-05+json"
TOKEN = "/api/oauth/token"
FORM = urllib.parse.urlencode({"grant_type": "client_credentials"})
FORM_TYPE = "application/x-www-form-urlencoded"
# The server writes side by side what comes side by side.
CLIENTS = 16


def make_account(client, key, org):
    """The client id and the secret of a new service account of the key's organization."""
    wanted = {"name": "bench", "description": "measures", "roles": ["ORG_MEMBER"],
              "secretExpiresAfterHours": 24}
    answer = client.call(key, "POST", f"/api/atlas/v2/orgs/{org}/serviceAccounts", wanted, TYPE)
    if answer.status != 201:
        raise RuntimeError(f"no service account is made: {answer}")
    return answer.body["clientId"], answer.body["secrets"][0]["secret"]


def basic(client_id, secret):
    return base64.b64encode(f"{client_id}:{secret}".encode()).decode()


class TokenClient:
    """One kept connection of a service account, used by one thread."""

    def __init__(self, address):
        self._connection = http.client.HTTPConnection(*address, timeout=30)

    def close(self):
        self._connection.close()

    def token(self, credentials):
        """An access token for what `basic` makes of an account."""
        status, body = self._answer("POST", TOKEN, FORM, {
            "Authorization": f"Basic {credentials}", "Content-Type": FORM_TYPE})
        if status != 200:
            raise RuntimeError(f"no token is given: {status} {body}")
        return json.loads(body)["access_token"]

    def status(self, token, path):
        """Of a GET with the token."""
        return self._answer("GET", path, None, {"Authorization": f"Bearer {token}",
                                                "Accept": OLD})[0]

    def _answer(self, method, path, body, headers):
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        return response.status, response.read()


def address_of(server):
    host, port = server.host.split(":")
    return host, int(port)


def in_shares(lines, share_of):
    """What `share_of` makes of each line, by several clients, in the order of the lines."""
    with ThreadPoolExecutor(CLIENTS) as pool:
        shares = list(pool.map(share_of, (lines[at::CLIENTS] for at in range(CLIENTS))))
    return [shares[at % CLIENTS][at // CLIENTS] for at in range(len(lines))]


def accounts_for(server, lines):
    """A line "orgId clientId secret CREDENTIALS" for each line of a list of keys; the last word is
    what stands behind "Basic"."""
    def share_of(share):
        client = DigestClient(address_of(server))
        made = []
        for line in share:
            org, public, private, _ = line.split()
            account = make_account(client, (public, private), org)
            made.append(" ".join((org, *account, basic(*account))))
        client.close()
        return made
    return in_shares(lines, share_of)


def tokens_for(server, lines):
    """The same lines, each with a token of its account as the last word."""
    def share_of(share):
        client = TokenClient(address_of(server))
        made = []
        for line in share:
            *account, credentials = line.split()
            made.append(" ".join((*account, client.token(credentials))))
        client.close()
        return made
    return in_shares(lines, share_of)
