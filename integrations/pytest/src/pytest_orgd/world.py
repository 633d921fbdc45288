"""A world of a sandbox: an isolated service with its own state, clock, faults and journal."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Mapping, NamedTuple, Optional, Union

from .clock import Clock
from .control import Control, Part, SandboxError
from .faults import Faults
from .mails import Mails
from .requests_seen import RequestsSeen

Seed = Union[Mapping[str, Any], Path]


class Key(NamedTuple):
    """An API key; a pair, so that `HTTPDigestAuth(*world.key)` works."""

    public: str
    private: str


def key_of(seed: Mapping[str, Any]) -> Optional[Key]:
    """The first key whose both halves the seed says."""
    for organization in seed.get("organizations", []):
        for key in organization.get("apiKeys", []):
            if "publicKey" in key and "privateKey" in key:
                return Key(key["publicKey"], key["privateKey"])
    return None


class World(Part):
    def __init__(self, control: Control, view: Mapping[str, Any], key: Optional[Key]) -> None:
        super().__init__(control, view["name"])
        self.name: str = view["name"]
        self.base_url: str = view["baseUrl"]  #: what a client takes in place of the hosted address
        self.clock = Clock(control, self.name)
        self.faults = Faults(control, self.name)
        self.requests = RequestsSeen(control, self.name)
        self.mails = Mails(control, self.name)
        self._key = key

    @property
    def api_url(self) -> str:
        """The base URL of clients that want the API's path in it."""
        return self.base_url + "/api/atlas/v2"

    @property
    def key(self) -> Key:
        if self._key is None:
            raise SandboxError(
                f"no private key of the world {self.name} is known: its seed has no API key with "
                "a publicKey and a privateKey, and a running sandbox tells none; give the seed "
                "such a key, or set ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY, which "
                "`orgd sandbox --env` prints")
        return self._key

    @property
    def org_id(self) -> str:
        """The id of the first organization."""
        return str(self.export()["organizations"][0]["id"])

    @property
    def environment(self) -> dict[str, str]:
        """Variables by which Terraform's provider finds the world."""
        return {"MONGODB_ATLAS_BASE_URL": self.base_url,
                "MONGODB_ATLAS_PUBLIC_API_KEY": self.key.public,
                "MONGODB_ATLAS_PRIVATE_API_KEY": self.key.private}

    def seed(self, seed: Seed) -> None:
        """Adds all of a seed, or of a file of YAML or JSON."""
        text = seed.read_bytes() if isinstance(seed, Path) else json.dumps(seed).encode()
        self._call("POST", ":seed", body=text)

    def reset(self) -> None:
        """Back to what it began with; the same ids and secrets follow once more."""
        self._call("POST", ":reset")

    def snapshot(self, name: str = "snapshot") -> None:
        self._call("PUT", f"/snapshots/{name}")

    def restore(self, name: str = "snapshot") -> None:
        self._call("POST", f"/snapshots/{name}:restore")

    def forget(self, name: str = "snapshot") -> None:
        self._call("DELETE", f"/snapshots/{name}")

    def export(self) -> dict[str, Any]:
        """The state as a seed that gives the same state."""
        state: dict[str, Any] = self._call("GET", ":export")
        return state

    def export_yaml(self) -> str:
        return str(self._call("GET", ":export", {"format": "yaml"}))
