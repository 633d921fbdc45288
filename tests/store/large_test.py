"""Lists of a large store: 10,000 organizations, 100,000 people, a team of 501 and a million events,
each row shown once, on the first page and far behind it."""
import json
import subprocess
import tempfile
import unittest
from pathlib import Path
from urllib.parse import urlsplit

from program import ORGD, WithOrgd
from digest_client import NEW, OLD, DigestClient

SEED_SECONDS = 1500  # a debug build takes minutes
PAGE = 500
ORGANIZATIONS, PEOPLE, EVENTS = 10_000, 100_000, 1_000_000
# Of the first organization, which alone has events and a team.
MEMBERS, TEAM, PROJECTS = 600, 501, 10
# Their events are of the 180 days from this day on, the same number in each.
DAYS = ("2024-01-01", "2024-01-31", "2024-03-01", "2024-03-31", "2024-04-30", "2024-05-30",
        "2024-06-29")


def setUpModule():
    global store, keys
    folder = Path(unittest.enterModuleContext(tempfile.TemporaryDirectory()))
    store, keys = ("--data", str(folder / "store")), []
    first = {"organizations": 1, "members": MEMBERS, "projects": PROJECTS, "teams": 1,
             "team-members": TEAM, "events": EVENTS}
    others = {"organizations": ORGANIZATIONS - 1, "members": PEOPLE - MEMBERS, "seed": 2}
    for more, numbers in (((), first), (("--add",), others)):
        file = folder / f"keys-{numbers['organizations']}"
        words = [word for name, number in numbers.items() for word in (f"--{name}", str(number))]
        subprocess.run([ORGD, "seed", *store, *words, *more, "--credentials", file], check=True,
                       stdout=subprocess.DEVNULL, timeout=SEED_SECONDS)
        keys.extend(line.split() for line in file.read_text().splitlines())


class Large(WithOrgd):
    def setUp(self):
        super().setUp()
        url, _ = self.serve(*store)
        self.client = DigestClient((urlsplit(url).hostname, urlsplit(url).port))
        self.addCleanup(self.client.close)

    def page(self, path, number=1, accept=OLD, owner=0, query=""):
        org, *key = keys[owner]
        answer = self.client.call(
            key, "GET", f"/api/atlas/v2/orgs/{org}/{path}?itemsPerPage={PAGE}&pageNum={number}"
            + query, accept=accept)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.body

    def whole(self, path, accept=OLD):
        """All items of a list, and that its pages say how many there are."""
        items, number, total = [], 1, None
        while total is None or len(items) < total:
            page = self.page(path, number, accept)
            self.assertTrue(page["results"], f"page {number} of {path} is empty")
            self.assertIn(total, (None, page["totalCount"]))
            items, number, total = items + page["results"], number + 1, page["totalCount"]
        self.assertEqual(self.page(path, number, accept)["results"], [])
        return items

    def test_everything_is_there(self):
        self.assertEqual(len(keys), ORGANIZATIONS)
        self.assertEqual(len(json.loads(self.orgd("org", "list", *store, "--json"))),
                         ORGANIZATIONS)

    def test_the_people_of_a_large_organization_and_team_are_each_shown_once(self):
        team = self.page("teams")["results"][0]["id"]
        for path, count in (("users", MEMBERS), (f"teams/{team}/users", TEAM)):
            for accept in (OLD, NEW):
                names = [person["username"] for person in self.whole(path, accept)]
                self.assertEqual(len(set(names)), count, path)
                self.assertEqual(names, sorted(names), path)

    def test_pages_of_a_million_events_follow_one_another(self):
        last = EVENTS // PAGE
        for number in (1, last // 2, last - 1):
            first, second = self.page("events", number), self.page("events", number + 1)
            self.assertEqual(first["totalCount"], EVENTS)
            seen = [(event["created"], event["id"])
                    for event in first["results"] + second["results"]]
            self.assertEqual(len(set(seen)), 2 * PAGE, number)
            self.assertEqual(seen, sorted(seen, reverse=True), number)
        self.assertEqual(second["results"][-1]["eventTypeName"], "ORG_CREATED")
        self.assertEqual(self.page("events", last + 1)["results"], [])

    def test_ranges_of_time_divide_the_events_among_themselves(self):
        counts = [self.page("events", query=f"&minDate={begin}T00:00:00Z&maxDate={end}T00:00:00Z")
                  ["totalCount"] for begin, end in zip(DAYS, DAYS[1:])]
        self.assertEqual(sum(counts), EVENTS)
        for count in counts:
            self.assertAlmostEqual(count, EVENTS / len(counts), delta=2)

    def test_small_organizations_beside_it_show_their_own(self):
        people = 0
        chosen = range(1, ORGANIZATIONS, 250)
        for owner in chosen:
            users = self.page("users", accept=NEW, owner=owner)
            people += users["totalCount"]
            self.assertEqual(len(users["results"]), users["totalCount"])
            self.assertEqual(self.page("events", owner=owner)["totalCount"], 0)
        self.assertIn(people // len(chosen), (9, 10))


if __name__ == "__main__":
    unittest.main()
