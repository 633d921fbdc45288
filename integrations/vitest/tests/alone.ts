// Two files run this at the same time, in two workers. Each is in a world of its own.
import {test} from "orgd-sandbox/vitest";
import {expect} from "vitest";

import {meet} from "./meeting.js";

export function aloneAs(name: string): void {
  test(`${name} sees nobody else`, async ({sandbox, world}) => {
    const body = JSON.stringify({name, orgId: await world.orgId()});
    expect((await world.fetch("/groups", {method: "POST", body})).status).toBe(201);
    await meet(sandbox, "both-have-made-theirs");
    const {results} = await (await world.fetch("/groups")).json() as {results: {name: string}[]};
    expect(results.map(project => project.name)).toEqual([name]);
    await world.requests.verify({operation: "createProject"}, {exactly: 1});
    expect(await sandbox.worlds()).toContain(world.name);
    await meet(sandbox, "both-have-looked");
  });
}
