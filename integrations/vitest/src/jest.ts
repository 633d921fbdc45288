/** A fresh world for each test of a file, by the hooks that Jest has, and others like it. */
import {newName} from "./names.js";
import {Sandbox, type StartOptions} from "./sandbox.js";
import type {World, WorldOptions} from "./world.js";

type Hook = (body: () => Promise<void>) => void;
type HookName = "beforeAll" | "beforeEach" | "afterEach" | "afterAll";

function hook(name: HookName): Hook {
  const found = (globalThis as unknown as Partial<Record<HookName, Hook>>)[name];
  if (!found) throw new Error(`there is no global ${name}: call useWorld() in a file of tests`);
  return found;
}

/** What useWorld() gives; both are there while a test runs. */
export interface Used {
  readonly sandbox: Sandbox;
  readonly world: World;
}

/** Call it at the top of a file of tests, or inside of `describe`. */
export function useWorld(options: StartOptions & WorldOptions = {}): Used {
  let sandbox: Sandbox | undefined;
  let world: World | undefined;
  hook("beforeAll")(async () => {
    sandbox = await Sandbox.open(options);
  });
  hook("beforeEach")(async () => {
    world = await there(sandbox).makeWorld(newName(), options);
  });
  hook("afterEach")(async () => {
    if (world) await there(sandbox).deleteWorld(world.name);
    world = undefined;
  });
  hook("afterAll")(async () => {
    await sandbox?.stop();
  });
  return {
    get sandbox() {
      return there(sandbox);
    },
    get world() {
      return there(world);
    },
  };
}

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("a world is there while a test runs: ask inside of one");
  return value;
}
