/** The journal of a world: which requests there were, without their secrets. */
import {Part} from "./control.js";

/** All that is given holds. The 401 that starts a Digest call counts only with `challenge`. */
export interface RequestFilter {
  operation?: string;
  method?: string;
  path?: string;
  orgId?: string;
  caller?: string;
  header?: string;
  bodyContains?: string;
  from?: string;
  to?: string;
  challenge?: boolean;
}

export interface SeenRequest {
  number: number;
  time: string;
  operation: string;
  method: string;
  path: string;
  query: string;
  orgId: string;
  caller: string;
  challenge: boolean;
  status: number;
  errorCode?: string;
  rule?: string;
  tookUs: number;
  delayedMs: number;
  requestHeaders: {name: string; value: string}[];
  requestBody: string;
  responseHeaders: {name: string; value: string}[];
  responseBody: string;
}

/** Without a count, at least one. `body` is a part of the JSON of each. */
export interface Expected {
  exactly?: number;
  atLeast?: number;
  atMost?: number;
  body?: unknown;
}

function lineOf(seen: SeenRequest): string {
  const query = seen.query === "" ? "" : `?${seen.query}`;
  const code = seen.errorCode ? ` ${seen.errorCode}` : "";
  return `${seen.method} ${seen.path}${query} -> ${seen.status}${code} ` +
    `(${seen.operation || "no operation"})`;
}

export class RequestsSeen extends Part {
  /** The newest requests that match, the oldest of them first. */
  async list(filter: RequestFilter = {}): Promise<SeenRequest[]> {
    return (await this.call("GET", "/requests", {...filter}) as {requests: SeenRequest[]}).requests;
  }

  /** The requests that match, once there are so many; an error after so many seconds. */
  async wait(filter: RequestFilter = {}, count = 1, seconds = 10): Promise<SeenRequest[]> {
    const query = {...filter, count, timeout: `${seconds}s`};
    const seen = await this.call("GET", "/requests:wait", query, undefined, seconds * 1000);
    const {reached, count: there} = seen as {reached: boolean; count: number};
    if (!reached)
      throw new Error(`${count} requests with ${JSON.stringify(filter)} were awaited for ` +
        `${seconds} s, but there are ${there}; there were:\n${await this.log() || "none"}`);
    return this.list(filter);
  }

  /** An error unless so many requests match. */
  async verify(filter: RequestFilter, expected: Expected = {}): Promise<void> {
    const wanted = {match: filter, ...expected};
    const verdict = await this.call("POST", "/requests:verify", {}, wanted);
    const {verified, reason} = verdict as {verified: boolean; reason?: string};
    if (!verified)
      throw new Error(`${reason ?? "not verified"}; there were:\n${await this.log() || "none"}`);
  }

  /** A line for each request that matches. */
  async log(filter: RequestFilter = {}): Promise<string> {
    return (await this.list(filter)).map(lineOf).join("\n");
  }

  /** An HTTP Archive, for tools that show such. */
  har(filter: RequestFilter = {}): Promise<unknown> {
    return this.call("GET", "/requests:har", {...filter});
  }

  async clear(): Promise<void> {
    await this.call("DELETE", "/requests");
  }
}
