/** Finds the program orgd and runs its sandbox on free ports. */
import {type ChildProcess, spawn} from "node:child_process";
import {accessSync, constants, statSync} from "node:fs";
import {delimiter, join} from "node:path";

import {SandboxError} from "./control.js";

const START_MS = 60_000;
const STOP_MS = 10_000;

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function onPath(name: string): string | undefined {
  if (name.includes("/")) return isProgram(name) ? name : undefined;
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(folder => folder !== "");
  return folders.map(folder => join(folder, name)).find(isProgram);
}

/** The program that was given, else that of the variable ORGD, else that of the PATH. */
export function findOrgd(given?: string): string {
  for (const [saidBy, wanted] of [["the option orgd", given],
    ["the variable ORGD", process.env["ORGD"]]] as const) {
    if (!wanted) continue;
    const found = onPath(wanted);
    if (found) return found;
    throw new SandboxError(`${saidBy} names ${wanted}, which is no program`);
  }
  const found = onPath("orgd");
  if (found) return found;
  throw new SandboxError(
    "the program orgd is not found: put it on the PATH, set ORGD=/path/of/orgd, or give the " +
    "option orgd; in a checkout of orgd, `tools/build release orgd` makes build/release/orgd. To " +
    "use a sandbox that runs already, set ORGD_CONTROL to the address of its control plane");
}

/** A running `orgd sandbox`; `environment` is what it printed by --env. */
export class Program {
  private constructor(private readonly child: ChildProcess, private readonly killAtExit: () => void,
                      readonly environment: Record<string, string>) {}

  static async start(program: string, seedFile?: string): Promise<Program> {
    const given = ["sandbox", "--env", "--listen", "127.0.0.1:0", "--control", "127.0.0.1:0",
      ...(seedFile === undefined ? [] : ["--seed", seedFile])];
    const child = spawn(program, given, {stdio: ["ignore", "pipe", "pipe"]});
    const killAtExit = () => void child.kill();
    process.once("exit", killAtExit);
    const running = await firstWords(child);
    const environment = variables(running.output);
    const started = new Program(child, killAtExit, environment);
    if (environment["ORGD_CONTROL"]) return started;
    await started.stop();
    throw new SandboxError(
      `\`${[program, ...given].join(" ")}\` did not start:\n${running.errors().trim()}`);
  }

  async stop(): Promise<void> {
    process.off("exit", this.killAtExit);
    const {child} = this;
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    await new Promise<void>(resolve => {
      const late = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      child.once("exit", () => {
        clearTimeout(late);
        resolve();
      });
      child.kill();
    });
  }
}

interface Running {
  output: string;
  errors: () => string;
}

// It closes its output once it listens. Its errors are read on, so that no full pipe stops it.
function firstWords(child: ChildProcess): Promise<Running> {
  let [output, errors] = ["", ""];
  child.stderr?.setEncoding("utf8").on("data", (part: string) => {
    errors = (errors + part).slice(-8192);
  });
  child.stdout?.setEncoding("utf8").on("data", (part: string) => output += part);
  const late = setTimeout(() => child.kill("SIGKILL"), START_MS);
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(late);
      // Nobody waits for it with the end of the tests.
      child.unref();
      (child.stderr as unknown as {unref?: () => void} | null)?.unref?.();
      resolve({output, errors: () => errors});
    };
    child.on("error", error => {
      errors += error.message;
      done();
    });
    // When it ends at once, its last words are there with its own end.
    child.once("close", done);
    child.stdout?.on("close", () => output !== "" && done());
  });
}

/** A value that is not safe in a shell stands between single quotes as a whole. */
function unquoted(value: string): string {
  return value.replace(/^'|'$/g, "").replaceAll("'\\''", "'");
}

function variables(output: string): Record<string, string> {
  const pairs = [...output.matchAll(/^export (\w+)=(.*)$/gm)];
  return Object.fromEntries(pairs.map(([, name, value]) => [name, unquoted(value ?? "")]));
}
