// The clock, the faults, the journal and the mails of a world.
import {test} from "orgd-sandbox/vitest";
import {expect} from "vitest";

import {makeProject, projects} from "./seed.js";

test("the clock", async ({world}) => {
  const {clock} = world;
  expect(await clock.freeze(new Date("2030-01-01T00:00:00.5Z"))).toEqual(await clock.now());
  expect(await clock.advance("31d")).toEqual(new Date("2030-02-01T00:00:00Z"));
  await clock.set("2031-01-01T00:00:00Z");
  expect((await makeProject(world, "One")).created).toBe("2031-01-01T00:00:00Z");
  expect((await clock.run()).getFullYear()).toBe(2031);
  await expect(clock.advance("a while")).rejects.toMatchObject({status: 400});
});

test("faults end with what runs under them", async ({world}) => {
  const busy = {match: {method: "GET", path: "/api/atlas/v2/groups"},
    do: {status: 503, retryAfter: 7}};
  await world.faults.during(busy, async fault => {
    const answer = await world.fetch("/groups");
    expect([answer.status, answer.headers.get("Retry-After")]).toEqual([503, "7"]);
    expect((await world.fetch("/orgs")).status).toBe(200);
    expect(await fault.hits()).toBe(1);
  });
  expect(await projects(world)).toEqual([]);
  await expect(world.faults.during(busy, () => {
    throw new Error("of the body");
  })).rejects.toThrow("of the body");
  expect(await world.faults.list()).toEqual([]);
});

test("faults are cleared", async ({world}) => {
  await world.faults.during({do: {status: 500}, times: 1}, async fault => {
    expect((await world.fetch("/groups")).status).toBe(500);
    expect(await projects(world)).toEqual([]);
    await world.faults.clear();
    await expect(fault.hits()).rejects.toThrow(/was removed/);
  });
  await expect(world.faults.add({do: {status: 42}})).rejects.toMatchObject({status: 400});
});

test("an answer is lost after the change", async ({world}) => {
  const lost = {match: {operation: "createProject"}, do: {disconnect: "after"}, times: 1} as const;
  await world.faults.during(lost, () => expect(makeProject(world, "One")).rejects.toThrow());
  expect(await projects(world)).toEqual(["One"]);
});

test("requests are seen", async ({world}) => {
  await makeProject(world, "One");
  const {requests} = world;
  const made = await requests.list({operation: "createProject"});
  expect(made).toMatchObject([{status: 201, caller: world.key.publicKey}]);
  expect(await requests.list({method: "POST", challenge: true})).toHaveLength(2);
  expect(await requests.wait({method: "POST"})).toEqual(made);
  await requests.verify({operation: "createProject"}, {exactly: 1, body: {name: "One"}});
  expect(await requests.har()).toMatchObject({log: {version: "1.2"}});
  await requests.clear();
  expect(await requests.list()).toEqual([]);
});

test("requests that were not there", async ({world}) => {
  await projects(world);
  const {requests} = world;
  await expect(requests.verify({method: "GET"}, {exactly: 2}))
    .rejects.toThrow(/GET \/api\/atlas\/v2\/groups -> 200/);
  await expect(requests.verify({operation: "createProject"})).rejects.toThrow();
  await expect(requests.wait({method: "GET"}, 2, 0)).rejects.toThrow(/2 requests .* there are 1/);
});

test("mails are accepted and rejected", async ({world}) => {
  const invites = `/orgs/${await world.orgId()}/invites`;
  for (const username of ["kim@example.org", "lee@example.org"]) {
    const body = JSON.stringify({username, roles: ["ORG_MEMBER"]});
    expect((await world.fetch(invites, {method: "POST", body})).status).toBe(200);
  }
  const {mails} = world;
  expect((await mails.list()).map(({recipient}) => recipient).sort())
    .toEqual(["kim@example.org", "lee@example.org"]);
  await mails.accept(await mails.to("kim@example.org"), {firstName: "Kim", lastName: "Park",
    country: "KR", password: "correct horse battery 7"});
  await mails.reject(await mails.to("lee@example.org"));
  expect(await (await world.fetch(invites)).json()).toEqual([]);
  const people = await (await world.fetch(invites.replace("invites", "users"))).text();
  expect(people).toContain("kim@example.org");
  expect(people).not.toContain("lee@example.org");
  await expect(mails.to("nobody@example.org")).rejects.toThrow(/no mail waits for nobody/);
});
