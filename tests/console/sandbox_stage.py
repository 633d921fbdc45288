"""A sandbox with its control listener, for tests of the console's pages there."""

import re
import subprocess

import requests
from requests.auth import HTTPDigestAuth

from pages import HOSTILE
from stage import VERSIONED

KEY, SECRET = "testsown", "5ebbb82c-1d2d-4b7f-a1a0-c6c1a5b0d3e4"
SEED = {"organizations": [
    {"name": "Acme Industries",
     "people": [{"email": "dana@example.org", "roles": ["ORG_OWNER"]}],
     "apiKeys": [{"desc": "tests", "roles": ["ORG_OWNER"], "publicKey": KEY,
                  "privateKey": SECRET}]}]}


class Sandbox:
    """`with Sandbox(orgd) as sandbox:` starts one on free ports and ends it."""

    def __init__(self, orgd, arguments=()):
        self.server = subprocess.Popen(
            [orgd, "sandbox", "--env", "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0",
             *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        said = dict(re.findall(r"export (\w+)=(\S+)", self.server.stdout.read()))
        self.url, self.control_url = said["ORGD_URL"], said["ORGD_CONTROL"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait(30)
        self.server.stdout.close()

    def page(self, path=""):
        return self.control_url.replace("/orgd/sandbox/v1", "/console/") + path

    def control(self, method, path, body=None):
        answer = requests.request(method, self.control_url + path, json=body, timeout=60,
                                  headers={"X-Orgd": "1"})
        assert answer.ok, answer.text
        return answer.json() if answer.text else None

    def settle(self, world):
        """A world with an organization, whose key is KEY."""
        self.control("PUT", f"/worlds/{world}", {"seed": SEED})

    def furnish(self, world):
        """Something on each of its pages."""
        self.settle(world)
        self.control("PUT", f"/snapshots/early?world={world}")
        image = HOSTILE[:HOSTILE.index(">") + 1]
        self.control("POST", f"/faults?world={world}", {
            "match": {"path": "/api/atlas/v2/groups/**", "header": f"X-Odd: {image}"},
            "do": {"status": 503, "retryAfter": 1, "delayMs": [5, 20]}, "times": 1})
        base = f"{self.url}/w/{world}/api/atlas/v2"
        how = {"auth": HTTPDigestAuth(KEY, SECRET), "timeout": 30,
               "headers": {"Accept": VERSIONED, "Content-Type": VERSIONED}}
        org = requests.get(f"{base}/orgs", **how).json()["results"][0]["id"]
        requests.post(f"{base}/orgs/{org}/invites", **how,
                      json={"username": "guest@example.org", "roles": ["ORG_MEMBER"]})
        requests.get(f"{base}/orgs/0123", **how)

    def pages_of(self, world):
        newest = self.control("GET", f"/requests?world={world}")["requests"][-1]["number"]
        return ["worlds", *(f"worlds/{world}{page}" for page in (
            "", "/clock", "/faults", "/journal", f"/journal/{newest}"))]
