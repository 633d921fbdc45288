"""The clock, the faults, the journal and the mails of a world."""
from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest
import requests
from pytest_orgd import Refused

NEW_YEAR = datetime(2030, 1, 1, tzinfo=timezone.utc)


def test_clock(orgd_world, client):
    clock = orgd_world.clock
    assert clock.freeze(NEW_YEAR) == clock.now() == NEW_YEAR
    assert clock.advance("31d") == NEW_YEAR + timedelta(days=31)
    assert clock.advance(timedelta(hours=1)) == NEW_YEAR + timedelta(days=31, hours=1)
    assert clock.set("2031-01-01T00:00:00Z") == clock.now() == NEW_YEAR.replace(year=2031)
    assert client.make_project(orgd_world.org_id, "One")["created"] == "2031-01-01T00:00:00Z"
    assert clock.run() >= NEW_YEAR.replace(year=2031)
    with pytest.raises(ValueError, match="no time zone"):
        clock.set(datetime(2030, 1, 1))
    with pytest.raises(ValueError, match="whole seconds"):
        clock.advance(timedelta(milliseconds=1))


def test_faults_end_with_their_block(orgd_world, client):
    busy = {"status": 503, "retryAfter": 7}
    with orgd_world.faults.add(busy, method="GET", path="/api/atlas/v2/groups") as fault:
        answer = client.get(f"{client.api}/groups")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "7")
        assert client.get(f"{client.api}/orgs").status_code == 200
        assert fault.hits == 1
    assert client.projects() == []
    assert orgd_world.faults.list() == []


def test_faults_are_cleared(orgd_world, client):
    with orgd_world.faults.add({"status": 500}, times=1) as fault:
        assert client.get(f"{client.api}/groups").status_code == 500
        assert client.projects() == []
        orgd_world.faults.clear()
        with pytest.raises(LookupError):
            fault.hits
    with pytest.raises(Refused):
        orgd_world.faults.add({"status": 42})


def test_an_answer_is_lost_after_the_change(orgd_world, client):
    with orgd_world.faults.add({"disconnect": "after"}, operation="createProject", times=1):
        with pytest.raises(requests.ConnectionError):
            client.make_project(orgd_world.org_id, "One")
    assert client.projects() == ["One"]


def test_requests_are_seen(orgd_world, client):
    client.make_project(orgd_world.org_id, "One")
    seen = orgd_world.requests
    [made] = seen.list(operation="createProject")
    assert (made["status"], made["caller"]) == (201, orgd_world.key.public)
    assert len(seen.list(method="POST", challenge=True)) == 2
    assert seen.wait(method="POST") == [made]
    seen.verify(exactly=1, operation="createProject", body={"name": "One"})
    seen.verify(at_least=1, at_most=1, method="POST")
    assert [entry["request"]["method"] for entry in seen.har()["log"]["entries"]][-1] == "POST"
    seen.clear()
    assert seen.list() == []


def test_requests_that_were_not_there(orgd_world, client):
    client.projects()
    seen = orgd_world.requests
    with pytest.raises(AssertionError, match="GET /api/atlas/v2/groups"):
        seen.verify(exactly=2, method="GET")
    with pytest.raises(AssertionError):
        seen.verify(operation="createProject", body={"name": "Two"})
    with pytest.raises(TimeoutError, match="2 requests .* there are 1"):
        seen.wait(count=2, timeout=0, method="GET")
    with pytest.raises(Refused):
        seen.list(operaton="createProject")


def invite(client, org_id: str, address: str) -> None:
    client.post(f"{client.api}/orgs/{org_id}/invites", json={
        "username": address, "roles": ["ORG_MEMBER"]}).raise_for_status()


def test_mails_are_accepted_and_rejected(orgd_world, client):
    org = orgd_world.org_id
    for address in ("kim@example.org", "lee@example.org"):
        invite(client, org, address)
    mails = orgd_world.mails
    assert {mail["recipient"] for mail in mails.list()} == {"kim@example.org", "lee@example.org"}
    mails.accept(mails.to("kim@example.org"), first_name="Kim", last_name="Park", country="KR",
                 password="correct horse battery 7")
    mails.reject(mails.to("lee@example.org")["id"])
    assert client.get(f"{client.api}/orgs/{org}/invites").json() == []
    people = client.get(f"{client.api}/orgs/{org}/users").json()["results"]
    assert "kim@example.org" in {person["username"] for person in people}
    assert "lee@example.org" not in {person["username"] for person in people}
    with pytest.raises(LookupError, match="no mail waits for nobody@example.org"):
        mails.to("nobody@example.org")
