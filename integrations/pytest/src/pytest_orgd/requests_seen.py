"""The journal of a world: which requests there were, without their secrets."""
from __future__ import annotations

import json
from typing import Any, Optional

from .control import Part, wire_names


Entries = list[dict[str, Any]]


def line_of(entry: dict[str, Any]) -> str:
    query = f"?{entry['query']}" if entry["query"] else ""
    code = f" {entry['errorCode']}" if entry.get("errorCode") else ""
    return (f"{entry['method']} {entry['path']}{query} -> {entry['status']}{code}"
            f" ({entry['operation'] or 'no operation'})")


class RequestsSeen(Part):
    """Filters are those of a fault rule's match, in names of Python: `operation`, `method`,
    `path`, `org_id`, `caller`, `header`, `body_contains`, `from_`, `to`, `challenge`. The 401 that
    starts a Digest call counts only with `challenge=True`."""

    def list(self, **match: Any) -> Entries:
        """The newest requests that match, the oldest of them first."""
        found: Entries = self._call("GET", "/requests", self._query(match))["requests"]
        return found

    def wait(self, count: int = 1, timeout: int = 10, **match: Any) -> Entries:
        """The requests that match, once there are so many; TimeoutError after so many seconds."""
        query = {**self._query(match), "count": str(count), "timeout": f"{timeout}s"}
        seen = self._call("GET", "/requests:wait", query,
                          patience=timeout + self._control.PATIENCE)
        if not seen["reached"]:
            raise TimeoutError(f"{count} requests with {match} were awaited for {timeout} s, but "
                               f"there are {seen['count']}; there were:\n{self.log() or 'none'}")
        return self.list(**match)

    def verify(self, *, exactly: Optional[int] = None, at_least: Optional[int] = None,
               at_most: Optional[int] = None, body: Any = None, **match: Any) -> None:
        """AssertionError unless so many requests match, each with `body` as a part of its JSON;
        without a count, at least one."""
        wanted: dict[str, Any] = {"match": wire_names(match)}
        given = {"exactly": exactly, "atLeast": at_least, "atMost": at_most, "body": body}
        wanted.update((name, value) for name, value in given.items() if value is not None)
        verdict = self._call("POST", "/requests:verify", body=wanted)
        if not verdict["verified"]:
            raise AssertionError(f"{verdict.get('reason', 'not verified')}; there were:\n"
                                 f"{self.log() or 'none'}")

    def log(self, **match: Any) -> str:
        """A line for each request that matches."""
        return "\n".join(line_of(entry) for entry in self.list(**match))

    def har(self, **match: Any) -> dict[str, Any]:
        """An HTTP Archive, for tools that show such."""
        archive: dict[str, Any] = self._call("GET", "/requests:har", self._query(match))
        return archive

    def clear(self) -> None:
        self._call("DELETE", "/requests")

    @staticmethod
    def _query(match: dict[str, Any]) -> dict[str, str]:
        return {name: value if isinstance(value, str) else json.dumps(value)
                for name, value in wire_names(match).items()}
