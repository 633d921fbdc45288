"""Whole runs of pytest with the plugin: workers, shared sandboxes, reports, and the page."""
from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGES = [Path(__file__).parents[1] / "README.md",
         Path(__file__).parents[3] / "docs" / "integrations" / "pytest.md"]

# Both workers run both tests. In each, one waits in a world that both know until the other is at
# the same place, so that each world has its project before anybody looks around.
MEETING = """
import os
import pytest
import requests
from requests.auth import HTTPDigestAuth

WORKER = os.environ["PYTEST_XDIST_WORKER"]

def client_of(world):
    client = requests.Session()
    client.trust_env = False
    client.auth = HTTPDigestAuth(*world.key)
    client.headers["Accept"] = "application/vnd.atlas.2023-01-01+json"
    return client

@pytest.mark.parametrize("kind", ["fresh", "worker"])
def test_alone(kind, orgd_sandbox, request):
    world = request.getfixturevalue({"fresh": "orgd_world", "worker": "orgd_worker_world"}[kind])
    client = client_of(world)
    made = client.post(f"{world.api_url}/groups", json={"name": WORKER, "orgId": world.org_id})
    assert made.status_code == 201
    meeting = orgd_sandbox.world("meeting")
    there = client_of(meeting)
    there.get(f"{meeting.api_url}/orgs", headers={"X-At": kind}).raise_for_status()
    meeting.requests.wait(count=2, timeout=60, header=f"X-At: {kind}")
    projects = client.get(f"{world.api_url}/groups").json()["results"]
    assert [project["name"] for project in projects] == [WORKER]
    assert len(world.requests.list(operation="createProject")) == 1
    print("alone in", world.name)
"""


def test_two_workers_in_two_worlds_never_meet(pytester, orgd_sandbox, orgd_world, alone):
    orgd_sandbox.make_world("meeting")
    alone.setenv("ATLAS_PUBLIC_KEY", orgd_world.key.public)
    alone.setenv("ATLAS_PRIVATE_KEY", orgd_world.key.private)
    alone.setenv("ORGD_CONTROL", orgd_sandbox.control.url)
    pytester.makepyfile(MEETING)
    run = pytester.runpytest_subprocess("-n2", "--dist=each", "-rP")
    run.assert_outcomes(passed=4)
    worlds = set(re.findall(r"^alone in (pytest-\w+-gw[01]-\w+)$", run.stdout.str(), re.MULTILINE))
    assert len(worlds) == 4
    assert not worlds & set(orgd_sandbox.worlds()), "what a run makes it deletes"
    orgd_sandbox.delete_world("meeting")


def test_workers_start_sandboxes_of_their_own(pytester, alone):
    pytester.makepyfile("""
        import pytest
        @pytest.mark.parametrize("number", range(4))
        def test_one(orgd_sandbox, orgd_world, number):
            assert orgd_sandbox.worlds() == ["default", orgd_world.name]
    """)
    pytester.runpytest_subprocess("-n2").assert_outcomes(passed=4)


def test_a_failure_shows_the_requests(pytester, alone):
    pytester.makepyfile("""
        import urllib.request
        def test_one(orgd_world):
            urllib.request.urlopen(orgd_world.api_url + "/nothing")
    """)
    run = pytester.runpytest_subprocess()
    run.assert_outcomes(failed=1)
    run.stdout.fnmatch_lines(["*requests in the world pytest-*"])


def test_options_that_contradict_each_other(pytester, alone):
    pytester.makepyfile("def test_one(orgd_world): pass")
    both = pytester.runpytest_subprocess("--orgd=orgd", "--orgd-control=http://localhost:1")
    both.assert_outcomes(errors=1)
    both.stdout.fnmatch_lines(["*give one of them*"])
    late = pytester.runpytest_subprocess("--orgd-seed=a.yaml", "--orgd-control=http://localhost:1")
    late.stdout.fnmatch_lines(["*start it with --seed*"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_shows_runs(page, pytester, alone):
    if not page.exists():
        pytest.skip("the documentation is in the checkout alone")
    snippets = re.findall(r"^```python\n(.*?)^```$", page.read_text(), re.MULTILINE | re.DOTALL)
    pytester.makepyfile("\n".join(snippets))
    tests = sum(snippet.count("def test_") for snippet in snippets)
    assert tests
    pytester.runpytest_subprocess().assert_outcomes(passed=tests)
