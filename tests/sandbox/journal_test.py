"""The journal of requests: filters, waiting, verifying, and the HTTP Archive."""
import json
import threading
import unittest

from running_sandbox import KEY, ORG, ORG_ID, READER, ROOT, Trial


class Journal(Trial):
    def requests(self, **filters):
        return self.control("GET", "/requests", **filters)["requests"]

    def verify(self, expect=200, **wanted):
        return self.control("POST", "/requests:verify", wanted, expect)

    def test_an_entry_tells_all_of_a_request(self):
        call = self.caller()
        self.create_project(call, "Told")
        call("GET", f"{ORG}/nowhere?pretty=true")
        entry = self.requests(operation="createProject")[0]
        self.assertEqual((entry["method"], entry["path"], entry["caller"], entry["status"]),
                         ("POST", f"{ROOT}/groups", KEY[0], 201))
        self.assertEqual(json.loads(entry["requestBody"]), {"name": "Told", "orgId": ORG_ID})
        self.assertEqual(json.loads(entry["responseBody"])["name"], "Told")
        self.assertGreater(entry["tookUs"], 0)
        self.assertIn("Accept", {field["name"] for field in entry["requestHeaders"]})
        wrong = self.requests(path=f"{ORG}/nowhere")[0]
        self.assertEqual((wrong["status"], wrong["errorCode"], wrong["query"]),
                         (404, "RESOURCE_NOT_FOUND", "pretty=true"))
        self.assertLess(entry["number"], wrong["number"])

    def test_filters_are_those_of_rules(self):
        owner, reader = self.caller(), self.caller(READER)
        self.create_project(owner, "One")
        owner("GET", ORG)
        reader("GET", ORG)
        reader("GET", f"{ORG}/users")
        for count, filters in ((4, {}), (6, {"challenge": "true"}), (1, {"method": "POST"}),
                               (2, {"operation": "getOrganization"}), (2, {"caller": READER[0]}),
                               (1, {"operation": "getOrganization", "caller": READER[0]}),
                               (1, {"bodyContains": "One"}), (3, {"path": f"{ROOT}/orgs/**"}),
                               (4, {"orgId": ORG_ID}), (4, {"header": "Accept"}),
                               (0, {"to": "2000-01-01T00:00:00Z"}),
                               (4, {"from": "2000-01-01T00:00:00Z"})):
            self.assertEqual(len(self.requests(**filters)), count, filters)
        for wrong in ({"colour": "red"}, {"nth": "1"}, {"operation": "getOrganisation"}):
            self.refusal("GET", "/requests", None, 400, **wrong)

    def test_what_is_forgotten_is_gone(self):
        call = self.caller()
        call("GET", ORG)
        last = self.requests()[-1]["number"]
        self.control("DELETE", "/requests", None, 204)
        self.assertEqual(self.requests(), [])
        call("GET", ORG)
        self.assertEqual([entry["number"] for entry in self.requests()], [last + 1])

    def test_a_wait_ends_with_the_nth_that_fits(self):
        call, told = self.caller(), []
        call("GET", ORG)
        thread = threading.Thread(target=lambda: told.append(self.control(
            "GET", "/requests:wait", operation="getOrganization", count=3, timeout="60s")))
        thread.start()
        call("GET", f"{ORG}/users")
        call("GET", ORG)
        self.assertEqual(told, [])
        call("GET", ORG)
        thread.join()
        self.assertEqual(told, [{"reached": True, "count": 3, "dropped": 0}])

    def test_a_wait_ends_when_its_time_does(self):
        self.assertEqual(self.control("GET", "/requests:wait", timeout="1s"),
                         {"reached": False, "count": 0, "dropped": 0})
        for wrong in ({"timeout": "11m"}, {"timeout": "soon"}, {"count": "0"}):
            self.refusal("GET", "/requests:wait", None, 400, **wrong)

    def test_a_wait_outlives_a_deleted_world(self):
        told = []
        thread = threading.Thread(target=lambda: told.append(
            self.sandbox.control("GET", f"/requests:wait?world={self.world}&timeout=2s")[0]))
        thread.start()
        self.sandbox.control("DELETE", "/worlds/" + self.world)
        thread.join()
        self.assertIn(told[0], (200, 404))
        self.assertEqual(self.sandbox.control("GET", "/worlds")[0], 200)

    def test_verdicts_count(self):
        call = self.caller()
        for name in ("One", "Two"):
            self.create_project(call, name)
        match = {"operation": "createProject"}
        for wanted, verified in (({"exactly": 2}, True), ({"exactly": 1}, False),
                                 ({"atLeast": 1}, True), ({"atLeast": 3}, False),
                                 ({"atMost": 2}, True), ({"atMost": 1}, False),
                                 ({"atLeast": 1, "atMost": 2}, True), ({}, True)):
            said = self.verify(match=match, **wanted)
            self.assertEqual((said["verified"], said["count"]), (verified, 2), wanted)
        none = self.verify(match={"operation": "deleteProject"}, exactly=0)
        self.assertEqual((none["verified"], none["count"]), (True, 0))
        for wrong in ({"exactly": 1, "atLeast": 1}, {"atLeast": 2, "atMost": 1}, {"exactly": -1}):
            self.verify(expect=400, **wrong)

    def test_verdicts_look_into_bodies_and_show_what_there_is(self):
        call = self.caller()
        for name in ("One", "Two", "Two "):
            call("POST", f"{ROOT}/groups", {"name": name, "orgId": ORG_ID})
        match = {"operation": "createProject"}
        said = self.verify(match=match, exactly=1, body={"name": "One"})
        self.assertEqual((said["verified"], said["count"]), (True, 1))
        said = self.verify(match=match, exactly=1, body={"name": "Three", "orgId": ORG_ID})
        self.assertEqual((said["verified"], said["count"]), (False, 0))
        self.assertIn("exactly 1", said["reason"])
        self.assertEqual([json.loads(entry["requestBody"])["name"] for entry in said["found"]],
                         ["One", "Two", "Two "])

    def test_the_archive_has_the_form_of_har_1_2(self):
        call = self.caller()
        self.create_project(call, "Archived")
        log = self.control("GET", "/requests:har", challenge="true")["log"]
        self.assertEqual(log["version"], "1.2")
        self.assertLessEqual({"name", "version"}, set(log["creator"]))
        self.assertEqual(len(log["entries"]), 2)
        for entry in log["entries"]:
            self.check_archived(entry)
        made = log["entries"][1]
        host, port = self.sandbox.address
        self.assertEqual(made["request"]["url"],
                         f"http://{host}:{port}{self.prefix}{ROOT}/groups")
        self.assertEqual(json.loads(made["request"]["postData"]["text"])["name"], "Archived")
        self.assertEqual(made["request"]["postData"]["mimeType"], "application/json")
        self.assertEqual((made["response"]["status"], made["response"]["statusText"]),
                         (201, "Created"))

    def check_archived(self, entry):
        """The members that the format demands, and what is said of numbers and pairs."""
        self.assertLessEqual({"startedDateTime", "time", "request", "response", "cache",
                              "timings"}, set(entry))
        self.assertRegex(entry["startedDateTime"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*Z$")
        self.assertLessEqual({"method", "url", "httpVersion", "cookies", "headers", "queryString",
                              "headersSize", "bodySize"}, set(entry["request"]))
        self.assertLessEqual({"status", "statusText", "httpVersion", "cookies", "headers",
                              "content", "redirectURL", "headersSize", "bodySize"},
                             set(entry["response"]))
        self.assertLessEqual({"size", "mimeType"}, set(entry["response"]["content"]))
        self.assertEqual(entry["time"], sum(entry["timings"][part]
                                            for part in ("send", "wait", "receive")))
        for pairs in (entry["request"]["headers"], entry["response"]["headers"],
                      entry["request"]["queryString"]):
            for pair in pairs:
                self.assertEqual({"name", "value"}, set(pair))


if __name__ == "__main__":
    unittest.main()
