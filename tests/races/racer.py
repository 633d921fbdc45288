"""Two calls at the same moment: both are sent before either is answered."""
import time

from digest_client import OLD, ROOT, DigestClient

NO_SUCH_KEY = "401 UNEXPECTED_ERROR"
NONCE_SECONDS = 120  # less than a nonce lives


class Violation(Exception):
    """A promise of the server that does not hold."""


def require(holds, what):
    if not holds:
        raise Violation(what)


class Racer(DigestClient):
    """A connection whose request and answer can be apart."""

    def __init__(self, address):
        super().__init__(address)
        self._since = None

    def ready(self, key):
        """Has a nonce that will last for a while."""
        if isinstance(key, str):
            return
        now = time.monotonic()
        if self._since is None or now - self._since > NONCE_SECONDS:
            self._challenge = None
            self.call(key, "GET", ROOT)
            self._since = now

    def begin(self, key, method, path, body=None):
        self._send(key, method, path, body, OLD)

    def finish(self):
        """The answer as its status and code."""
        answer, challenge = self._receive()
        require(challenge.get("stale", "").lower() != "true", "a fresh nonce is called stale")
        return said(answer), answer.body


def said(answer):
    code = answer.body.get("errorCode") if isinstance(answer.body, dict) else None
    return f"{answer.status} {code}" if code else str(answer.status)


class Race:
    """Two racers, each at a node of its own if there are two, and a client to prepare with."""

    def __init__(self, nodes):
        self.racers = [Racer(nodes.all[0].address), Racer(nodes.all[-1].address)]
        self.observers = [DigestClient(node.address) for node in nodes.all]

    def run(self, number, *requests):
        """The two answers, each as what was said and the body. Who is sent first takes turns, and
        so does the node that each request goes to."""
        swapped = number & 1
        order = list(zip(self.racers[::-1] if number & 2 else self.racers, requests))
        for racer, request in order:
            racer.ready(request[0])
        for racer, request in order[::-1] if swapped else order:
            racer.begin(*request)
        return [racer.finish() for racer, _ in order]

    def get(self, key, path, accept=OLD):
        """What all nodes answer alike."""
        answers = [client.call(key, "GET", path, accept=accept) for client in self.observers]
        require(all(said(one) == said(answers[0]) for one in answers),
                f"GET {path} answers {[said(one) for one in answers]}")
        return answers[0]

    def do(self, key, method, path, body=None):
        """What nothing may refuse."""
        answer = self.observers[0].call(key, method, path, body)
        require(answer.status in (200, 201, 202, 204), f"{method} {path} answers {answer}")
        return answer.body
