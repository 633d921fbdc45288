"""Times and spans of time, as the control plane writes them."""
from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Union

Moment = Union[datetime, str]
Span = Union[timedelta, str]


def wire_moment(moment: Moment) -> str:
    """A text stays as it is; a time without a zone is refused, because it means a time of here."""
    if isinstance(moment, str):
        return moment
    if moment.tzinfo is None:
        raise ValueError(f"{moment!r} has no time zone; say datetime(..., tzinfo=timezone.utc)")
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def wire_span(span: Span) -> str:
    if isinstance(span, str):
        return span
    if span % timedelta(seconds=1) or span < timedelta(0):
        raise ValueError(f"{span!r} is not a number of whole seconds that pass")
    return f"{span // timedelta(seconds=1)}s"
