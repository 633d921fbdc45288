/** Calls of the control plane of a sandbox. */
import {request} from "node:http";

const PREFIX = "/orgd/sandbox/v1";
// A seed may have 200 passwords to hash, a tenth of a second each.
const PATIENCE_MS = 120_000;

export type Query = Record<string, string | number | boolean | undefined>;

/** There is no sandbox to call. */
export class SandboxError extends Error {
  override name = "SandboxError";
}

/** The control plane did not do what it was asked to. */
export class Refused extends SandboxError {
  override name = "Refused";
  constructor(readonly status: number, readonly code: string, readonly detail: string) {
    super(`${status} ${code}: ${detail}`);
  }
}

interface Answer {
  status: number;
  type: string;
  text: string;
}

function decoded(answer: Answer): unknown {
  const isJson = (answer.type.split(";")[0] ?? "").endsWith("json");
  if (answer.status < 300) {
    if (answer.text === "") return undefined;
    return isJson ? JSON.parse(answer.text) : answer.text;
  }
  if (!isJson) throw new Refused(answer.status, "", answer.text);
  const error = JSON.parse(answer.text) as {errorCode?: string; detail?: string};
  throw new Refused(answer.status, error.errorCode ?? "", error.detail ?? "");
}

/** The control plane at an address; the token is for one that is not on the loopback. */
export class Control {
  readonly url: string;
  readonly #token: string | undefined;

  constructor(url: string, token?: string) {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    if (parsed?.protocol !== "http:")
      throw new SandboxError(`"${url}" is not the address of a control plane; it looks like ` +
        `http://127.0.0.1:8081${PREFIX} (the ORGD_CONTROL of \`orgd sandbox --env\`)`);
    const path = parsed.pathname.replace(/\/+$/, "");
    this.url = parsed.origin + (path === "" ? PREFIX : path);
    this.#token = token;
  }

  /** The decoded answer; the text where it is no JSON. A string is sent as it is. */
  async call(method: string, path: string, query: Query = {}, body?: unknown,
             patienceMs = PATIENCE_MS): Promise<unknown> {
    const url = new URL(this.url + path);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    return decoded(await this.#send(method, url, body, patienceMs));
  }

  // Not by fetch, which environments of browsers replace.
  #send(method: string, url: URL, body: unknown, patienceMs: number): Promise<Answer> {
    // Without X-Orgd, a call that changes something is taken for one of a page in a browser.
    const headers: Record<string, string> = {"X-Orgd": "1"};
    if (this.#token) headers["Authorization"] = `Bearer ${this.#token}`;
    if (body !== undefined && typeof body !== "string") {
      headers["Content-Type"] = "application/json";
      body = JSON.stringify(body);
    }
    return new Promise((resolve, reject) => {
      const fail = (error: Error) => reject(new SandboxError(
        `the control plane at ${this.url} cannot be reached: ${error.message}; ` +
        "is `orgd sandbox` running there?", {cause: error}));
      const call = request(url, {method, headers, agent: false}, answer => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (part: string) => text += part);
        answer.on("error", fail);
        answer.on("end", () => resolve({
          status: answer.statusCode ?? 0, type: answer.headers["content-type"] ?? "", text}));
      });
      call.setTimeout(patienceMs, () => call.destroy(new Error("no answer came in time")));
      call.on("error", fail);
      call.end(body);
    });
  }
}

/** What belongs to one world; its calls name the world. */
export class Part {
  constructor(private readonly control: Control, private readonly world: string) {}

  protected call(method: string, path: string, query: Query = {}, body?: unknown,
                 extraMs = 0): Promise<unknown> {
    return this.control.call(method, path, {world: this.world, ...query}, body,
      PATIENCE_MS + extraMs);
  }
}
