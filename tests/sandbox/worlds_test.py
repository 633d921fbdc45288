"""Worlds: how clients name them, that nothing passes between them, and how they come back."""
import json
import threading
import unittest

from running_sandbox import KEY, ORG, ORG_ID, ROOT, Sandbox, Trial, ask

OWNERS = 3  # threads of each world
EACH = 6  # organizations that each makes


class Names(Trial):
    def test_header_and_path_name_the_same_world(self):
        by_path = self.caller()
        self.create_project(by_path, "Made by path")
        by_header = self.caller(prefix="")
        by_header.client.fields = {"X-Orgd-World": self.world}
        self.assertIn("Made by path", self.projects(by_header))
        self.assertNotIn("Made by path", self.projects(self.caller(prefix="")))

    def test_links_carry_the_path(self):
        call = self.caller()
        answer = call("GET", f"{ORG}/groups?itemsPerPage=1")
        host, port = self.sandbox.address
        links = {link["rel"]: link["href"] for link in answer.body["links"]}
        begins = f"http://{host}:{port}{self.prefix}/api/atlas/v2/"
        for rel, href in links.items():
            self.assertTrue(href.startswith(begins), f"{rel}: {href}")
        following = links["next"].removeprefix(f"http://{host}:{port}{self.prefix}")
        self.assertEqual(call("GET", following).status, 200)

    def test_the_control_plane_tells_the_base_url(self):
        made = self.make_world("told", idSeed=7)
        host, port = self.sandbox.address
        self.assertEqual((made["name"], made["baseUrl"], made["idSeed"]),
                         ("told", f"http://{host}:{port}/w/told", 7))
        listed = json.loads(self.sandbox.control("GET", "/worlds")[2])["worlds"]
        self.assertLessEqual({"default", "told", self.world}, {world["name"] for world in listed})
        urls = {world["name"]: world["baseUrl"] for world in listed}
        self.assertEqual(urls["default"], f"http://{host}:{port}")

    def test_what_has_nothing_to_say_needs_no_body(self):
        for method, path, status in (("PUT", "/worlds/bare", 200), ("PATCH", "/clock", 200),
                                     ("POST", ":reset", 204), ("POST", "/faults", 400)):
            found, _, body = ask(self.sandbox.control_address, method,
                                 f"/orgd/sandbox/v1{path}", None, {"X-Orgd": "1"})
            self.assertEqual(found, status, body)
        self.assertIn("do", json.loads(body)["detail"])

    def test_unknown_worlds_are_not_found(self):
        for path, headers in (("/w/nowhere/api/atlas/v2", {}), ("/w/nowhere", {}),
                              ("/w//api/atlas/v2", {}),
                              ("/api/atlas/v2", {"X-Orgd-World": "nowhere"})):
            status, _, body = ask(self.sandbox.address, "GET", path, None, headers)
            self.assertEqual(status, 404, path)
            self.assertEqual(json.loads(body)["error"], 404)
        self.assertEqual(self.sandbox.control("GET", "/clock?world=nowhere")[0], 404)

    def test_two_names_that_differ_are_refused(self):
        status, _, body = ask(self.sandbox.address, "GET", self.prefix + ROOT, None,
                              {"X-Orgd-World": "default"})
        self.assertEqual((status, "default" in body and self.world in body), (400, True), body)

    def test_names_are_of_few_letters(self):
        for name in ("UPPER", "a_b", "a" * 41, "%C3%A4"):
            self.assertEqual(self.sandbox.control("PUT", f"/worlds/{name}", {})[0], 400, name)

    def test_a_world_is_deleted_with_what_was_in_it(self):
        call = self.caller()
        self.create_project(call, "Gone")
        self.assertEqual(self.sandbox.control("DELETE", "/worlds/" + self.world)[0], 204)
        self.assertEqual(call("GET", ORG).status, 404)
        self.assertEqual(self.sandbox.control("DELETE", "/worlds/" + self.world)[0], 404)
        self.make_world(self.world)
        self.assertNotIn("Gone", self.projects(call))

    def test_the_default_world_stays(self):
        status, _, body = self.sandbox.control("DELETE", "/worlds/default")
        self.assertEqual(status, 400)
        self.assertIn("reset", json.loads(body)["detail"])

    def test_a_world_may_begin_with_a_seed_of_its_own(self):
        seed = {"organizations": [{"name": "Other", "people": [
            {"email": "lee@example.org", "roles": ["ORG_OWNER"]}], "apiKeys": [
                {"desc": "k", "roles": ["ORG_OWNER"], "publicKey": "qrstuvwx",
                 "privateKey": READERS_KEY}]}]}
        self.make_world(self.world, seed=seed)
        other = self.caller(("qrstuvwx", READERS_KEY))
        found = other("GET", f"{ROOT}/orgs").body["results"]
        self.assertEqual([organization["name"] for organization in found], ["Other"])
        self.assertEqual(self.caller()("GET", ORG).status, 401)


READERS_KEY = "7abcce4e-3f4f-4d91-93c2-e8e3c7d2f506"


class Automatic(unittest.TestCase):
    def test_whoever_names_a_world_makes_it(self):
        sandbox = Sandbox("--worlds=auto")
        self.addCleanup(sandbox.log.close)
        self.addCleanup(sandbox.end)
        self.assertEqual(ask(sandbox.address, "GET", "/w/first/api/atlas/v2")[0], 401)
        self.assertEqual(ask(sandbox.address, "GET", ROOT, None, {"X-Orgd-World": "second"})[0],
                         401)
        self.assertEqual(sandbox.control("GET", "/clock?world=third")[0], 404)
        self.assertEqual(sandbox.control("PATCH", "/clock?world=third", {})[0], 200)
        self.assertEqual(ask(sandbox.address, "GET", "/w/No_Name/api/atlas/v2")[0], 400)
        names = [world["name"]
                 for world in json.loads(sandbox.control("GET", "/worlds")[2])["worlds"]]
        self.assertEqual(names, ["default", "first", "second", "third"])


class ComingBack(Trial):
    def made(self, call):
        """Ids and secrets of what is made anew, as the server chose them."""
        project = self.create_project(call, "Anew").body
        key = call("POST", f"{ORG}/apiKeys", {"desc": "anew", "roles": ["ORG_MEMBER"]}).body
        self.control("POST", "/mails/none:reject", {}, 404)
        return project["id"], key["id"], key["publicKey"], key["privateKey"]

    def test_after_a_reset_the_same_is_made_again(self):
        self.control("PATCH", "/clock", {"mode": "frozen", "at": "2030-01-01T00:00:00Z"})
        call = self.caller()
        self.control("PUT", "/snapshots/start")
        first = self.made(call)
        self.assertEqual(self.control("POST", "/snapshots/start:restore"), None)
        self.assertNotIn("Anew", self.projects(call))
        self.assertEqual(self.made(call), first)
        self.control("POST", ":reset")
        self.control("PATCH", "/clock", {"mode": "frozen", "at": "2030-01-01T00:00:00Z"})
        self.assertNotIn("Anew", self.projects(call))
        self.assertEqual(self.made(call), first)

    def test_a_reset_takes_the_clock_back(self):
        self.make_world(self.world, clock={"mode": "frozen", "at": "2030-01-01T00:00:00Z"})
        self.control("PATCH", "/clock", {"advance": "31d"})
        self.control("POST", ":reset")
        self.assertEqual(self.control("GET", "/clock"),
                         {"mode": "frozen", "at": "2030-01-01T00:00:00Z"})

    def test_another_number_makes_other_ids(self):
        found = []
        for number in (1, 2, 1):
            self.make_world(self.world, idSeed=number,
                            clock={"mode": "frozen", "at": "2030-01-01T00:00:00Z"})
            found.append(self.made(self.caller()))
        self.assertEqual(found[0], found[2])
        self.assertFalse(set(found[0]) & set(found[1]))

    def test_snapshots_are_states_that_come_back_in_any_order(self):
        call = self.caller()
        for name in ("one", "two"):
            self.create_project(call, name)
            self.control("PUT", "/snapshots/" + name)
        for name, there in (("one", {"one"}), ("two", {"one", "two"}), ("one", {"one"})):
            self.control("POST", f"/snapshots/{name}:restore")
            self.assertEqual({"one", "two"} & set(self.projects(call)), there)
        self.control("PUT", "/snapshots/two")  # in place of the earlier one
        self.control("POST", "/snapshots/two:restore")
        self.assertNotIn("two", self.projects(call))

    def test_snapshots_are_forgotten(self):
        self.control("PUT", "/snapshots/one")
        self.control("POST", ":reset")
        self.control("POST", "/snapshots/one:restore")  # a reset leaves them
        self.control("DELETE", "/snapshots/one")
        for method, path in (("POST", "/snapshots/one:restore"), ("DELETE", "/snapshots/one")):
            self.assertIn("one", self.refusal(method, path, None, 404))
        self.refusal("PUT", "/snapshots/No_Name", None, 400)

    def test_a_snapshot_stays_in_its_world(self):
        self.control("PUT", "/snapshots/one")
        self.make_world("elsewhere")
        self.assertEqual(
            self.sandbox.control("POST", "/snapshots/one:restore?world=elsewhere")[0], 404)


class Apart(Trial):
    def make_organizations(self, world, number, found):
        call = self.caller(prefix="/w/" + world)
        owner = call("GET", f"{ORG}/users").body["results"][0]["id"]
        for turn in range(EACH):
            answer = call("POST", f"{ROOT}/orgs", {"name": f"{world} {number} {turn}",
                                                   "orgOwnerId": owner})
            found.append(answer.status)

    def test_parallel_clients_of_two_worlds_never_meet(self):
        worlds, found = ("left", "right"), []
        for world in worlds:
            self.make_world(world)
        threads = [threading.Thread(target=self.make_organizations, args=(world, number, found))
                   for world in worlds for number in range(OWNERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(found, [201] * len(worlds) * OWNERS * EACH)
        for world in worlds:
            names = [organization["name"] for organization in json.loads(
                self.sandbox.control("GET", f":export?world={world}")[2])["organizations"]]
            self.assertEqual(sorted(names), sorted(["Example", *(
                f"{world} {number} {turn}" for number in range(OWNERS) for turn in range(EACH))]))
            counted = json.loads(self.sandbox.control(
                "POST", f"/requests:verify?world={world}",
                {"match": {"operation": "createOrganization"}, "exactly": OWNERS * EACH})[2])
            self.assertTrue(counted["verified"], counted)

    def test_clocks_rules_and_journals_are_apart(self):
        self.make_world("other")
        self.control("PATCH", "/clock", {"mode": "frozen", "at": "2040-01-01T00:00:00Z"})
        self.add_rule({}, {"status": 503})
        other = self.caller(prefix="/w/other")
        self.assertEqual(other("GET", ORG).status, 200)
        self.assertEqual(self.caller()("GET", ORG).status, 503)
        clock = json.loads(self.sandbox.control("GET", "/clock?world=other")[2])
        self.assertEqual(clock["mode"], "real")
        seen = json.loads(self.sandbox.control("GET", "/requests?world=other")[2])["requests"]
        self.assertEqual([entry["status"] for entry in seen], [200])
        self.assertEqual({entry["caller"] for entry in seen}, {KEY[0]})
        self.assertEqual({entry["orgId"] for entry in seen}, {ORG_ID})


if __name__ == "__main__":
    unittest.main()
