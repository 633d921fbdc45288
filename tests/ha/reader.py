"""One client that only reads, through both servers in turn, and remembers when it was answered."""
import threading
import time

from digest_client import ROOT, DigestClient, NoAnswer

PACE_SECONDS = 0.02
ANSWER_SECONDS = 30


class Reader(threading.Thread):
    """Runs until its end() and in a `with`."""

    def __init__(self, key, addresses):
        super().__init__(daemon=True, name="reader")
        self._key = key
        self._connections = [DigestClient(address, ANSWER_SECONDS) for address in addresses]
        self._ending = threading.Event()
        self._answered = []
        self.start()

    def run(self):
        for turn in range(10 ** 9):
            if self._ending.wait(PACE_SECONDS):
                return
            connection = self._connections[turn % len(self._connections)]
            try:
                if connection.call(self._key, "GET", ROOT).status == 200:
                    self._answered.append(time.time())
            except NoAnswer:
                continue

    def end(self):
        self._ending.set()
        self.join(ANSWER_SECONDS)
        for connection in self._connections:
            connection.close()

    def longest_gap(self, since):
        """The longest time after `since` in which no read was answered."""
        moments = [since] + [moment for moment in self._answered if moment > since]
        return max((after - before for before, after in zip(moments, moments[1:])),
                   default=float("inf"))
