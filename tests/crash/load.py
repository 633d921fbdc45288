"""Threads that change the store through the API, each its own things, and remember what was
acknowledged and what was not answered."""
import threading
import time

from choices import Choices
from digest_client import DigestClient, NoAnswer
from verify import Violation

LOAD_SECONDS = 60


class Worker(threading.Thread):
    def __init__(self, world, address, name, seed, links):
        super().__init__(daemon=True)
        self.world = world
        self._choices = Choices(world, name, seed, links)
        self.client = DigestClient(address)
        self.touched = set()
        self.in_flight = None
        self.failure = None

    def run(self):
        try:
            while True:
                self._step()
        except NoAnswer:
            pass
        except Exception as error:  # whatever it is, the round must fail with it
            self.failure = error
        finally:
            self.client.close()

    def _step(self):
        with self.world.lock:
            operation = self.in_flight = self._choices.next()
        answer = self.client.call(operation.key, operation.method, operation.path, operation.body)
        if answer.status != operation.success:
            raise Violation(f"{operation} answers {answer}")
        with self.world.lock:
            operation.apply(self.world, **operation.of_answer(answer.body))
            self.touched.add(operation.org.org_id)
            self.world.acknowledged += 1
            self.world.kinds[type(operation).__name__] += 1
            self.in_flight = None


def run_load(world, server, workers, until):
    """Starts the workers, kills the server once `until` operations more are acknowledged, and
    waits for the workers to notice."""
    goal = world.acknowledged + until
    for worker in workers:
        worker.start()
    deadline = time.monotonic() + LOAD_SECONDS
    while world.acknowledged < goal and any(worker.is_alive() for worker in workers):
        if time.monotonic() > deadline or not server.running():
            break
        time.sleep(0.0005)
    died = not server.running()
    server.kill()
    for worker in workers:
        worker.join(LOAD_SECONDS)
    for worker in workers:
        if worker.failure:
            raise worker.failure
    if died:
        raise Violation("the server ended by itself")
    if world.acknowledged < goal:
        raise Violation(f"after {LOAD_SECONDS} s only {world.acknowledged - goal + until} of "
                        f"{until} operations were acknowledged")
