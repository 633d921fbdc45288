"""Worlds through their fixtures: what they begin with, and how they come back to it."""
from __future__ import annotations

from pathlib import Path

import pytest
from conftest import SEED, Client
from pytest_orgd import Refused, Sandbox, World


def test_has_the_key_of_the_sandbox(orgd_world, client):
    assert client.projects() == []
    assert client.get(f"{client.api}/orgs").json()["results"][0]["id"] == orgd_world.org_id


def test_is_another_for_each_test(orgd_sandbox, orgd_world, client):
    first = client.make_project(orgd_world.org_id, "One")
    other = orgd_sandbox.make_world(orgd_world.name + "-b")
    with Client(other) as stranger:
        assert stranger.projects() == []
        # The same beginning, and so the same ids of what is made.
        assert other.org_id == orgd_world.org_id
        assert stranger.make_project(other.org_id, "One")["id"][8:] == first["id"][8:]
    orgd_sandbox.delete_world(other.name)
    assert other.name not in orgd_sandbox.worlds()
    assert orgd_world.name in orgd_sandbox.worlds()


@pytest.mark.orgd(seed=SEED, id_seed=7, at="2030-01-01T00:00:00Z")
def test_begins_as_its_marker_says(orgd_world, client):
    assert orgd_world.key == ("abcdefgh", "5ebbb82c-1d2d-4b7f-a1a0-c6c1a5b0d3e4")
    assert orgd_world.org_id == "600000000000000000000e10"
    project = client.make_project(orgd_world.org_id, "One")
    assert project["created"] == "2030-01-01T00:00:00Z"
    orgd_world.reset()
    assert client.projects() == []
    assert client.make_project(orgd_world.org_id, "One")["id"] == project["id"]


@pytest.mark.orgd(seed={"organizations": [{"name": "Keyless"}]})
def test_says_why_it_has_no_key(orgd_world):
    with pytest.raises(Exception, match="no private key of the world .* is known"):
        orgd_world.key


def test_keeps_snapshots(orgd_world, client):
    client.make_project(orgd_world.org_id, "One")
    orgd_world.snapshot()
    client.make_project(orgd_world.org_id, "Two")
    orgd_world.restore()
    assert client.projects() == ["One"]
    orgd_world.forget()
    with pytest.raises(Refused) as refusal:
        orgd_world.restore()
    assert refusal.value.status == 404


def test_takes_seeds_and_exports_them(orgd_world, tmp_path: Path):
    orgd_world.seed({"organizations": [{"name": "More", "id": "600000000000000000000e11"}]})
    file = tmp_path / "more.yaml"
    file.write_text("organizations:\n  - {name: Most, id: 600000000000000000000e12}\n")
    orgd_world.seed(file)
    names = {organization["name"] for organization in orgd_world.export()["organizations"]}
    assert {"More", "Most"} <= names
    assert "600000000000000000000e12" in orgd_world.export_yaml()
    with pytest.raises(Refused, match="organisations"):
        orgd_world.seed({"organisations": []})


def test_names_the_variables_of_terraform(orgd_world):
    assert orgd_world.environment == {
        "MONGODB_ATLAS_BASE_URL": orgd_world.base_url,
        "MONGODB_ATLAS_PUBLIC_API_KEY": orgd_world.key.public,
        "MONGODB_ATLAS_PRIVATE_API_KEY": orgd_world.key.private}


def test_of_the_worker_stays(orgd_worker_world: World, orgd_sandbox: Sandbox):
    assert orgd_worker_world.name.endswith("-all")
    assert orgd_worker_world.name in orgd_sandbox.worlds()
