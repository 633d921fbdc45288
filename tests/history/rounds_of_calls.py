"""One round: some organizations, clients, a fault, and the check of what was recorded."""
import pickle
import time
from collections import Counter
from functools import partial

from checker import Call, NotLinearizable, check
from clients import READS, Caller, Clients, Org, Recording
from digest_client import ROOT, DigestClient
from keys_and_organizations import CreateOrganization, StoredChildren
from model import CHILDREN, FIRST_SETTINGS, KEYS, MAIN, OWNER, PEOPLE, PROJECTS
from nodes import make_key, wait_for

ORGANIZATIONS, CLIENTS = 3, 8
RELATED_CALLS_SHOWN = 25


class Violation(Exception):
    """A history that nothing explains."""


def make_organization(nodes, name):
    """An organization with a main key and the keys whose roles change, through the first node."""
    client = DigestClient(nodes.all[0].address)
    org_id, main = nodes.make_organization(client, name)
    org = Org(org_id, {MAIN: main}, [], owner_id=nodes.made["ownerId"])
    for number in range(KEYS):
        key_id, org.keys[number] = make_key(client, main, org_id, f"key {number}", list(OWNER))
        org.key_ids.append(key_id)
    client.close()
    org.initial = (name, *FIRST_SETTINGS, *[None] * (PEOPLE + PROJECTS),
                   *[(f"key {number}", OWNER) for number in range(KEYS)],
                   frozenset(), frozenset())
    assert len(org.initial) == CHILDREN + 1
    return org


def read_all(nodes, orgs):
    """What each node says of each organization when all is quiet."""
    recording = Recording()
    caller = Caller("last", nodes.ports, recording)
    for org in orgs:
        for node in range(len(nodes.all)):
            for kind in READS:
                wait_for(partial(ask, caller, node, org, kind))
        begin = time.monotonic_ns()
        stored = StoredChildren(org, nodes.stored_children(org.org_id))
        recording.calls[org.org_id].append(Call("store", begin, time.monotonic_ns(), stored))
    return recording


def drop(nodes, org, calls):
    """What a round made: a person may not have too many organizations."""
    client, main = DigestClient(nodes.all[0].address), org.keys[MAIN]
    children = [call.operation.answer for call in calls
                if isinstance(call.operation, CreateOrganization) and call.operation.answer]
    for project in client.call(main, "GET", f"{ROOT}/orgs/{org.org_id}/groups").body["results"]:
        client.call(main, "DELETE", f"{ROOT}/groups/{project['id']}")
    for org_id, pair in (*children, (org.org_id, main)):
        client.call(pair, "DELETE", f"{ROOT}/orgs/{org_id}")
    client.close()


def ask(caller, node, org, kind):
    return caller.call(node, org, kind(org, MAIN))


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
        for org in orgs:
            drop(self.nodes, org, histories[org.org_id][1])
        begin = time.monotonic()
        largest = max(check_calls(calls, state) for state, calls in histories.values())
        total = sum(len(calls) for _, calls in histories.values())
        lost = sum(call.end is None for _, calls in histories.values() for call in calls)
        self.answers, self.checked, self.lost = (self.answers + answers, self.checked + total,
                                                 self.lost + lost)
        if fault == "none" and any(one.startswith(("500", "no")) for one in answers):
            raise Violation(f"without a fault the answers were {dict(answers)}")
        # The database is back within seconds, long before a node gives up asking it.
        if answers["OUTCOME_UNKNOWN"] > 0:
            raise Violation(f"of writes that could be looked up nobody knew: {dict(answers)}")
        return (f"round {number}, {fault} ({times}): {total} calls, {lost} lost, linearizable;"
                f" {largest} possibilities, {time.monotonic() - begin:.1f} s to check;"
                f" {dict(answers.most_common())}")
