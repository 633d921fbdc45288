"""Decides whether a history of calls is linearizable: whether every call can have happened at one
moment between its beginning and its end, so that each found what the ones before it left.

The calls are replayed in the order of their beginnings and ends. What may have happened so far is
kept as a set of possibilities. When a call ends it must have happened in each of them: those in
which it cannot are dropped, and when none is left the history is refuted. A call whose answer was
lost has no end: it may happen any time after its beginning, or never.

What has not ended is put off as long as it can be: before an ending call only such calls are tried
as it depends on, by way of what they touch and change. Two calls that neither changes what the
other touches may change places, so nothing is missed, and the set stays small.
"""
from dataclasses import dataclass

MOST_POSSIBILITIES = 20000


class NotLinearizable(Exception):
    """No order explains the answers. `call` is the first that cannot be explained, `states` are
    those that were possible before it ended, and `pending` the calls that had not ended."""

    def __init__(self, call, states, pending):
        super().__init__(f"nothing explains {call}")
        self.call, self.states, self.pending = call, states, pending


class Undecided(Exception):
    """Too many possibilities to go on."""


@dataclass(eq=False)
class Call:
    """One call of a history. Its operation has step(state), the state after it or None when it
    cannot have happened in that state as it was answered, and the bit sets `touches` of what it
    depends on and `changes` of what it may change."""
    client: object
    begin: int
    end: int      # None when its answer was lost
    operation: object

    def __str__(self):
        end = "lost" if self.end is None else f"{self.end / 1e6:.3f}"
        return f"[{self.begin / 1e6:.3f}, {end}] {self.client}: {self.operation}"

    def depends_on(self, other):
        one, two = self.operation, other.operation
        return bool(one.changes & two.touches or one.touches & two.changes)


class Possibilities:
    """Pairs of a state and the set of unended calls that have happened in it, as bits, split into
    those with and those without an end. Of two that differ only in the latter, the one in which
    fewer have happened is kept: what may happen never can do all that the other can."""

    def __init__(self):
        self._lost = {}

    def __len__(self):
        return len(self._lost)

    def add(self, state, done, lost, path=()):
        """False when it says nothing new."""
        known = self._lost.setdefault((state, done), [])
        if any(one & lost == one for one, _ in known):
            return False
        known[:] = [(one, way) for one, way in known if one & lost != lost]
        known.append((lost, path))
        return True

    def __iter__(self):
        for (state, done), known in self._lost.items():
            for lost, path in known:
                yield state, done, lost, path


class _Replay:
    def __init__(self, state):
        self.possible = Possibilities()
        self.possible.add(state, 0, 0)
        self.largest = 1
        self._pending = {}  # by bit
        self._bits = {}

    def begin(self, call):
        bit = 1
        while bit in self._pending:
            bit <<= 1
        self._pending[bit] = call
        self._bits[call] = bit

    def end(self, call):
        bit = self._bits.pop(call)
        related = self._related(call)
        after = Possibilities()
        for state, done, lost, _ in self.possible:
            if done & bit:
                after.add(state, done & ~bit, lost)
                continue
            for found, others, spent in self._ways_to(call, related, state, done, lost):
                after.add(found, others, spent)
        if not len(after):
            states = {state for state, _, _, _ in self.possible}
            raise NotLinearizable(call, states, list(self._pending.values()))
        if len(after) > MOST_POSSIBILITIES:
            raise Undecided(f"{len(after)} possibilities after {call}")
        del self._pending[bit]
        self.possible = after
        self.largest = max(self.largest, len(after))

    def _related(self, call):
        """The pending calls that may have to happen before it, by bit."""
        others = {bit: one for bit, one in self._pending.items() if one is not call}
        related, frontier = {}, [call]
        while frontier:
            one = frontier.pop()
            for bit in [bit for bit, other in others.items() if one.depends_on(other)]:
                related[bit] = others.pop(bit)
                frontier.append(related[bit])
        return related

    def _ways_to(self, call, related, state, done, lost):
        """All that may stand right after the call, when it happens next or after some others."""
        seen = Possibilities()
        seen.add(state, done, lost)
        frontier = [(state, done, lost, ())]
        while frontier:
            state, done, lost, path = frontier.pop()
            found = call.operation.step(state)
            if found is not None and self._needed(path, call):
                yield found, done, lost
            for bit, other in related.items():
                if (done | lost) & bit:
                    continue
                found = other.operation.step(state)
                ended = other.end is not None
                if found is None or (not ended and found == state):
                    continue
                step = (found, done | bit, lost) if ended else (found, done, lost | bit)
                way = *path, other
                if seen.add(*step, way):
                    frontier.append((*step, way))

    @staticmethod
    def _needed(path, call):
        """Whether each call of the path matters to one that comes later: it may wait otherwise."""
        later = [call]
        for one in reversed(path):
            if not any(one.depends_on(other) for other in later):
                return False
            later.append(one)
        return True


def check(calls, state):
    """Raises NotLinearizable, or returns the largest number of possibilities that there were."""
    events = []
    for call in calls:
        events.append((call.begin, 0, call))
        if call.end is not None:
            events.append((call.end, 1, call))
    replay = _Replay(state)
    for _, ends, call in sorted(events, key=lambda event: event[:2]):
        if ends:
            replay.end(call)
        else:
            replay.begin(call)
    return replay.largest
