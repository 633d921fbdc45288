/** A world of a sandbox: an isolated service with its own state, clock, faults and journal. */
import {Clock, type Moment} from "./clock.js";
import {type Control, Part, SandboxError} from "./control.js";
import {fetchSigned, type Key} from "./digest.js";
import {Faults} from "./faults.js";
import {Mails} from "./mails.js";
import {RequestsSeen} from "./requests.js";

/** A seed file, decoded. */
export interface Seed {
  organizations?: Record<string, unknown>[];
  generate?: Record<string, unknown>;
}

/** What a world begins with, what its ids follow from, and the time at which its clock stands. */
export interface WorldOptions {
  seed?: Seed;
  idSeed?: number;
  at?: Moment;
}

/** The first key whose both halves the seed says. */
export function keyOf(seed: Seed): Key | undefined {
  for (const {apiKeys = []} of seed.organizations ?? [])
    for (const {publicKey, privateKey} of apiKeys as Partial<Key>[])
      if (publicKey && privateKey) return {publicKey, privateKey};
  return undefined;
}

export class World extends Part {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly requests: RequestsSeen;
  readonly mails: Mails;
  readonly #key: Key | undefined;

  /** `baseUrl` is what a client takes in place of the hosted address. */
  constructor(control: Control, readonly name: string, readonly baseUrl: string, key?: Key) {
    super(control, name);
    this.clock = new Clock(control, name);
    this.faults = new Faults(control, name);
    this.requests = new RequestsSeen(control, name);
    this.mails = new Mails(control, name);
    this.#key = key;
  }

  /** The base URL of clients that want the API's path in it. */
  get apiUrl(): string {
    return `${this.baseUrl}/api/atlas/v2`;
  }

  get key(): Key {
    if (this.#key) return this.#key;
    throw new SandboxError(`no private key of the world ${this.name} is known: its seed has no ` +
      "API key with a publicKey and a privateKey, and a running sandbox tells none; give the " +
      "seed such a key, or set ATLAS_PUBLIC_KEY and ATLAS_PRIVATE_KEY, which " +
      "`orgd sandbox --env` prints");
  }

  /** Variables by which Terraform's provider finds the world. */
  get environment(): Record<string, string> {
    return {MONGODB_ATLAS_BASE_URL: this.baseUrl,
      MONGODB_ATLAS_PUBLIC_API_KEY: this.key.publicKey,
      MONGODB_ATLAS_PRIVATE_API_KEY: this.key.privateKey};
  }

  /** Calls the API with the key: `fetch("/orgs")`. */
  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has("Accept")) headers.set("Accept", "application/vnd.atlas.2023-01-01+json");
    if (typeof init.body === "string" && !headers.has("Content-Type"))
      headers.set("Content-Type", "application/json");
    return fetchSigned(this.key, new URL(this.apiUrl + path), {...init, headers});
  }

  /** The id of the first organization. */
  async orgId(): Promise<string> {
    return String((await this.export()).organizations?.[0]?.["id"]);
  }

  /** Adds all of a seed, or of the text of a seed file, YAML or JSON. */
  async seed(seed: Seed | string): Promise<void> {
    await this.call("POST", ":seed", {}, seed);
  }

  /** Back to what it began with; the same ids and secrets follow once more. */
  async reset(): Promise<void> {
    await this.call("POST", ":reset");
  }

  async snapshot(name = "snapshot"): Promise<void> {
    await this.call("PUT", `/snapshots/${name}`);
  }

  async restore(name = "snapshot"): Promise<void> {
    await this.call("POST", `/snapshots/${name}:restore`);
  }

  async forget(name = "snapshot"): Promise<void> {
    await this.call("DELETE", `/snapshots/${name}`);
  }

  /** The state as a seed that gives the same state. */
  async export(): Promise<Seed> {
    return await this.call("GET", ":export") as Seed;
  }

  async exportYaml(): Promise<string> {
    return await this.call("GET", ":export", {format: "yaml"}) as string;
  }
}
