"""Faults of connections, as a client sees them on a real one."""
import http.client
import json
import threading
import time
import unittest

from running_sandbox import ORG, ORG_ID, ROOT, Trial, ask, begun

from digest_client import DigestClient, NoAnswer


class WireFaults(Trial):
    def cause(self, call, *request):
        """What a client's library says when no whole answer comes."""
        with self.assertRaises(NoAnswer) as caught:
            call(*request)
        return caught.exception.__cause__

    def wait_for_hit(self):
        """Until a rule acts: what it delays is under way then."""
        while not any(hits for _, hits, _ in self.rules()):
            pass

    def create(self, call, name):
        return self.cause(call, "POST", f"{ROOT}/groups", {"name": name, "orgId": ORG_ID})

    def test_a_cut_before_loses_the_change(self):
        call = self.caller()
        self.add_rule({"operation": "createProject"}, {"disconnect": "before"})
        self.assertIsInstance(self.create(call, "Never"), ConnectionError)
        self.assertNotIn("Never", self.projects(call))

    def test_a_cut_after_loses_only_the_answer(self):
        call = self.caller()
        self.add_rule({"operation": "createProject"}, {"disconnect": "after"})
        self.assertIsInstance(self.create(call, "Done"), ConnectionError)
        self.assertIn("Done", self.projects(call))
        self.control("DELETE", "/faults")
        self.create_project(call, "Done", expect=409)  # what a client that tries again meets

    def test_a_cut_in_the_body_leaves_its_beginning(self):
        call = self.caller()
        whole = json.dumps(call("GET", ORG).body, separators=(",", ":"))
        self.add_rule({}, {"cutBodyAt": 10}, times=1)
        cause = self.cause(call, "GET", ORG)
        self.assertIsInstance(cause, http.client.IncompleteRead)
        self.assertEqual(len(cause.partial), 10)
        self.assertTrue(cause.partial.startswith(b'{"'), cause.partial)
        self.assertGreater(cause.expected, 0)
        self.assertLess(abs(cause.expected + 10 - len(whole)), len(whole))
        self.add_rule({}, {"cutBodyAt": 0}, times=1)
        self.assertEqual(self.cause(call, "GET", ORG).partial, b"")
        self.assertEqual(call("GET", ORG).status, 200)

    def test_a_cut_behind_the_change_in_the_body(self):
        call = self.caller()
        self.add_rule({"operation": "createProject"}, {"cutBodyAt": 5})
        self.assertEqual(len(self.create(call, "Half told").partial), 5)
        self.assertIn("Half told", self.projects(call))

    def test_a_length_that_is_too_large(self):
        call = self.caller()
        self.add_rule({}, {"contentLength": 100_000}, times=1)
        cause = self.cause(call, "GET", ORG)
        self.assertEqual(len(cause.partial) + cause.expected, 100_000)
        self.assertEqual(json.loads(cause.partial)["id"], ORG_ID)

    def test_a_length_that_is_too_small(self):
        call = self.caller()
        self.add_rule({}, {"contentLength": 10}, times=1)
        with self.assertRaises(json.JSONDecodeError) as caught:
            call("GET", ORG)
        self.assertEqual(len(caught.exception.doc), 10)

    def test_a_stall_outlasts_a_clients_patience(self):
        call = self.caller()
        self.add_rule({"operation": "createProject"}, {"stallMs": 600_000})
        call.client = DigestClient(self.sandbox.address, timeout=0.3)
        self.addCleanup(call.client.close)
        self.assertIsInstance(self.create(call, "Stalled"), TimeoutError)
        self.assertIn("Stalled", self.projects(self.caller()))

    def test_a_short_stall_ends_with_the_answer(self):
        call = self.caller()
        call("GET", ORG)
        self.add_rule({}, {"stallMs": 150})
        begun = time.monotonic()
        self.assertEqual(call("GET", ORG).status, 200)
        self.assertGreaterEqual(time.monotonic() - begun, 0.15)

    def test_nobody_else_waits_for_who_is_kept_waiting(self):
        """The long one is answered after the others are: they do not wait behind it."""
        self.add_rule({"path": f"{ROOT}/groups"}, {"delayMs": 3000})
        waiting, answered = self.caller(), []
        thread = threading.Thread(
            target=lambda: answered.append(waiting("GET", f"{ROOT}/groups").status))
        thread.start()
        call = self.caller()
        for _ in range(20):
            self.assertEqual(call("GET", ORG).status, 200)
        self.assertEqual(answered, [])
        thread.join()
        self.assertEqual(answered, [200])

    def test_worlds_may_go_while_answers_are_late(self):
        call, answered = self.caller(), []
        for gone in (("POST", f":reset?world={self.world}"), ("PUT", "/worlds/" + self.world),
                     ("DELETE", "/worlds/" + self.world)):
            self.add_rule({"operation": "createProject"}, {"delayMs": 500})
            thread = threading.Thread(target=lambda: answered.append(
                call("POST", f"{ROOT}/groups", {"name": "Late", "orgId": ORG_ID}).status))
            thread.start()
            self.wait_for_hit()
            self.assertLess(self.sandbox.control(*gone, {})[0], 300)
            thread.join()
            self.make_world(self.world)
        self.assertEqual(answered, [201, 201, 201])

    def test_several_effects_act_together(self):
        call = self.caller()
        self.add_rule({}, {"delayMs": 100, "status": 503, "retryAfter": 3, "when": "after",
                           "headers": {"X-Trial": "yes"}, "cutBodyAt": 4})
        begun = time.monotonic()
        self.assertEqual(len(self.create(call, "Together").partial), 4)
        self.assertGreaterEqual(time.monotonic() - begun, 0.1)
        self.control("DELETE", "/faults")
        self.assertIn("Together", self.projects(call))
        entry = self.control("GET", "/requests", operation="createProject")["requests"][-1]
        self.assertEqual(entry["status"], 503)
        fields = {field["name"]: field["value"] for field in entry["responseHeaders"]}
        self.assertEqual((fields["Retry-After"], fields["X-Trial"]), ("3", "yes"))

    def test_every_fault_is_in_the_journal(self):
        call = self.caller()
        rule = self.add_rule({}, {"disconnect": "after"}, times=1)
        self.cause(call, "GET", ORG)
        entry = self.control("GET", "/requests")["requests"][-1]
        self.assertEqual((entry["rule"], entry["operation"]), (rule["id"], "getOrganization"))


class Ending(unittest.TestCase):
    def test_a_sandbox_ends_while_answers_are_late(self):
        """At once, and not when the last of them is there; what waits is not freed then."""
        sandbox = begun(environment={"ASAN_OPTIONS": "detect_leaks=0"})
        self.addCleanup(sandbox.log.close)
        self.addCleanup(sandbox.end)
        sandbox.control("POST", "/faults", {"match": {"challenge": True},
                                            "do": {"delayMs": 600_000}})
        ended = []

        def call(*request):
            try:
                ended.append(ask(*request)[0])
            except (OSError, http.client.HTTPException) as error:
                ended.append(error)
        waiting = [threading.Thread(target=call, args=request) for request in (
            (sandbox.address, "GET", ORG),
            (sandbox.control_address, "GET", "/orgd/sandbox/v1/requests:wait?timeout=600s"))]
        for thread in waiting:
            thread.start()
        while not json.loads(sandbox.control("GET", "/faults")[2])["faults"][0]["hits"]:
            pass
        begun_at = time.monotonic()
        self.assertEqual(sandbox.end(), 0)
        self.assertLess(time.monotonic() - begun_at, 20)
        for thread in waiting:
            thread.join()
        self.assertEqual(len(ended), 2)


if __name__ == "__main__":
    unittest.main()
