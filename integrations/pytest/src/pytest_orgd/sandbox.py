"""A sandbox: one that was started for the tests, or one that runs already."""
from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Mapping, Optional

from .control import Control
from .moments import Moment, wire_moment
from .program import Program, find_orgd
from .world import Key, World, key_of


def key_in(environment: Mapping[str, str]) -> Optional[Key]:
    try:
        return Key(environment["ATLAS_PUBLIC_KEY"], environment["ATLAS_PRIVATE_KEY"])
    except KeyError:
        return None


class Sandbox:
    def __init__(self, control: Control, key: Optional[Key] = None,
                 program: Optional[Program] = None) -> None:
        self.control = control
        self._key = key
        self._program = program

    @classmethod
    def start(cls, orgd: Optional[str] = None, seed: Optional[Path] = None) -> Sandbox:
        """On free ports. `seed` is a file of YAML or JSON that every world begins with."""
        program = Program(find_orgd(orgd), seed)
        control = Control(program.environment["ORGD_CONTROL"])
        return cls(control, key_in(program.environment), program)

    @classmethod
    def join(cls, control_url: str, token: Optional[str] = None) -> Sandbox:
        """The key of worlds without a seed of their own is that of the environment."""
        return cls(Control(control_url, token), key_in(os.environ))

    def make_world(self, name: str, *, seed: Optional[Mapping[str, Any]] = None,
                   id_seed: Optional[int] = None, at: Optional[Moment] = None) -> World:
        """In place of one of that name. Without a seed it begins as the sandbox's; ids and secrets
        follow from `id_seed`; with `at` its clock stands at that time."""
        wanted: dict[str, Any] = {}
        if seed is not None:
            wanted["seed"] = seed
        if id_seed is not None:
            wanted["idSeed"] = id_seed
        if at is not None:
            wanted["clock"] = {"mode": "frozen", "at": wire_moment(at)}
        view = self.control.call("PUT", f"/worlds/{name}", body=wanted)
        return World(self.control, view, self._key if seed is None else key_of(seed))

    def world(self, name: str) -> World:
        """One that is there; LookupError when it is not."""
        views = self.control.call("GET", "/worlds")["worlds"]
        for view in views:
            if view["name"] == name:
                return World(self.control, view, self._key)
        raise LookupError(f"there is no world {name}; there are "
                          + ", ".join(view["name"] for view in views))

    def worlds(self) -> list[str]:
        return [view["name"] for view in self.control.call("GET", "/worlds")["worlds"]]

    def delete_world(self, name: str) -> None:
        self.control.call("DELETE", f"/worlds/{name}")

    def stop(self) -> None:
        """Ends a sandbox that was started here; one that was joined goes on."""
        if self._program:
            self._program.stop()
