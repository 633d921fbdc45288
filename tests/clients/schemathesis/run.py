"""Schemathesis with docs/openapi.json against a started orgd.

  run.py PATH_OF_ORGD SCHEMATHESIS CASES

Fails on statuses and shapes that the document does not have, and on refusals whose code is not in
the list beside this file.
"""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from requests_life import Client, Server

API = "/api/atlas/v2"
OF_ACCOUNTS = "application/vnd.atlas.2024-08-05+json"
DOCUMENT = HERE.parent.parent.parent / "docs" / "openapi.json"
CHECKS = ("not_a_server_error,status_code_conformance,content_type_conformance,"
          "response_schema_conformance,known_refusal")


def known(made, client):
    """Something of each kind that a path names."""
    org = made["orgId"]

    def post(status, path, body):
        return client.call(status, "POST", API + path, body).json()["id"]

    group = post(201, "/groups", {"name": "Kept", "orgId": org})
    account = client.session.post(
        f"{client.url}{API}/orgs/{org}/serviceAccounts", timeout=20,
        headers={"Accept": OF_ACCOUNTS, "Content-Type": OF_ACCOUNTS}, json={
            "name": "Machine", "description": "kept", "roles": ["ORG_MEMBER"],
            "secretExpiresAfterHours": 24}).json()
    event = client.get(f"{API}/orgs/{org}/events")["results"][0]["id"]
    return {
        "publicKey": made["publicKey"], "privateKey": made["privateKey"],
        "ownKey": client.get(API)["apiKey"]["id"],
        "orgId": org, "groupId": group, "groupName": "Kept", "eventId": event,
        "userId": made["ownerId"], "userName": made["ownerUsername"], "teamName": "Team",
        "clientId": account["clientId"], "secretId": account["secrets"][0]["id"],
        "limitName": "atlas.project.deployment.clusters", "endpointSetId": "GROUP",
        "teamId": post(201, f"/orgs/{org}/teams",
                       {"name": "Team", "usernames": [made["ownerUsername"]]}),
        "apiUserId": post(200, f"/orgs/{org}/apiKeys", {"desc": "k", "roles": ["ORG_MEMBER"]}),
        "invitationId": post(200, f"/orgs/{org}/invites",
                             {"username": "d@example.org", "roles": ["ORG_MEMBER"]})}


def operations():
    paths = json.loads(DOCUMENT.read_text())["paths"].values()
    return sum("operationId" in one for path in paths for one in path.values()
               if isinstance(one, dict))


def main(orgd, program, cases):
    each = -(-int(cases) // operations())
    with tempfile.TemporaryDirectory() as place, Server(orgd, place) as server:
        made = server.made
        client = Client(server.url, made["publicKey"], made["privateKey"])
        environment = os.environ | {"ORGD_KNOWN": json.dumps(known(made, client)),
                                    "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE)}
        code = subprocess.run(
            [program, "run", str(DOCUMENT), "--url", server.url, "--checks", CHECKS,
             "--phases", "fuzzing", "--max-examples", str(each), "--seed", "1", "--no-shrink",
             "--continue-on-failure", "--no-color", "--suppress-health-check", "all",
             "--warnings", "off", "--generation-database", "none",
             "--generation-with-security-parameters", "false"],
            cwd=place, env=environment, check=False).returncode
        # Else most cases would have shown no more than refusals.
        client.get(f"{API}/groups", params={"name": "Kept"})
        return code


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("usage: run.py PATH_OF_ORGD SCHEMATHESIS CASES")
    sys.exit(main(str(Path(sys.argv[1]).resolve()), *sys.argv[2:]))
