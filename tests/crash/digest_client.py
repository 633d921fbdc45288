"""A client that speaks Digest over one kept connection and tells what it cannot know: whether a
request whose answer never came took effect."""
import hashlib
import http.client
import json
import os
import re
from contextlib import contextmanager
from dataclasses import dataclass

ROOT = "/api/atlas/v2"
OLD = "application/vnd.atlas.2023-01-01+json"
NEW = "application/vnd.atlas.2025-02-19+json"
TIMEOUT_SECONDS = 30


class NoAnswer(Exception):
    """The connection ended before the answer was complete."""


@dataclass
class Answer:
    status: int
    body: object
    headers: object = None


def _md5(text):
    return hashlib.md5(text.encode()).hexdigest()


class DigestClient:
    """One connection, used by one thread. The server's nonce serves every key in turn. `fields` go
    with every request."""

    def __init__(self, address, timeout=TIMEOUT_SECONDS):
        self._connection = http.client.HTTPConnection(*address, timeout=timeout)
        self._challenge = None
        self._count = 0
        self.fields = {}

    def close(self):
        self._connection.close()

    def call(self, key, method, path, body=None, accept=OLD):
        """Sends a request as `key`, a pair of public and private key, as whoever has a session of
        the token `key`, or as nobody."""
        for _ in range(2):
            self._send(key, method, path, body, accept)
            answer, challenge = self._receive()
            if not key or isinstance(key, str):
                return answer
            stale = challenge.get("stale", "").lower() == "true"
            if answer.status != 401 or not (stale or self._challenge is None):
                return answer
            self._challenge, self._count = challenge, 0
        return answer

    def _send(self, key, method, path, body, accept):
        headers = {"Accept": accept, **self.fields}
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body).encode()
        if isinstance(key, str):
            headers["Authorization"] = f"Bearer {key}"
        elif key and self._challenge is not None:
            headers["Authorization"] = self._authorization(key, method, path)
        with self._no_answer_when_it_fails():
            self._connection.request(method, path, body, headers)

    def _receive(self):
        with self._no_answer_when_it_fails():
            response = self._connection.getresponse()
            text = response.read()
        challenge = dict(re.findall(r'(\w+)="?([^",]*)"?', response.headers.get(
            "WWW-Authenticate", "")))
        return Answer(response.status, json.loads(text) if text else None,
                      response.headers), challenge

    @contextmanager
    def _no_answer_when_it_fails(self):
        try:
            yield
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            raise NoAnswer(repr(error)) from error

    def _authorization(self, key, method, path):
        public, private = key
        self._count += 1
        given = {"username": public, "realm": self._challenge["realm"],
                 "nonce": self._challenge["nonce"], "uri": path, "qop": "auth",
                 "nc": f"{self._count:08x}", "cnonce": os.urandom(8).hex()}
        given["response"] = _md5(":".join((
            _md5(f"{public}:{given['realm']}:{private}"), given["nonce"], given["nc"],
            given["cnonce"], "auth", _md5(f"{method}:{path}"))))
        return "Digest " + ", ".join(f'{name}="{value}"' for name, value in given.items())
