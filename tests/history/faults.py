"""What happens to servers and database while clients call. Each fault runs for some seconds."""
import time

from database_proxy import CommitCutter

# Connections in the middle of something, those that commit first.
TERMINATE = ("SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid FROM pg_stat_activity"
             " WHERE application_name = 'orgd' AND state <> 'idle'"
             " ORDER BY query <> 'COMMIT', random() LIMIT 2) AS chosen")
BETWEEN_TERMINATIONS = 0.05
FROZEN_SECONDS = 1


class Faults:
    """Faults by name, those of the store that the nodes are on."""

    def __init__(self, nodes, random):
        self.nodes, self.postgres, self.random = nodes, nodes.postgres, random
        self.names = ["none", "kill a node", "freeze a node"]
        if self.postgres:
            self.names += ["terminate connections", "crash the database", "cut commits"]

    def run(self, name, seconds):
        """How often it happened."""
        times = getattr(self, name.replace(" ", "_"))(seconds)
        if times == 0 and name != "none":
            raise RuntimeError(f"the fault did not happen: {name}")
        return times

    def none(self, seconds):
        time.sleep(seconds)
        return 0

    def _node(self):
        return self.random.choice(self.nodes.all)

    def kill_a_node(self, seconds):
        pauses = [self.random.uniform(0.2, 1) for _ in range(3)]
        for pause in pauses[1:]:
            time.sleep(seconds * pause / sum(pauses))
            node = self._node()
            node.kill()
            node.restart()
        time.sleep(seconds * pauses[0] / sum(pauses))
        return len(pauses) - 1

    def freeze_a_node(self, seconds):
        node = self._node()
        time.sleep(max(seconds - FROZEN_SECONDS, 0) / 2)
        with node.frozen():
            time.sleep(FROZEN_SECONDS)
        time.sleep(max(seconds - FROZEN_SECONDS, 0) / 2)
        return 1

    def terminate_connections(self, seconds):
        until, ended = time.monotonic() + seconds, 0
        while time.monotonic() < until:
            ended += int(self.postgres.sql(TERMINATE))
            time.sleep(BETWEEN_TERMINATIONS)
        return ended

    def crash_the_database(self, seconds):
        time.sleep(seconds / 3)
        self.postgres.crash()
        self.postgres.start()
        time.sleep(seconds * 2 / 3)
        return 1

    def cut_commits(self, seconds):
        """One node reaches the database through a proxy that loses the answers of some commits,
        and some requests."""
        node = self._node()
        with CommitCutter(self.postgres, self.random.getrandbits(32)) as cutter:
            node.kill()
            node.restart(cutter.url)
            cutter.cutting = True
            time.sleep(seconds)
            node.kill()
        node.restart(self.postgres.url())
        return cutter.cuts
