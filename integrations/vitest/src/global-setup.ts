/** One sandbox for all workers of a run: the `globalSetup` of Vitest and of Jest. */
import {Sandbox} from "./sandbox.js";

let started: Sandbox | undefined;

/** Workers find it by the environment. Vitest calls what is returned when all is over. */
export default async function setup(): Promise<() => Promise<void>> {
  started = await Sandbox.open();
  Object.assign(process.env, started.environment);
  return teardown;
}

export async function teardown(): Promise<void> {
  await started?.stop();
  started = undefined;
}
