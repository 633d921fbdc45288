// The life of an organization through the TypeScript client that openapi-generator makes of
// docs/openapi.json.
//
//   node life.js URL PUBLIC_KEY PRIVATE_KEY OWNER_ID
import * as assert from "node:assert/strict";
import {createHash, randomBytes} from "node:crypto";

import * as made from "./index";

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

// The generator knows no Digest: a fetch that answers the challenge of each call.
function signed(key: string, secret: string) {
  return async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const first = await fetch(input, init);
    const challenge = first.headers.get("WWW-Authenticate") ?? "";
    if (first.status !== 401 || !challenge.startsWith("Digest ")) return first;
    const read = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? "";
    const {pathname, search} = new URL(String(input));
    const [uri, cnonce, realm, nonce] =
      [pathname + search, randomBytes(8).toString("hex"), read("realm"), read("nonce")];
    const response = md5([md5(`${key}:${realm}:${secret}`), nonce, "00000001", cnonce, "auth",
      md5(`${init.method ?? "GET"}:${uri}`)].join(":"));
    const headers = new Headers(init.headers);
    headers.set("Authorization", `Digest username="${key}", realm="${realm}", nonce="${nonce}", ` +
      `uri="${uri}", qop=auth, nc=00000001, cnonce="${cnonce}", response="${response}"`);
    return fetch(input, {...init, headers});
  };
}

function connect(url: string, key: string, secret: string): made.Configuration {
  return new made.Configuration({basePath: url, fetchApi: signed(key, secret)});
}

async function refused(status: number, code: string, call: Promise<unknown>): Promise<void> {
  const failure = await call.then(() => undefined, reason => reason);
  assert.ok(failure instanceof made.ResponseError, `${code} expected, but ${failure}`);
  const body = await failure.response.json() as made.ApiError;
  assert.deepEqual([failure.response.status, body.errorCode], [status, code]);
}

async function organization(orgs: made.OrganizationsApi, orgId: string): Promise<void> {
  const all = await orgs.listOrganizations({itemsPerPage: 5});
  assert.deepEqual([all.totalCount, all.results?.[0]?.id], [1, orgId]);
  const renamed = await orgs.renameOrganization(
    {orgId, organizationRequest: {name: "Zoë & Łódź"}});
  assert.equal(renamed.name, "Zoë & Łódź");
  await refused(404, "ORG_NOT_FOUND", orgs.getOrganization({orgId: "0".repeat(24)}));
  const settings = await orgs.updateOrganizationSettings(
    {orgId, organizationSettingsRequest: {multiFactorAuthRequired: true}});
  assert.equal(settings.multiFactorAuthRequired, true);
  const person = await orgs.createOrgUser({orgId,
    orgUserRequest: {username: "dana@example.org", roles: {orgRoles: ["ORG_MEMBER"]}}});
  assert.equal(person.orgMembershipStatus, "PENDING");
  const [invited] = await orgs.listOrganizationInvitations({orgId});
  assert.equal(invited?.username, "dana@example.org");
  await orgs.deleteOrganizationInvitation({orgId, invitationId: invited!.id!});
  assert.deepEqual(await orgs.listOrganizationInvitations({orgId}), []);
}

async function projects(of: made.Configuration, orgId: string): Promise<void> {
  const [api, keys, events] =
    [new made.ProjectsApi(of), new made.ProgrammaticAPIKeysApi(of), new made.EventsApi(of)];
  const project = await api.createProject({groupRequest: {name: "Work", orgId}});
  const groupId = project.id!;
  assert.ok(project.created instanceof Date);
  assert.equal((await api.getProjectByName({groupName: "Work"})).id, groupId);
  const key = await keys.createApiKey(
    {orgId, createApiKey: {desc: "second", roles: ["ORG_MEMBER"]}});
  await keys.addProjectApiKey({groupId, apiUserId: key.id!,
    userAccessRoleAssignment: [{roles: ["GROUP_READ_ONLY"]}]});
  assert.equal((await keys.listProjectApiKeys({groupId})).totalCount, 2);
  const listed = await events.listProjectEvents({groupId, itemsPerPage: 1});
  assert.equal(listed.results?.[0]?.groupId, groupId);
  await api.deleteProject({groupId});
  await refused(404, "GROUP_NOT_FOUND", api.getProject({groupId}));
}

async function main(url: string, key: string, secret: string, owner: string): Promise<void> {
  const root = new made.OrganizationsApi(connect(url, key, secret));
  const made_ = await root.createOrganization({createOrganizationRequest: {name: "Life",
    orgOwnerId: owner, apiKey: {desc: "key of a life", roles: ["ORG_OWNER"]}}});
  const orgId = made_.organization!.id!;
  const of = connect(url, made_.apiKey!.publicKey!, made_.apiKey!.privateKey!);
  const orgs = new made.OrganizationsApi(of);
  await organization(orgs, orgId);
  await projects(of, orgId);
  await orgs.deleteOrganization({orgId});
  console.log("openapi-generator, TypeScript: a whole life, as documented");
}

const [url, key, secret, owner] = process.argv.slice(2) as [string, string, string, string];
main(url, key, secret, owner).catch(failure => {
  console.error(`FAILED: generated client: ${failure.stack}`);
  process.exit(1);
});
