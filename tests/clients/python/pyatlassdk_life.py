"""The life of an organization through pyatlassdk: every method of the package that orgd serves.

  pyatlassdk_life.py PATH_OF_ORGD

At the end each method that was not called is: orgd must not know where it leads.
"""
import inspect
import json
import re
import sys
import tempfile
import typing
from pathlib import Path

import requests
from pydantic import TypeAdapter, ValidationError
from pyatlassdk import AtlasAdminClient
from pyatlassdk.admin import AtlasApiError

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from pyatlassdk_calls import CALLS
from requests_life import Failure, Server, require

NOBODY = "0" * 24
# The package's models of answers demand them of a person, whose password no server sends.
UNSENT = {"mobileNumber", "password"}


class Story:
    """Tells the table's calls; what `keep` names stands for $NAME in the calls after it."""

    def __init__(self, server):
        self.server, self.called, self.seen = server, set(), None
        self.known = {"owner": server.made["ownerId"], "nobody": NOBODY, "url": server.url,
                      "parent": server.made["orgId"], "parent_public": server.made["publicKey"],
                      "parent_private": server.made["privateKey"]}
        self.use(server.made["publicKey"], server.made["privateKey"])

    def use(self, public, private):
        self.connect(public_key=public, private_key=private)

    def connect(self, **credentials):
        self.client = AtlasAdminClient(
            **credentials, base_url=f"{self.server.url}/api/atlas/v2",
            oauth_token_url=f"{self.server.url}/api/oauth/token")
        self.client._http.event_hooks = {"response": [self.see]}

    def see(self, response):
        response.read()
        self.seen = response

    def filled(self, value):
        if isinstance(value, dict):
            return {name: self.filled(inner) for name, inner in value.items()}
        if isinstance(value, list):
            return [self.filled(inner) for inner in value]
        if isinstance(value, str):
            return re.sub(r"\$(\w+)", lambda found: self.known[found[1]], value)
        return value

    def tell(self, name, given, want=None, keep=None):
        given, want = self.filled(given), self.filled(want or {})
        if name == "use":
            return self.use(given["public"], given["private"])
        if name == "use_account":
            return self.connect(client_id=given["id"], client_secret=given["secret"])
        if name == "accept":
            return self.accept(given["invitation"])
        self.called.add(name)
        answer = self.call(name, given)
        for path, value in want.items():
            found = at(answer, path)
            require(found == value, f"{name}: {path} is {found!r}, not {value!r}, in {answer}")
        self.known |= {kept: at(answer, path) for kept, path in (keep or {}).items()}
        return None

    def call(self, name, given):
        """What the package's model holds, in the API's own names; a refusal's body; the answer as
        it came where the model demands what orgd does not send."""
        resource, method = name.split(".")
        method = getattr(getattr(self.client, resource), method)
        if "body" in given:
            body = TypeAdapter(typing.get_type_hints(method)["body"])
            given = given | {"body": body.validate_python(given["body"])}
        try:
            answer = method(**given)
        except AtlasApiError as refusal:
            return refusal.payload
        except json.JSONDecodeError:
            return None  # the package decodes the empty body of a 204; a later call tells
        except ValidationError as failure:
            lacking = {one["loc"][-1] for one in failure.errors()}
            require(lacking <= UNSENT, f"{name}: the answer is not understood: {failure}")
            return self.seen.json()
        return TypeAdapter(type(answer)).dump_python(answer, mode="json", by_alias=True)

    def accept(self, invitation):
        link, = (mail["link"] for mail in self.server.run("outbox")
                 if mail.get("invitationId") == invitation)
        token = link.split("#token=")[1]
        target = f"{self.server.url}/orgd/v1/invitations/{invitation}:accept"
        answer = requests.post(target, json={
            "token": token, "firstName": "Dana", "lastName": "Diaz", "country": "US",
            "password": "correct horse"}, timeout=20)
        require(answer.status_code == 200, f"the link answers {answer.status_code}")

    def probe(self):
        """How many methods were not called; one whose path orgd knows must be in the table."""
        missed, unknown = [], 0
        for resource, instance in vars(self.client).items():
            if not type(instance).__module__.startswith("pyatlassdk.admin.resources."):
                continue
            for method, function in inspect.getmembers(instance, inspect.ismethod):
                name = f"{resource}.{method}"
                if method.startswith("_") or name in self.called:
                    continue
                if self.is_unknown(function):
                    unknown += 1
                else:
                    missed.append(name)
        require(not missed, f"served, but not in the table: {', '.join(missed)}")
        return unknown

    @staticmethod
    def is_unknown(function):
        given = {name: {} if name == "body" else NOBODY
                 for name, one in inspect.signature(function).parameters.items()
                 if one.default is inspect.Parameter.empty}
        try:
            function(**given)
        except AtlasApiError as refusal:
            return refusal.status_code == 405 or (
                refusal.payload or {}).get("errorCode") == "RESOURCE_NOT_FOUND"
        except json.JSONDecodeError:
            pass
        return False


def at(value, path):
    """What stands at a path: a.0.b, a.# for a length, or nothing for all of it."""
    for step in filter(None, path.split(".")):
        if step == "#":
            value = len(value)
        elif isinstance(value, list):
            value = value[int(step)] if int(step) < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def main(program):
    with tempfile.TemporaryDirectory() as place, Server(program, place) as server:
        story = Story(server)
        for call in CALLS:
            story.tell(*call)
        story.use(server.made["publicKey"], server.made["privateKey"])
        unknown = story.probe()
    print(f"pyatlassdk: {len(story.called)} methods as documented, {unknown} that orgd does not "
          "have")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: pyatlassdk_life.py PATH_OF_ORGD")
    try:
        main(str(Path(sys.argv[1]).resolve()))
    except Failure as failure:
        sys.exit(f"FAILED: pyatlassdk: {failure}")
