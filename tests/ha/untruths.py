"""Tells untruths about a store whose contents are known, and expects the checks to complain: a
check that cannot fail shows nothing."""
import copy
from contextlib import closing

from clients import Client, Outcome, Record, longest_gap
from cluster import wait_for
from digest_client import DigestClient
from failover import read_rows, settle
from operations import CreateOrganization, CreateProject, RenameOrganization
from self_check import DAMAGES, an_invitation, complaint
from verify import require, verify_store

OPERATIONS = 1500
NOT_DONE = [outcome for outcome in Outcome
            if outcome.tells() and outcome is not Outcome.ACKNOWLEDGED]
# To those of the crash test: what a commit that was done twice would look like.
TWICE = ("an event stands there twice",
         "INSERT INTO event (org_id, event_id, type, created_at, actor_kind, target_username)"
         " SELECT org_id, 'again', type, created_at, actor_kind, target_username FROM event"
         " WHERE org_id = '{org}' AND target_username = '{name}' LIMIT 1")


class Untruths:
    def __init__(self, rounds):
        self.rounds, self.world = rounds, rounds.world
        self.address = rounds.servers[0].address

    def check(self):
        load = self.rounds.start_load()
        wait_for("operations", lambda: load.acknowledged_since(0) >= OPERATIONS)
        load.end()
        require(not self._settle(load.records())[1], "without a fault something was told wrongly")
        self._verify()
        for what, statement in (*DAMAGES, TWICE):
            self._damage(what, statement)
        for outcome in NOT_DONE:
            self._told_as_not_done(load, outcome)
        self._not_told()
        self._stale_answer()
        require(longest_gap([self._record(outcome, ended) for outcome, ended in (
            (Outcome.ACKNOWLEDGED, 1), (Outcome.UNKNOWN, 5), (Outcome.ACKNOWLEDGED, 13),
            (Outcome.ACKNOWLEDGED, 14))], since=0) == 12, "a gap is measured wrongly")
        print(f"{len(DAMAGES) + len(NOT_DONE) + 4} untruths, all seen")

    def _settle(self, records):
        return settle(self.world, records, self.rounds.read_store())

    def _verify(self):
        verify_store(self.world, self.rounds.read_store())

    @staticmethod
    def _record(outcome, ended=0.0, operation=None):
        return Record("nobody", 0, operation, ended=ended, outcome=outcome)

    def _damage(self, what, statement):
        """In a transaction that is rolled back."""
        org, username, invitation = an_invitation(self.world)
        with closing(self.rounds.connect()) as connection:
            cursor = connection.cursor()
            cursor.execute(statement.format(org=org.org_id, name=username, invitation=invitation))
            require(cursor.rowcount > 0, f"nothing to damage: {statement}")
            store = read_rows(connection)
        said = complaint(lambda: verify_store(self.world, store))
        require(said, f"the check of the store does not see that {what}")
        print(f"{what}: {said[:100]}")

    def _told_as_not_done(self, load, outcome):
        """A call that was acknowledged, as if it had been answered otherwise."""
        record = next(record for record in load.records()
                      if record.outcome is Outcome.ACKNOWLEDGED
                      and isinstance(record.operation, CreateProject)
                      and record.operation.name in self._project_names(record.operation.org))
        record = copy.deepcopy(record)  # settling changes the organization
        record.outcome = outcome
        _, problems = self._settle([record])
        require(problems and problems[-1].startswith("told as not done"),
                f"a call done, but told as {outcome.value}, is not seen")
        print(f"done, but {outcome.value}: {problems[-1][:100]}")

    @staticmethod
    def _project_names(org):
        return [] if org.deleted else [name for name, _ in org.projects.values()]

    def _not_told(self):
        """Of unknown outcome are both a call that was never sent and one that was."""
        never, sent = (CreateOrganization(self.world.first, name, self.world.owner_id)
                       for name in ("never", "sent"))
        with closing(DigestClient(self.address)) as client:
            client.call(sent.key, sent.method, sent.path, sent.body)
        said = complaint(self._verify)
        require(said, "a write that nobody asked for is not seen")
        print(f"a write that nobody asked for: {said[:100]}")
        records = [self._record(Outcome.UNKNOWN, operation=one) for one in (never, sent)]
        landed, problems = self._settle(records)
        require(landed == 1 and not problems, "unknown outcomes are settled wrongly")
        self._verify()

    def _stale_answer(self):
        """A renaming that the other server has not heard of."""
        org = next(org for org in self.world.live() if org.parent and org.key())
        client = Client(self.world, [self.address] * 2, "reader", 0, {})
        record = self._record(Outcome.ACKNOWLEDGED, operation=RenameOrganization(org, "Newer"))
        name, org.name = org.name, "Newer"
        client.read_back(record, None)
        org.name = name
        require(client.problems, "a stale answer is not seen")
        print(f"a stale answer: {client.problems[0][:100]}")
