// Where the sandbox comes from, and what is said when there is none.
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

import {findOrgd, Sandbox} from "orgd-sandbox";
import {afterEach, beforeEach, expect, test, vi} from "vitest";

let folder: string;
let program: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "orgd-vitest-"));
  program = join(folder, "orgd");
  writeFileSync(program, "#!/bin/sh\necho 'no seed today' >&2\nexit 1\n");
  chmodSync(program, 0o755);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, {recursive: true});
});

test("the option comes before the variable, and that before the PATH", () => {
  vi.stubEnv("ORGD", "");
  vi.stubEnv("PATH", folder);
  expect(findOrgd()).toBe(program);
  vi.stubEnv("ORGD", "/bin/sh");
  expect(findOrgd()).toBe("/bin/sh");
  expect(findOrgd(program)).toBe(program);
  expect(() => findOrgd("/nowhere/orgd")).toThrow("the option orgd names /nowhere/orgd");
  vi.stubEnv("ORGD", "/nowhere/orgd");
  expect(() => findOrgd()).toThrow("the variable ORGD names /nowhere/orgd, which is no program");
});

test("it is said how to get a program", () => {
  vi.stubEnv("ORGD", "");
  vi.stubEnv("PATH", "/nowhere");
  expect(() => findOrgd()).toThrow(/set ORGD=\/path\/of\/orgd.*ORGD_CONTROL/);
});

test("a start that fails is told with its last words", async () => {
  await expect(Sandbox.start({orgd: program})).rejects.toThrow("did not start:\nno seed today");
  writeFileSync(program, "#!/nowhere/sh\n");
  await expect(Sandbox.start({orgd: program})).rejects.toThrow("did not start:\n");
});

test("a sandbox of one's own begins with its seed, and ends", async () => {
  const seedFile = join(folder, "seed.yaml");
  writeFileSync(seedFile,
    "organizations:\n  - {name: Mine, apiKeys: [{desc: a, roles: [ORG_OWNER], " +
    "publicKey: ~bcdefgh}]}\n");
  const sandbox = await Sandbox.open({seedFile});
  expect(sandbox.environment["ATLAS_PUBLIC_KEY"]).toBe("~bcdefgh");
  expect(sandbox.environment["ORGD_CONTROL"]).not.toBe(process.env["ORGD_CONTROL"]);
  const world = await sandbox.makeWorld("one");
  expect(await world.export()).toMatchObject({organizations: [{name: "Mine"}]});
  expect((await world.fetch("/orgs")).status).toBe(200);
  expect(await sandbox.worlds()).toEqual(["default", "one"]);
  await sandbox.stop();
  await sandbox.stop();
  await expect(sandbox.worlds()).rejects.toThrow(/cannot be reached.*is `orgd sandbox` running/);
});

test("an address of something else is told", () => {
  expect(() => Sandbox.join("localhost")).toThrow(/is not the address of a control plane/);
  expect(() => Sandbox.join("https://localhost:1")).toThrow(/is not the address/);
});
