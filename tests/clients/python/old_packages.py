"""Two packages that speak the API's first version, atlasapi and mongodbatlas, with its path
replaced by that of the second: what they have of organizations and projects.

  old_packages.py PATH_OF_ORGD
"""
import logging
import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from requests_life import Client, Failure, Server, expect, require

V2 = "/api/atlas/v2"


def prepare(server):
    """A project with a team that has one person; what the packages cannot make."""
    client = Client(server.url, server.made["publicKey"], server.made["privateKey"])
    org, person = server.made["orgId"], server.made["ownerUsername"]
    project = client.call(201, "POST", f"{V2}/groups", {"name": "Made", "orgId": org}).json()["id"]
    team = client.call(201, "POST", f"{V2}/orgs/{org}/teams",
                       {"name": "Team", "usernames": [person]}).json()["id"]
    client.call(200, "POST", f"{V2}/groups/{project}/teams",
                [{"teamId": team, "roleNames": ["GROUP_READ_ONLY"]}])
    return project, team


def old_atlasapi(server, project, team):
    """Takes both parts of its address from the environment, when it is imported."""
    os.environ |= {"BASE_URL": server.url, "URI_STUB": V2}
    from atlasapi.atlas import Atlas
    from atlasapi.errors import ErrAtlasNotFound
    logging.disable(logging.CRITICAL)
    atlas = Atlas(server.made["publicKey"], server.made["privateKey"], project)
    org, owner = server.made["orgId"], server.made["ownerUsername"]

    found = [(one.id, one.name) for one in atlas.Organizations.organizations]
    expect(found, [(org, "Parent")])
    expect(atlas.Organizations.organization_by_id(org).name, "Parent")
    expect(atlas.Organizations.organization_by_name("Parent").id, org)
    expect([one.id for one in atlas.Organizations.get_all_projects_for_org(org)], [project])
    expect([(one.id, one.org_id) for one in atlas.Projects.projects], [(project, org)])
    expect(atlas.Projects.project_by_id(project).name, "Made")
    expect(atlas.Projects.project_by_name("Made").id, project)
    expect([(one.team_id, one.roles) for one in atlas.Projects.get_project_teams()],
           [(team, ["GROUP_READ_ONLY"])])
    # It writes booleans as Python does, with a capital.
    for options in ({}, {"flatten_teams": True}, {"include_org_users": True},
                    {"flatten_teams": True, "include_org_users": True}):
        users = list(atlas.Projects.get_project_users(**options))
        expect([one.username for one in users], [owner])
        expect(atlas.Projects.user_count(**options), 1)
    expect(atlas.Projects.settings.is_data_explorer, True)
    names = {one.event_type.name for one in atlas.Events.all}
    require("GROUP_CREATED" in names, f"GROUP_CREATED is not among {names}")
    try:
        atlas.Projects.project_by_id("0" * 24)
        raise Failure("atlasapi found a project that is none")
    except ErrAtlasNotFound:
        pass


def old_mongodbatlas(server, project):
    """Has its address in two members of a class."""
    from mongodbatlas.atlasapi import AtlasAPI
    from mongodbatlas.atlaskey import AtlasKey
    from mongodbatlas.atlasrequests import AtlasRequests
    from mongodbatlas.errors import AtlasGetError, AtlasPostError
    AtlasRequests.ATLAS_BASE_URL = server.url + V2
    api = AtlasAPI(AtlasKey(server.made["publicKey"], server.made["privateKey"]))
    org = server.made["orgId"]

    expect([one["id"] for one in api.get_organizations()], [org])
    expect(api.get_this_organization()["name"], "Parent")
    expect(api.get_one_organization(org)["id"], org)
    made = api.create_project(org, "Second")
    expect((made["name"], made["orgId"]), ("Second", org))
    # Enough for a second page of 100, which it follows by the last link of the first.
    more = [api.create_project(org, f"Page {number}")["id"] for number in range(100)]
    expect(sorted(api.get_project_ids()), sorted([project, made["id"], *more]))
    expect(len(list(api.get_projects())), 102)
    expect(api.get_one_project(made["id"])["name"], "Second")
    for each in [made["id"], *more]:
        expect(api.delete_project(each), {})
    expect(list(api.get_project_ids()), [project])
    refused(AtlasGetError, "GROUP_NOT_FOUND", lambda: api.get_one_project(made["id"]))
    # The package has no owner to send, which a key must name.
    refused(AtlasPostError, "orgOwnerId", lambda: api.create_organization("Other"))


def refused(kind, word, call):
    try:
        call()
    except kind as failure:
        print(f"refused as documented: {failure}")
        return
    raise Failure(f"mongodbatlas: not refused, {word} expected")


def main(program):
    with tempfile.TemporaryDirectory() as place, Server(program, place) as server:
        project, team = prepare(server)
        old_atlasapi(server, project, team)
        print("atlasapi: organizations, projects, their teams, people and events, as documented")
        old_mongodbatlas(server, project)
        print("mongodbatlas: organizations and projects, as documented")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: old_packages.py PATH_OF_ORGD")
    try:
        main(str(Path(sys.argv[1]).resolve()))
    except Failure as failure:
        sys.exit(f"FAILED: {failure}")
