"""What the tests share: a seed whose ids and key are known, and a client that signs."""
from __future__ import annotations

from typing import Any, Iterator

import pytest
import requests
from pytest_orgd import World
from requests.auth import HTTPDigestAuth

pytest_plugins = ["pytester"]

SEED = {"organizations": [{
    "name": "Example",
    "id": "600000000000000000000e10",
    "people": [{"email": "dana@example.org", "roles": ["ORG_OWNER"]}],
    "apiKeys": [{"desc": "deploys", "roles": ["ORG_OWNER"], "publicKey": "abcdefgh",
                 "privateKey": "5ebbb82c-1d2d-4b7f-a1a0-c6c1a5b0d3e4"}],
}]}


class Client(requests.Session):
    """A user's client: all that it knows of orgd is the base URL and the key."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.trust_env = False
        self.auth = HTTPDigestAuth(*world.key)
        self.headers["Accept"] = "application/vnd.atlas.2023-01-01+json"
        self.api = world.api_url

    def make_project(self, org_id: str, name: str) -> Any:
        answer = self.post(f"{self.api}/groups", json={"name": name, "orgId": org_id})
        answer.raise_for_status()
        return answer.json()

    def projects(self) -> list[str]:
        answer = self.get(f"{self.api}/groups")
        answer.raise_for_status()
        return [project["name"] for project in answer.json()["results"]]


@pytest.fixture
def client(orgd_world: World) -> Iterator[Client]:
    with Client(orgd_world) as made:
        yield made


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """No sandbox and no key are known from the environment."""
    for name in ("ORGD_CONTROL", "ORGD_CONTROL_TOKEN", "ATLAS_PUBLIC_KEY", "ATLAS_PRIVATE_KEY"):
        monkeypatch.delenv(name, raising=False)
    return monkeypatch
