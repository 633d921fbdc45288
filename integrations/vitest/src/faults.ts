/** Fault rules of a world: what goes wrong, for which requests, how often. */
import {Part, Refused} from "./control.js";
import type {RequestFilter} from "./requests.js";

export interface FaultMatch extends RequestFilter {
  nth?: number;
  every?: number;
  probability?: number;
  seed?: number;
}

export interface FaultEffect {
  status?: number;
  errorCode?: string;
  headers?: Record<string, string>;
  when?: "before" | "after";
  delayMs?: number | [least: number, most: number];
  disconnect?: "before" | "after";
  cutBodyAt?: number;
  contentLength?: number;
  stallMs?: number;
  retryAfter?: number;
  staleReadsMs?: number;
  shuffle?: boolean;
  pageSize?: number;
}

export interface FaultRule {
  match?: FaultMatch;
  do: FaultEffect;
  times?: number;
}

export interface FaultView extends FaultRule {
  id: string;
  hits: number;
  spent: boolean;
}

/** A rule that was added. */
export class Fault {
  constructor(private readonly faults: Faults, readonly id: string) {}

  /** How often it has acted. */
  async hits(): Promise<number> {
    const view = (await this.faults.list()).find(({id}) => id === this.id);
    if (!view) throw new Error(`the fault rule ${this.id} was removed`);
    return view.hits;
  }

  remove(): Promise<void> {
    return this.faults.remove(this.id);
  }
}

export class Faults extends Part {
  /** Behind all others; the first rule that matches acts. */
  async add(rule: FaultRule): Promise<Fault> {
    const {id} = await this.call("POST", "/faults", {}, rule) as FaultView;
    return new Fault(this, id);
  }

  /** The rule holds while the body runs. */
  async during<T>(rule: FaultRule, body: (fault: Fault) => T | Promise<T>): Promise<T> {
    const fault = await this.add(rule);
    try {
      return await body(fault);
    } finally {
      await fault.remove().catch((failure: unknown) => {
        // A clear() inside of the body took it along.
        if (!(failure instanceof Refused) || failure.status !== 404) throw failure;
      });
    }
  }

  async list(): Promise<FaultView[]> {
    return (await this.call("GET", "/faults") as {faults: FaultView[]}).faults;
  }

  async remove(id: string): Promise<void> {
    await this.call("DELETE", `/faults/${id}`);
  }

  async clear(): Promise<void> {
    await this.call("DELETE", "/faults");
  }
}
