// Worlds through their fixtures: what they begin with, and how they come back to it.
import DigestClient from "digest-fetch";
import {test as base, testWith} from "orgd-sandbox/vitest";
import {describe, expect} from "vitest";

import {makeProject, ORG, projects, SEED} from "./seed.js";

const test = testWith({seed: SEED, idSeed: 7, at: "2030-01-01T00:00:00Z"});

base("a world has the key of the sandbox", async ({world}) => {
  expect(await projects(world)).toEqual([]);
  const first = await makeProject(world, "One");
  await world.reset();
  expect(await projects(world)).toEqual([]);
  expect((await makeProject(world, "One")).id.slice(8)).toBe(first.id.slice(8));
});

base("a client that signs by itself", async ({world}) => {
  const client = new DigestClient(world.key.publicKey, world.key.privateKey);
  const headers = {Accept: "application/vnd.atlas.2023-01-01+json"};
  const answer = await client.fetch(`${world.apiUrl}/orgs`, {headers}) as Response;
  expect((await answer.json() as {totalCount: number}).totalCount).toBe(1);
});

describe("with options", () => {
  test("a world begins as they say", async ({world}) => {
    expect(world.key.publicKey).toBe("abcdefgh");
    expect(await world.orgId()).toBe(ORG);
    const {id, created} = await makeProject(world, "One");
    expect(created).toBe("2030-01-01T00:00:00Z");
    await world.reset();
    expect((await makeProject(world, "One")).id).toBe(id);
  });

  test("a world without a key says why", async ({sandbox, world}) => {
    const seed = {organizations: [{name: "Keyless"}]};
    const keyless = await sandbox.makeWorld(`${world.name}-b`, {seed});
    expect(() => keyless.key).toThrow(/no private key of the world .* is known/);
    await sandbox.deleteWorld(keyless.name);
    expect(await sandbox.worlds()).not.toContain(keyless.name);
    await expect(sandbox.world(keyless.name)).rejects.toThrow(/there is no world/);
  });
});

test("snapshots are kept", async ({world}) => {
  await makeProject(world, "One");
  await world.snapshot();
  await makeProject(world, "Two");
  await world.restore();
  expect(await projects(world)).toEqual(["One"]);
  await world.forget();
  await expect(world.restore()).rejects.toMatchObject({name: "Refused", status: 404});
});

test("seeds are added and exported", async ({world}) => {
  await world.seed({organizations: [{name: "More", id: "600000000000000000000e11"}]});
  await world.seed("organizations:\n  - {name: Most, id: 600000000000000000000e12}\n");
  const names = (await world.export()).organizations?.map(({name}) => name);
  expect(names).toEqual(expect.arrayContaining(["Example", "More", "Most"]));
  expect(await world.exportYaml()).toContain("600000000000000000000e12");
  await expect(world.seed("organisations: []")).rejects.toThrow(/organisations/);
});

test("Terraform's variables are named", ({world}) => {
  expect(world.environment).toEqual({MONGODB_ATLAS_BASE_URL: world.baseUrl,
    MONGODB_ATLAS_PUBLIC_API_KEY: world.key.publicKey,
    MONGODB_ATLAS_PRIVATE_API_KEY: world.key.privateKey});
});
