"""The life of an organization through the Python client that openapi-generator makes of
docs/openapi.json.

  life.py PATH_OF_ORGD   (with the generated package orgd_client on the path)
"""
import sys
import tempfile
from pathlib import Path

import orgd_client as made
from orgd_client import rest
from orgd_client.exceptions import ApiException
from requests.auth import HTTPDigestAuth
from requests.utils import parse_dict_header

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from requests_life import Failure, Server, expect


class Signed(rest.RESTClientObject):
    """The generator knows no Digest: answers the challenge of each call."""

    def sign_as(self, public, private):
        self.digest = HTTPDigestAuth(public, private)
        self.digest.init_per_thread_state()

    def request(self, method, url, headers=None, **more):
        answer = super().request(method, url, headers=headers, **more)
        challenge = answer.getheaders().get("WWW-Authenticate", "")
        if answer.status != 401 or not challenge.startswith("Digest "):
            return answer
        answer.read()
        self.digest._thread_local.chal = parse_dict_header(challenge.removeprefix("Digest "))
        signed = self.digest.build_digest_header(method, url)
        return super().request(method, url, headers=headers | {"Authorization": signed}, **more)


def connect(server, public, private):
    configuration = made.Configuration(host=server.url)
    client = made.ApiClient(configuration)
    client.rest_client = Signed(configuration)
    client.rest_client.sign_as(public, private)
    return client


def refused(status, code, call, *given):
    try:
        call(*given)
    except ApiException as refusal:
        expect((refusal.status, refusal.data.error_code), (status, code))
        return
    raise Failure(f"{code} expected, but nothing was refused")


def organization(orgs, org):
    listed = orgs.list_organizations(items_per_page=5, include_count=True)
    expect((listed.total_count, listed.results[0].id), (1, org))
    renamed = orgs.rename_organization(org, made.OrganizationRequest(name="Zoë & Łódź"))
    expect((renamed.id, renamed.name), (org, "Zoë & Łódź"))
    expect(orgs.get_organization(org).name, "Zoë & Łódź")
    refused(404, "ORG_NOT_FOUND", orgs.get_organization, "0" * 24)
    changed = orgs.update_organization_settings(
        org, made.OrganizationSettingsRequest(multi_factor_auth_required=True))
    expect(changed.multi_factor_auth_required, True)
    expect(orgs.get_organization_settings(org).multi_factor_auth_required, True)
    invited = orgs.create_organization_invitation(org, made.OrganizationInvitationRequest(
        username="dana@example.org", roles=["ORG_MEMBER"]))
    expect([one.id for one in orgs.list_organization_invitations(org)], [invited.id])
    changed = orgs.update_organization_invitation_by_id(
        org, invited.id, made.OrganizationInvitationUpdateRequest(roles=["ORG_READ_ONLY"]))
    expect((changed.id, changed.roles), (invited.id, ["ORG_READ_ONLY"]))
    expect(orgs.get_organization_invitation(org, invited.id).username, "dana@example.org")
    orgs.delete_organization_invitation(org, invited.id)
    refused(404, "INVALID_INVITATION_ID", orgs.get_organization_invitation, org, invited.id)


def people(orgs, projects, teams, org, group, owner):
    users = orgs.list_organization_users(org)
    expect([one.id for one in users.results], [owner["ownerId"]])
    invited = orgs.create_org_user(org, made.OrgUserRequest(
        username="ed@example.org", roles=made.OrgUserRolesRequest(org_roles=["ORG_MEMBER"])))
    expect((invited.org_membership_status, invited.username), ("PENDING", "ed@example.org"))
    expect(orgs.get_org_user(org, invited.id).roles.org_roles, ["ORG_MEMBER"])
    # The client asks for the first version, which removes nobody who is only invited.
    refused(404, "USER_NOT_FOUND", orgs.remove_org_user, org, invited.id)
    later = {"Accept": "application/vnd.atlas.2025-02-19+json"}
    orgs.remove_org_user(org, invited.id, _headers=later)
    refused(404, "USER_NOT_FOUND", orgs.get_org_user, org, invited.id)
    team = teams.create_team(org, made.TeamRequest(name="Team", usernames=[owner["ownerUsername"]]))
    expect(teams.get_team_by_name(org, "Team").id, team.id)
    given = teams.add_all_teams_to_project(
        group, [made.TeamRoleRequest(teamId=team.id, roleNames=["GROUP_OWNER"])])
    expect([(one.team_id, one.role_names) for one in given.results], [(team.id, ["GROUP_OWNER"])])
    expect(teams.list_team_users(org, team.id).results[0].id, owner["ownerId"])
    expect(projects.list_project_users(group).results[0].username, owner["ownerUsername"])
    teams.remove_project_team(group, team.id)
    teams.delete_team(org, team.id)


def keys(keys_api, org, group):
    key = keys_api.create_api_key(org, made.CreateApiKey(desc="second", roles=["ORG_MEMBER"]))
    entries = keys_api.create_api_key_access_list(
        org, key.id, [made.AccessListEntryRequest(cidrBlock="198.51.100.0/24")])
    expect(entries.results[0].cidr_block, "198.51.100.0/24")
    one = keys_api.get_api_key_access_list(org, key.id, "198.51.100.0/24")
    expect((one.cidr_block, one.count), ("198.51.100.0/24", 0))
    keys_api.add_project_api_key(
        group, key.id, [made.UserAccessRoleAssignment(roles=["GROUP_READ_ONLY"])])
    expect(keys_api.list_project_api_keys(group).total_count, 2)
    keys_api.delete_api_key(org, key.id)
    refused(400, "API_KEY_NOT_FOUND", keys_api.get_api_key, org, key.id)


def main(program):
    with tempfile.TemporaryDirectory() as place, Server(program, place) as server:
        root = made.OrganizationsApi(connect(server, server.made["publicKey"],
                                             server.made["privateKey"]))
        new = root.create_organization(made.CreateOrganizationRequest(
            name="Life", org_owner_id=server.made["ownerId"],
            api_key=made.CreateApiKey(desc="key of a life", roles=["ORG_OWNER"])))
        org = new.organization.id
        client = connect(server, new.api_key.public_key, new.api_key.private_key)
        orgs, projects = made.OrganizationsApi(client), made.ProjectsApi(client)
        organization(orgs, org)
        group = projects.create_project(made.GroupRequest(name="Work", org_id=org)).id
        expect(projects.get_project_by_name("Work").id, group)
        people(orgs, projects, made.TeamsApi(client), org, group, server.made)
        keys(made.ProgrammaticAPIKeysApi(client), org, group)
        events = made.EventsApi(client)
        listed = events.list_organization_events(org, event_type=["TEAM_DELETED"])
        expect((listed.total_count, listed.results[0].event_type_name), (1, "TEAM_DELETED"))
        expect(events.get_organization_event(org, listed.results[0].id).org_id, org)
        refused(409, "ORG_NOT_EMPTY", orgs.delete_organization, org)
        projects.delete_project(group)
        orgs.delete_organization(org)
    print("openapi-generator, Python: a whole life, as documented")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: life.py PATH_OF_ORGD")
    try:
        main(str(Path(sys.argv[1]).resolve()))
    except Failure as failure:
        sys.exit(f"FAILED: generated client: {failure}")
