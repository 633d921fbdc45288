/** A sandbox: one that was started for the tests, or one that runs already. */
import {wireMoment} from "./clock.js";
import {Control} from "./control.js";
import type {Key} from "./digest.js";
import {findOrgd, Program} from "./program.js";
import {keyOf, World, type WorldOptions} from "./world.js";

export interface StartOptions {
  /** The program. */
  orgd?: string;
  /** A file of YAML or JSON that every world begins with. */
  seedFile?: string;
}

interface WorldView {
  name: string;
  baseUrl: string;
}

function keyIn(environment: Record<string, string | undefined>): Key | undefined {
  const {ATLAS_PUBLIC_KEY: publicKey, ATLAS_PRIVATE_KEY: privateKey} = environment;
  return publicKey && privateKey ? {publicKey, privateKey} : undefined;
}

export class Sandbox {
  private constructor(readonly control: Control, private readonly key: Key | undefined,
                      private readonly program?: Program) {}

  /** One that is started here, on free ports. */
  static async start({orgd, seedFile}: StartOptions = {}): Promise<Sandbox> {
    const program = await Program.start(findOrgd(orgd), seedFile);
    const {environment} = program;
    return new Sandbox(new Control(environment["ORGD_CONTROL"] ?? ""), keyIn(environment), program);
  }

  /** One that runs. The key of worlds without a seed of their own is that of the environment. */
  static join(controlUrl: string, token?: string): Sandbox {
    return new Sandbox(new Control(controlUrl, token), keyIn(process.env));
  }

  /** That of ORGD_CONTROL (with ORGD_CONTROL_TOKEN) where it is set, else one that is started. */
  static async open(options: StartOptions = {}): Promise<Sandbox> {
    const running = process.env["ORGD_CONTROL"];
    if (running && !options.orgd && !options.seedFile)
      return Sandbox.join(running, process.env["ORGD_CONTROL_TOKEN"]);
    return Sandbox.start(options);
  }

  /** For processes that are to join this one. */
  get environment(): Record<string, string> {
    const key = this.key && {
      ATLAS_PUBLIC_KEY: this.key.publicKey, ATLAS_PRIVATE_KEY: this.key.privateKey};
    return {ORGD_CONTROL: this.control.url, ...key};
  }

  /** In place of one of that name. Without a seed it begins as the sandbox's. */
  async makeWorld(name: string, {seed, idSeed, at}: WorldOptions = {}): Promise<World> {
    const clock = at === undefined ? undefined : {mode: "frozen", at: wireMoment(at)};
    const view = await this.control.call("PUT", `/worlds/${name}`, {}, {seed, idSeed, clock});
    return this.#world(view as WorldView, seed ? keyOf(seed) : this.key);
  }

  /** One that is there. */
  async world(name: string): Promise<World> {
    const views = await this.#views();
    const view = views.find(one => one.name === name);
    if (view) return this.#world(view, this.key);
    const names = views.map(one => one.name).join(", ");
    throw new Error(`there is no world ${name}; there are ${names}`);
  }

  async worlds(): Promise<string[]> {
    return (await this.#views()).map(({name}) => name);
  }

  async deleteWorld(name: string): Promise<void> {
    await this.control.call("DELETE", `/worlds/${name}`);
  }

  /** Ends a sandbox that was started here; one that was joined goes on. */
  async stop(): Promise<void> {
    await this.program?.stop();
  }

  async #views(): Promise<WorldView[]> {
    return (await this.control.call("GET", "/worlds") as {worlds: WorldView[]}).worlds;
  }

  #world({name, baseUrl}: WorldView, key: Key | undefined): World {
    return new World(this.control, name, baseUrl, key);
  }
}
