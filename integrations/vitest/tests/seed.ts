// A seed whose ids and key are known, and how tests call the API.
import type {Seed, World} from "orgd-sandbox";
import {expect} from "vitest";

export const ORG = "600000000000000000000e10";

export const SEED: Seed = {organizations: [{
  name: "Example", id: ORG, people: [{email: "dana@example.org", roles: ["ORG_OWNER"]}],
  apiKeys: [{desc: "deploys", roles: ["ORG_OWNER"], publicKey: "abcdefgh",
    privateKey: "5ebbb82c-1d2d-4b7f-a1a0-c6c1a5b0d3e4"}],
}]};

export interface Project {
  id: string;
  name: string;
  created: string;
}

export async function makeProject(world: World, name: string): Promise<Project> {
  const body = JSON.stringify({name, orgId: await world.orgId()});
  const answer = await world.fetch("/groups", {method: "POST", body});
  expect(answer.status).toBe(201);
  return await answer.json() as Project;
}

export async function projects(world: World): Promise<string[]> {
  const {results} = await (await world.fetch("/groups")).json() as {results: Project[]};
  return results.map(({name}) => name);
}
