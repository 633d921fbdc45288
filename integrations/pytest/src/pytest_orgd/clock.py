"""The clock of a world: all that orgd dates, expires and limits goes by it."""
from __future__ import annotations

from datetime import datetime
from typing import Any, Optional

from .control import Part
from .moments import Moment, Span, wire_moment, wire_span


class Clock(Part):
    """Each call returns the time that it is then."""

    def now(self) -> datetime:
        return self._time(self._call("GET", "/clock"))

    def freeze(self, at: Optional[Moment] = None) -> datetime:
        """Time stands, at once or at a moment, until run()."""
        wanted: dict[str, Any] = {"mode": "frozen"}
        if at is not None:
            wanted["at"] = wire_moment(at)
        return self._change(wanted)

    def run(self) -> datetime:
        return self._change({"mode": "real"})

    def set(self, at: Moment) -> datetime:
        return self._change({"at": wire_moment(at)})

    def advance(self, span: Span) -> datetime:
        """So much time passes at once: "31d", "12h", "90m", "5s", or a timedelta."""
        return self._change({"advance": wire_span(span)})

    def _change(self, wanted: dict[str, Any]) -> datetime:
        return self._time(self._call("PATCH", "/clock", body=wanted))

    @staticmethod
    def _time(clock: dict[str, Any]) -> datetime:
        return datetime.fromisoformat(clock["at"].replace("Z", "+00:00"))
