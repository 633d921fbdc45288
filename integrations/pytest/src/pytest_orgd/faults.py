"""Fault rules of a world: what goes wrong, for which requests, how often."""
from __future__ import annotations

from types import TracebackType
from typing import Any, Mapping, Optional

from .control import Part, Refused, wire_names


class Fault:
    """A rule that was added. As a context manager it ends with the block."""

    def __init__(self, faults: Faults, view: dict[str, Any]) -> None:
        self._faults = faults
        self.id: str = view["id"]

    @property
    def hits(self) -> int:
        """How often it has acted."""
        return int(self._view()["hits"])

    def remove(self) -> None:
        self._faults.remove(self.id)

    def _view(self) -> dict[str, Any]:
        for view in self._faults.list():
            if view["id"] == self.id:
                return view
        raise LookupError(f"the fault rule {self.id} was removed")

    def __enter__(self) -> Fault:
        return self

    def __exit__(self, kind: Optional[type[BaseException]], error: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        try:
            self.remove()
        except Refused as refusal:
            if refusal.status != 404:  # a clear() or a reset() inside of the block took it along
                raise


class Faults(Part):
    def add(self, do: Mapping[str, Any], *, times: Optional[int] = None, **match: Any) -> Fault:
        """Behind all others; the first rule that matches acts. `do` is as the control plane takes
        it; the rest says which requests, as in World.requests, and also `nth`, `every`,
        `probability`, `seed`: `add({"status": 503, "retryAfter": 1}, operation="createProject")`.
        """
        rule: dict[str, Any] = {"match": wire_names(match), "do": do}
        if times is not None:
            rule["times"] = times
        return Fault(self, self._call("POST", "/faults", body=rule))

    def list(self) -> list[dict[str, Any]]:
        faults: list[dict[str, Any]] = self._call("GET", "/faults")["faults"]
        return faults

    def remove(self, fault_id: str) -> None:
        self._call("DELETE", f"/faults/{fault_id}")

    def clear(self) -> None:
        self._call("DELETE", "/faults")
