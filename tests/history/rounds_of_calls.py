"""One round: some organizations, clients, a fault, and the check of what was recorded."""
import pickle
import time
from collections import Counter

from checker import NotLinearizable, check
from clients import READS, Caller, Clients, Org, Recording
from digest_client import DigestClient
from model import FIRST_SETTINGS, KEY, KEYS, MAIN, OWNER, PEOPLE, PROJECTS
from nodes import make_key

ORGANIZATIONS, CLIENTS = 3, 8
RELATED_CALLS_SHOWN = 25


class Violation(Exception):
    """A history that nothing explains."""


def make_organization(nodes, name):
    """An organization with a main key and the keys whose roles change, through the first node."""
    client = DigestClient(nodes.all[0].address)
    org_id, main = nodes.make_organization(client, name)
    org = Org(org_id, {MAIN: main}, [])
    for number in range(KEYS):
        key_id, org.keys[number] = make_key(client, main, org_id, f"key {number}", list(OWNER))
        org.key_ids.append(key_id)
    client.close()
    org.initial = (name, *FIRST_SETTINGS, *[None] * (PEOPLE + PROJECTS),
                   *[(f"key {number}", OWNER) for number in range(KEYS)])
    assert len(org.initial) == KEY.stop
    return org


def read_all(nodes, orgs):
    """What each node says of each organization when all is quiet."""
    recording = Recording()
    caller = Caller("last", nodes.ports, recording)
    for org in orgs:
        for node in range(len(nodes.all)):
            for kind in READS:
                if not caller.call(node, org, kind(org, MAIN)):
                    raise RuntimeError(f"a quiet server answers {recording.answers}")
    return recording


def enter_history(calls):
    """Gives the calls what they must know of each other."""
    made = frozenset(call.operation.made() for call in calls if call.operation.made())
    for number, call in enumerate(calls):
        call.operation.enter_history(number, made)


def explain(problem, calls):
    """A refutation for people."""
    end, touched = problem.call.end, problem.call.operation.touches
    related = [call for call in calls if call.begin < end and call.operation.touches & touched]
    related.sort(key=lambda call: call.end or end)
    lines = [str(problem), "possible before it ended:", *map(str, problem.states),
             "the last calls about the same:", *map(str, related[-RELATED_CALLS_SHOWN:])]
    return "\n".join(lines)


def check_calls(calls, state):
    enter_history(calls)
    try:
        return check(calls, state)
    except NotLinearizable as problem:
        raise Violation(explain(problem, calls)) from problem


class Rounds:
    def __init__(self, nodes, faults, random, place):
        self.nodes, self.faults, self.random, self.place = nodes, faults, random, place
        self.answers, self.checked, self.lost = Counter(), 0, 0

    def run(self, number, fault, seconds):
        """A line about it."""
        orgs = [make_organization(self.nodes, f"Round {number} {one}")
                for one in range(ORGANIZATIONS)]
        seeds = [self.random.getrandbits(32) for _ in range(CLIENTS)]
        clients = Clients(CLIENTS, seeds, self.nodes.ports, orgs)
        times = self.faults.run(fault, seconds)
        recordings = clients.stop()
        self.nodes.wait_ready()
        answers = Counter()
        for recording in recordings:
            answers += recording.answers
        recordings.append(read_all(self.nodes, orgs))
        histories = {org.org_id: (org.initial, [call for recording in recordings
                                                for call in recording.calls.get(org.org_id, ())])
                     for org in orgs}
        with open(self.place / f"round-{number}.history", "wb") as file:
            pickle.dump(histories, file)
        begin = time.monotonic()
        largest = max(check_calls(calls, state) for state, calls in histories.values())
        total = sum(len(calls) for _, calls in histories.values())
        lost = sum(call.end is None for _, calls in histories.values() for call in calls)
        self.answers, self.checked, self.lost = (self.answers + answers, self.checked + total,
                                                 self.lost + lost)
        if fault == "none" and any(one.startswith("5") or one.startswith("no ")
                                   for one in answers):
            raise Violation(f"without a fault the answers were {dict(answers)}")
        return (f"round {number}, {fault} ({times}): {total} calls, {lost} lost, linearizable;"
                f" {largest} possibilities, {time.monotonic() - begin:.1f} s to check;"
                f" {dict(answers.most_common())}")
