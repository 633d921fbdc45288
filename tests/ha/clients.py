"""Clients that change things through both servers and remember what they were told of each change:
done, not done, or that nobody knows."""
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from enum import Enum

from choices import Choices
from digest_client import ROOT, DigestClient, NoAnswer
from operations import CreateOrganization, DeleteOrganization, Operation

PACE_SECONDS = 0.08   # between two calls of a client: the machine has other things to do, too
READ_BACK = 0.2       # this part of what is acknowledged is read at once through the other server
ANSWER_SECONDS = 60   # a server asks for 30 s what became of a commit before it says unknown


class Outcome(Enum):
    ACKNOWLEDGED = "acknowledged"
    UNAVAILABLE = "unavailable"  # 503
    FAILED = "failed"            # 500, which says that nothing was done
    REFUSED = "refused"          # what is valid was taken for wrong
    UNKNOWN = "unknown"          # 500 that says so
    SILENT = "without answer"

    def tells(self):
        """Whether the client knows what became of its call."""
        return self not in (Outcome.UNKNOWN, Outcome.SILENT)

    @staticmethod
    def of(operation, answer):
        if answer.status == operation.success:
            return Outcome.ACKNOWLEDGED
        if answer.status == 503:
            return Outcome.UNAVAILABLE
        if answer.status == 500:
            unknown = (answer.body or {}).get("errorCode") == "OUTCOME_UNKNOWN"
            return Outcome.UNKNOWN if unknown else Outcome.FAILED
        return Outcome.REFUSED


@dataclass
class Record:
    """A call and what came of it."""
    client: str
    server: int
    operation: Operation
    begun: float = field(default_factory=time.time)
    ended: float = 0
    outcome: Outcome = None
    answer: str = ""

    def __str__(self):
        return (f"{clock(self.begun)} to {clock(self.ended)} {self.client} through server "
                f"{self.server}: {self.operation}: {self.outcome.value} {self.answer}")


def clock(moment):
    """As in the logs."""
    return time.strftime("%H:%M:%S", time.gmtime(moment)) + f".{int(moment % 1 * 1000):03}"


class Client(threading.Thread):
    """After anything but success it leaves that organization alone for the rest of the round, so
    that the store tells afterwards what became of the call."""

    def __init__(self, world, addresses, name, seed, links):
        super().__init__(daemon=True, name=name)
        self.world, self.records, self.problems = world, [], []
        self.failure = None
        self._choices = Choices(world, name, seed, links)
        self._random = self._choices.random
        self._connections = [DigestClient(address, ANSWER_SECONDS) for address in addresses]
        self._blocked = set()

    def work(self, stop):
        self._ending = stop
        self.start()

    def run(self):
        try:
            while not self._ending.wait(self._random.uniform(0, 2 * PACE_SECONDS)):
                self._step()
        except Exception as error:  # whatever it is, the round must fail with it
            self.failure = error
        finally:
            for connection in self._connections:
                connection.close()

    def _step(self):
        with self.world.lock:
            operation = self._choices.next(but=self._blocked)
        server = self._random.randrange(len(self._connections))
        record = Record(self.name, server, operation)
        body = self._send(record)
        with self.world.lock:
            if record.outcome is Outcome.ACKNOWLEDGED:
                operation.apply(self.world, **operation.of_answer(body))
                self.world.acknowledged += 1
                self.world.kinds[type(operation).__name__] += 1
            else:
                self._blocked.add(operation.org.org_id)
            self.records.append(record)
        if record.outcome is Outcome.ACKNOWLEDGED and self._random.random() < READ_BACK:
            self.read_back(record, body)

    def _send(self, record):
        operation = record.operation
        try:
            answer = self._connections[record.server].call(
                operation.key, operation.method, operation.path, operation.body)
            record.outcome = Outcome.of(operation, answer)
            if record.outcome is not Outcome.ACKNOWLEDGED:
                record.answer = str(answer)
        except NoAnswer as error:
            answer, record.outcome, record.answer = None, Outcome.SILENT, str(error)
        record.ended = time.time()
        return answer and answer.body

    def read_back(self, record, body):
        """What was acknowledged is seen through any server, whoever is the primary by now."""
        org = record.operation.org
        if isinstance(record.operation, CreateOrganization):
            org = self.world.organizations[record.operation.of_answer(body)["org_id"]]
        elif isinstance(record.operation, DeleteOrganization):
            return
        other = (record.server + 1) % len(self._connections)
        try:
            answer = self._connections[other].call(org.key(), "GET", f"{ROOT}/orgs/{org.org_id}")
        except NoAnswer:
            return
        stale = answer.status == 200 and answer.body["name"] != org.name
        if stale or answer.status not in (200, 500, 503):
            self.problems.append(f"{record}; read at {clock(time.time())} through server {other}, "
                                 f"which answers {answer}")


class Load:
    """All clients of a round."""

    def __init__(self, clients):
        self.clients = clients
        self._ending = threading.Event()
        for client in clients:
            client.work(self._ending)

    def end(self):
        """Waits for the last answers."""
        self._ending.set()
        for client in self.clients:
            client.join(ANSWER_SECONDS)
        self.check()
        if any(client.is_alive() for client in self.clients):
            raise RuntimeError(f"calls are not answered after {ANSWER_SECONDS} s")

    def check(self):
        """Throws what ended a client."""
        for client in self.clients:
            if client.failure:
                raise client.failure

    def records(self):
        return sorted((record for client in self.clients for record in list(client.records)),
                      key=lambda record: record.ended)

    def acknowledged_since(self, moment):
        self.check()
        return sum(record.outcome is Outcome.ACKNOWLEDGED and record.begun > moment
                   for client in self.clients for record in list(client.records))

    def counts(self):
        return Counter(record.outcome for record in self.records())


def longest_gap(records, since):
    """The longest time after `since` in which nothing was acknowledged."""
    moments = [since] + [record.ended for record in records
                         if record.outcome is Outcome.ACKNOWLEDGED and record.ended > since]
    return max((after - before for before, after in zip(moments, moments[1:])),
               default=float("inf"))
