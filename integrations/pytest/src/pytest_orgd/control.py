"""Calls of the control plane of a sandbox, over the standard library alone."""
from __future__ import annotations

import http.client
import json
from datetime import datetime
from typing import Any, Mapping, Optional
from urllib.parse import quote, urlencode, urlsplit

from .moments import wire_moment

PREFIX = "/orgd/sandbox/v1"


class SandboxError(Exception):
    """There is no sandbox to call."""


class Refused(SandboxError):
    """The control plane did not do what it was asked to."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.status = status
        self.code = code
        self.detail = detail


class Control:
    """The control plane at an address; the token is for one that is not on the loopback."""

    # A seed may have 200 passwords to hash, a tenth of a second each.
    PATIENCE = 120.0

    def __init__(self, url: str, token: Optional[str] = None) -> None:
        parts = urlsplit(url)
        if parts.scheme != "http" or not parts.hostname:
            raise SandboxError(
                f"{url!r} is not the address of a control plane; it looks like "
                f"http://127.0.0.1:8081{PREFIX} (the ORGD_CONTROL of `orgd sandbox --env`)")
        self._host = parts.hostname
        self._port = parts.port or 80
        self._prefix = parts.path.rstrip("/") or PREFIX
        self._token = token

    @property
    def url(self) -> str:
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}{self._prefix}"

    def call(self, method: str, path: str, query: Optional[Mapping[str, str]] = None,
             body: Any = None, *, patience: float = PATIENCE) -> Any:
        """The decoded answer; the text where it is no JSON. A body of `bytes` is sent as it is."""
        status, kind, text = self._send(method, path, query, body, patience)
        is_json = kind.split(";")[0].endswith("json")
        if status < 300:
            if not text:
                return None
            return json.loads(text) if is_json else text.decode()
        try:
            error = json.loads(text)
        except ValueError:
            raise Refused(status, "", text.decode(errors="replace")) from None
        raise Refused(status, error.get("errorCode", ""), error.get("detail", ""))

    def _send(self, method: str, path: str, query: Optional[Mapping[str, str]], body: Any,
              patience: float) -> tuple[int, str, bytes]:
        # Without X-Orgd, a call that changes something is taken for one of a page in a browser.
        headers = {"X-Orgd": "1"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        if body is not None and not isinstance(body, bytes):
            headers["Content-Type"] = "application/json"
            body = json.dumps(body).encode()
        target = self._prefix + path + ("?" + urlencode(query, quote_via=quote) if query else "")
        connection = http.client.HTTPConnection(self._host, self._port, timeout=patience)
        try:
            connection.request(method, target, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.getheader("Content-Type", ""), answer.read()
        except OSError as error:
            raise SandboxError(f"the control plane at {self.url} cannot be reached: {error}; "
                               "is `orgd sandbox` running there?") from error
        finally:
            connection.close()


class Part:
    """What belongs to one world; its calls name the world."""

    def __init__(self, control: Control, world: str) -> None:
        self._control = control
        self._world = world

    def _call(self, method: str, path: str, query: Optional[Mapping[str, str]] = None,
              body: Any = None, *, patience: float = Control.PATIENCE) -> Any:
        return self._control.call(method, path, {"world": self._world, **(query or {})}, body,
                                  patience=patience)


def wire_names(members: Mapping[str, Any]) -> dict[str, Any]:
    """Names as Python has them (`org_id`, `from_`) in those of the API (`orgId`, `from`)."""
    named = {}
    for name, value in members.items():
        first, *rest = name.rstrip("_").split("_")
        wire_name = first + "".join(word.capitalize() for word in rest)
        named[wire_name] = wire_moment(value) if isinstance(value, datetime) else value
    return named
