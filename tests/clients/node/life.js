// The npm package mongodb-atlas-api-client against a started orgd: every function of it that orgd
// serves.
//
//   node life.js PATH_OF_ORGD
//
// At the end each function that was not called is: orgd must not know where it leads.
"use strict";

const assert = require("node:assert/strict");
const connect = require("mongodb-atlas-api-client");
const Server = require("./server");

const NOBODY = "0".repeat(24);

// Counts what is called. The package's answers are the bodies, a refusal's as well.
function counted(client, called) {
  const all = {};
  for (const [part, functions] of Object.entries(client)) {
    all[part] = {};
    for (const [name, call] of Object.entries(functions)) {
      all[part][name] = (...given) => {
        called.add(`${part}.${name}`);
        return call(...given);
      };
    }
  }
  return all;
}

function equal(found, wanted, what) {
  assert.deepEqual(found, wanted, `${what}: ${JSON.stringify(found)}`);
}

async function organizations({organization}, made) {
  const {orgId: org, ownerUsername: owner} = made;
  const all = await organization.getAll({itemsPerPage: 5, pageNum: 1});
  equal([all.totalCount, all.results[0].id], [1, org], "organization.getAll");
  const none = await organization.getAll({name: "it's & | another"});
  equal([none.totalCount, none.results], [0, []], "organization.getAll by a name");
  equal((await organization.getById(org)).name, "Parent", "organization.getById");
  equal((await organization.getById(NOBODY)).errorCode, "ORG_NOT_FOUND", "one that is none");
  equal((await organization.rename(org, {name: "Zoë & Łódź"})).name, "Zoë & Łódź", "rename");
  const invited = await organization.invite(org,
    {username: "dana@example.org", roles: ["ORG_READ_ONLY"]});
  equal([invited.username, invited.roles, invited.orgName],
    ["dana@example.org", ["ORG_READ_ONLY"], "Zoë & Łódź"], "organization.invite");
  const users = await organization.getAllUsersForOrganization(org);
  equal([users.totalCount, users.results[0].username], [1, owner], "getAllUsersForOrganization");
}

async function projects({organization, project}, made) {
  const {orgId: org, ownerId: owner} = made;
  const work = await project.create({name: "Work", orgId: org});
  equal([work.name, work.orgId], ["Work", org], "project.create");
  equal((await project.getById(work.id)).name, "Work", "project.getById");
  equal((await project.getByName("Work")).id, work.id, "project.getByName");
  equal((await project.getAll()).results.map(one => one.id), [work.id], "project.getAll");
  const ours = await organization.getAllProjectsForOrganization(org);
  equal(ours.results.map(one => one.id), [work.id], "getAllProjectsForOrganization");
  const wrapped = await project.getById(work.id, {envelope: true});
  equal([wrapped.status, wrapped.content.id], [200, work.id], "project.getById in an envelope");
  const teams = await project.assignTeams(work.id, [{teamId: NOBODY, roleNames: ["GROUP_OWNER"]}]);
  equal(teams.error, 404, "project.assignTeams, of a team that is none");
  equal((await project.getTeamsByProjectId(work.id)).totalCount, 0, "project.getTeamsByProjectId");
  equal(await project.removeUserFromProject(work.id, owner), true, "removeUserFromProject");
  return work.id;
}

async function people({atlasUser}, {ownerId: owner, ownerUsername: name}) {
  const byId = await atlasUser.getById(owner);
  equal([byId.id, byId.username], [owner, name], "atlasUser.getById");
  equal((await atlasUser.getByName(name)).id, owner, "atlasUser.getByName");
  equal((await atlasUser.getById(NOBODY)).errorCode, "USER_NOT_FOUND", "a person who is none");
  const made = await atlasUser.create({username: "hal@example.org", emailAddress: "hal@example.org",
    firstName: "Hal", lastName: "Hart", country: "US", mobileNumber: "2125550198",
    password: "correct horse", roles: []});
  equal([made.username, made.firstName, made.roles], ["hal@example.org", "Hal", []],
    "atlasUser.create");
}

async function insideOfProject({atlasUser, cluster, event}, org, project) {
  equal((await atlasUser.getAll()).totalCount, 0, "atlasUser.getAll");
  const clusters = await cluster.getAll();
  equal([clusters.totalCount, clusters.results], [0, []], "cluster.getAll");
  const renamed = await event.getAllByOrganizationId(org, {eventType: "GROUP_CREATED"});
  equal([renamed.totalCount, renamed.results[0].orgId], [1, org], "event.getAllByOrganizationId");
  const one = renamed.results[0].id;
  equal((await event.getByOrganizationId(org, one)).id, one, "event.getByOrganizationId");
  const all = await event.getAll({itemsPerPage: 1});
  equal(all.results[0].groupId, project, "event.getAll");
  equal((await event.get(all.results[0].id)).id, all.results[0].id, "event.get");
}

async function deletion({organization, project}, org, work) {
  equal(await organization.delete(org), true, "organization.delete, refused");
  equal((await organization.getById(org)).id, org, "the organization after it");
  equal(await project.delete(work), true, "project.delete");
  equal((await project.getById(work)).errorCode, "GROUP_NOT_FOUND", "the project after it");
}

async function end({organization}, org) {
  equal(await organization.delete(org), true, "organization.delete");
  equal((await organization.getById(org)).error, 401, "the organization after it");
}

// Functions give `true` for a deletion whatever was answered, so the status is taken below them.
async function probe(settings, called) {
  const statuses = [];
  const urllib = require("urllib");
  const real = urllib.request;
  urllib.request = async (...given) => {
    const answer = await real.apply(urllib, given);
    // A stream has no data here; none of those belongs to what orgd serves.
    const code = answer.data ? answer.data.errorCode : "RESOURCE_NOT_FOUND";
    statuses.push(answer.status === 405 || (answer.status === 404 && code === "RESOURCE_NOT_FOUND"));
    return answer;
  };
  const missed = [];
  let unknown = 0;
  for (const [part, functions] of Object.entries(connect(settings))) {
    for (const [name, call] of Object.entries(functions)) {
      if (called.has(`${part}.${name}`)) continue;
      statuses.length = 0;
      await call(NOBODY, NOBODY, NOBODY, NOBODY).catch(() => statuses);
      if (statuses.length > 0 && statuses.every(one => one)) unknown += 1;
      else missed.push(`${part}.${name} (${statuses.length} requests)`);
    }
  }
  equal(missed, [], "served, but not called above");
  return unknown;
}

async function main(program) {
  const server = new Server(program);
  const called = new Set();
  try {
    await server.serve();
    const {publicKey, privateKey, orgId} = server.made;
    const settings = {publicKey, privateKey, baseUrl: `${server.url}/api/atlas/v2`,
      projectId: NOBODY};
    const client = counted(connect(settings), called);
    await organizations(client, server.made);
    await people(client, server.made);
    const work = await projects(client, server.made);
    await insideOfProject(counted(connect({...settings, projectId: work}), called), orgId, work);
    await deletion(client, orgId, work);
    const unknown = await probe(settings, called);
    await end(client, orgId);
    console.log(`mongodb-atlas-api-client: ${called.size} functions as documented, ` +
      `${unknown} that orgd does not have`);
  } finally {
    await server.stop();
  }
}

if (process.argv.length !== 3) {
  console.error("usage: node life.js PATH_OF_ORGD");
  process.exit(2);
}
main(process.argv[2]).catch(failure => {
  console.error(`FAILED: mongodb-atlas-api-client: ${failure.message}`);
  process.exit(1);
});
