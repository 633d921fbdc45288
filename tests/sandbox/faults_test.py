"""Fault rules: which requests they mean, what they answer, what they count, and how they end."""
import time
import unittest

from running_sandbox import KEY, ORG, ORG_ID, READER, ROOT, Trial


class Answers(Trial):
    def test_a_status_before_keeps_the_change_from_being_made(self):
        call = self.caller()
        self.add_rule({"operation": "createProject"}, {"status": 500})
        answer = self.create_project(call, "Never", expect=500)
        self.assertEqual((answer.body["error"], answer.body["errorCode"]),
                         (500, "UNEXPECTED_ERROR"))
        self.assertNotIn("Never", self.projects(call))

    def test_a_status_after_follows_the_change(self):
        call = self.caller()
        self.add_rule({"operation": "createProject"}, {"status": 502, "when": "after"})
        self.create_project(call, "Done", expect=502)
        self.assertIn("Done", self.projects(call))

    def test_an_error_code_answers_as_the_server_does(self):
        call = self.caller()
        self.add_rule({"nth": 1}, {"errorCode": "RESOURCE_NOT_FOUND"})
        self.add_rule({}, {"errorCode": "RESOURCE_NOT_FOUND", "status": 410,
                           "headers": {"X-Reason": "a rule"}})
        first, second = call("GET", ORG), call("GET", ORG)
        self.assertEqual((first.status, first.body["errorCode"]), (404, "RESOURCE_NOT_FOUND"))
        self.assertEqual((second.status, second.body["errorCode"]), (410, "RESOURCE_NOT_FOUND"))
        self.assertEqual((first.headers["X-Reason"], second.headers["X-Reason"]), (None, "a rule"))

    def test_a_rate_limit_says_when_to_come_again(self):
        call = self.caller()
        self.add_rule({}, {"status": 429, "retryAfter": 7}, times=1)
        self.add_rule({}, {"status": 503, "retryAfter": 0}, times=1)
        for status, after in ((429, "7"), (503, "0"), (200, None)):
            answer = call("GET", ORG)
            self.assertEqual((answer.status, answer.headers["Retry-After"]), (status, after))

    def test_a_delay_is_waited_and_the_answer_comes(self):
        call = self.caller()
        call("GET", ORG)
        for delay, least in ((150, 0.15), ([100, 120], 0.1)):
            self.add_rule({}, {"delayMs": delay})
            begun = time.monotonic()
            self.assertEqual(call("GET", ORG).status, 200)
            self.assertGreaterEqual(time.monotonic() - begun, least)
            entry = self.control("GET", "/requests")["requests"][-1]
            self.assertGreaterEqual(entry["delayedMs"], least * 1000)
            self.assertGreaterEqual(entry["tookUs"], least * 1e6)
            self.control("DELETE", "/faults")

    def test_a_list_is_shuffled(self):
        call = self.caller()
        names = [f"Project {number:02}" for number in range(20)]
        for name in names:
            self.create_project(call, name)
        straight = self.projects(call)
        self.add_rule({"operation": "getOrgGroups"}, {"shuffle": True})
        shuffled = self.projects(call)
        self.assertEqual(sorted(shuffled), sorted(straight))
        self.assertNotEqual(shuffled, straight)
        self.control("DELETE", "/faults")
        self.assertEqual(self.projects(call), straight)

    def test_pages_are_smaller_and_still_hold_everything(self):
        call = self.caller()
        self.add_rule({"operation": "getOrgGroups"}, {"pageSize": 2})
        names, page = [], f"{ORG}/groups?itemsPerPage=100"
        for _ in range(2):
            answer = call("GET", page)
            self.assertEqual(answer.body["totalCount"], 3)
            names.append([project["name"] for project in answer.body["results"]])
            following = [link["href"] for link in answer.body["links"] if link["rel"] == "next"]
            if following:
                page = following[0].split(self.prefix, 1)[1]
        self.assertEqual([len(each) for each in names], [2, 1])
        self.assertEqual(sorted(sum(names, [])), ["Billing", "Payments", "Search"])
        self.assertFalse(following)


class Choices(Trial):
    def statuses(self, count, call=None, path=ORG):
        call = call or self.caller()
        return [call("GET", path).status for _ in range(count)]

    def hit(self, match, call=None, method="GET", path=ORG, body=None):
        """Whether one rule of this match acts on one request."""
        self.add_rule(match, {"status": 503})
        answer = (call or self.caller())(method, path, body)
        self.control("DELETE", "/faults")
        return answer.status == 503

    def test_every_condition_chooses(self):
        project = {"name": "x", "orgId": ORG_ID}
        for match, hit in (
                ({"operation": "getOrganization"}, True),
                ({"operation": "listOrganizations"}, False),
                ({"method": "GET"}, True), ({"method": "PATCH"}, False),
                ({"path": ORG}, True), ({"path": f"{ROOT}/orgs/*"}, True),
                ({"path": "/api/**"}, True), ({"path": f"{ROOT}/groups/*"}, False),
                ({"path": f"{ROOT}/*"}, False),
                ({"orgId": ORG_ID}, True), ({"orgId": "600000000000000000000e99"}, False),
                ({"caller": KEY[0]}, True), ({"caller": READER[0]}, False),
                ({"header": "Accept"}, True), ({"header": "X-None"}, False),
                ({"header": "Accept: application/vnd.atlas.2023-01-01+json"}, True),
                ({"header": "Accept: text/plain"}, False),
                ({"method": "GET", "caller": READER[0]}, False)):
            self.assertEqual(self.hit(match), hit, match)
        for match, hit in (({"bodyContains": '"name": "x"'}, True), ({"bodyContains": "y"}, False)):
            self.assertEqual(self.hit(match, None, "POST", f"{ROOT}/groups", project), hit, match)

    def test_later_names_of_operations_mean_the_same(self):
        self.assertTrue(self.hit({"operation": "getOrg"}))
        said = self.refusal("POST", "/faults", {"match": {"operation": "getOrganisation"},
                                                "do": {"status": 500}})
        self.assertIn("getOrganization", said)

    def test_the_nth_and_every_nth(self):
        self.add_rule({"nth": 2}, {"status": 500})
        self.add_rule({"every": 3}, {"status": 503})
        self.assertEqual(self.statuses(7), [200, 500, 503, 200, 200, 503, 200])
        self.assertEqual(self.rules(), [(7, 1, False), (7, 2, False)])

    def test_challenges_are_not_counted_unless_they_are_meant(self):
        self.add_rule({"nth": 1}, {"status": 500})
        self.assertEqual(self.statuses(2), [500, 200])
        self.control("DELETE", "/faults")
        self.add_rule({"challenge": True, "nth": 1}, {"status": 500})
        self.assertEqual(self.statuses(2), [500, 200])
        self.assertEqual(self.rules(), [(3, 1, False)])

    def test_rules_that_are_spent_let_the_next_act(self):
        self.add_rule({}, {"status": 500}, times=2)
        self.add_rule({}, {"status": 502}, times=1)
        self.assertEqual(self.statuses(4), [500, 500, 502, 200])
        self.assertEqual([rule[1:] for rule in self.rules()], [(2, True), (1, True)])

    def test_chances_are_the_same_for_the_same_seed(self):
        found = []
        for seed in (1, 1, 2):
            self.add_rule({"probability": 0.5, "seed": seed}, {"status": 503})
            found.append(self.statuses(40))
            self.control("DELETE", "/faults")
        self.assertEqual(found[0], found[1])
        self.assertNotEqual(found[0], found[2])
        self.assertTrue(5 < found[0].count(503) < 35, found[0])

    def test_rules_are_shown_and_taken_away(self):
        kept = self.add_rule({"method": "PATCH"}, {"status": 500})
        gone = self.add_rule({}, {"status": 503}, times=5)
        shown = self.control("GET", "/faults")["faults"]
        self.assertEqual([rule["id"] for rule in shown], [kept["id"], gone["id"]])
        self.assertEqual((shown[1]["do"], shown[1]["times"]), ({"status": 503}, 5))
        self.assertEqual(self.statuses(1), [503])
        self.control("DELETE", f"/faults/{gone['id']}", None, 204)
        self.assertEqual(self.statuses(1), [200])
        self.refusal("DELETE", f"/faults/{gone['id']}", None, 404)
        self.control("DELETE", "/faults", None, 204)
        self.assertEqual(self.rules(), [])

    def test_contradictions_are_refused_in_words_that_name_both_sides(self):
        for match, do, words in (
                ({}, {}, ("do",)),
                ({"nth": 1, "every": 2}, {"status": 500}, ("nth", "every")),
                ({"seed": 1}, {"status": 500}, ("seed", "probability")),
                ({"from": "2030-01-02T00:00:00Z", "to": "2030-01-01T00:00:00Z"}, {"status": 500},
                 ("from", "to")),
                ({}, {"disconnect": "before", "status": 500}, ("disconnect", "status")),
                ({}, {"disconnect": "after", "cutBodyAt": 1}, ("disconnect", "cutBodyAt")),
                ({}, {"retryAfter": 1, "status": 500}, ("retryAfter", "429")),
                ({}, {"when": "after"}, ("when", "status")),
                ({}, {"errorCode": "NO_SUCH_CODE"}, ("NO_SUCH_CODE",)),
                ({}, {"errorCode": "RESOURCE_NOT_FOUND", "status": 200}, ("errorCode", "200")),
                ({}, {"status": 204, "cutBodyAt": 1}, ("204",)),
                ({}, {"shuffle": True, "status": 500}, ("shuffle", "status")),
                ({"operation": "getOrganization"}, {"shuffle": True},
                 ("shuffle", "getOrganization")),
                ({"method": "POST"}, {"pageSize": 2}, ("pageSize", "POST")),
                ({}, {"status": 99}, ("status",)), ({}, {"delayMs": [5, 1]}, ("delayMs",)),
                ({}, {"delayMs": -1}, ("delayMs",)), ({}, {"disconnect": "maybe"}, ("disconnect",)),
                ({"probability": 1.5}, {"status": 500}, ("probability",)),
                ({"nth": 0}, {"status": 500}, ("nth",)),
                ({"colour": 1}, {"status": 500}, ("colour",)),
                ({}, {"headers": {"X-A": "b\r\nX-C: d"}}, ("headers",))):
            said = self.refusal("POST", "/faults", {"match": match, "do": do})
            for word in words:
                self.assertIn(word, said, (match, do))
        self.assertEqual(self.rules(), [])


if __name__ == "__main__":
    unittest.main()
