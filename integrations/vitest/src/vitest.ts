/** Vitest's `test` with a fresh world for each test. */
import {test as base, type TestAPI} from "vitest";

import {newName} from "./names.js";
import {Sandbox, type StartOptions} from "./sandbox.js";
import type {World, WorldOptions} from "./world.js";

export interface OrgdFixtures {
  sandbox: Sandbox;
  world: World;
}

/** A `test` whose worlds begin as the options say, on a sandbox that is started as they say. */
export function testWith(options: StartOptions & WorldOptions = {}): TestAPI<OrgdFixtures> {
  return base.extend<OrgdFixtures>({
    // Vitest reads from the pattern which other fixtures it needs: none.
    sandbox: [
      async ({}, use) => {
        const sandbox = await Sandbox.open(options);
        await use(sandbox);
        await sandbox.stop();
      },
      {scope: "file"},
    ],
    world: async ({sandbox}, use) => {
      const world = await sandbox.makeWorld(newName(), options);
      await use(world);
      await sandbox.deleteWorld(world.name);
    },
  });
}

export const test = testWith();
