/** The clock of a world: all that orgd dates, expires and limits goes by it. */
import {Part} from "./control.js";

export type Moment = Date | string;

export function wireMoment(moment: Moment): string {
  return typeof moment === "string" ? moment : moment.toISOString().replace(/\.\d+Z$/, "Z");
}

/** Each call returns the time that it is then. */
export class Clock extends Part {
  async now(): Promise<Date> {
    return timeOf(await this.call("GET", "/clock"));
  }

  /** Time stands, at once or at a moment, until run(). */
  freeze(at?: Moment): Promise<Date> {
    return this.#change({mode: "frozen", ...(at === undefined ? {} : {at: wireMoment(at)})});
  }

  run(): Promise<Date> {
    return this.#change({mode: "real"});
  }

  set(at: Moment): Promise<Date> {
    return this.#change({at: wireMoment(at)});
  }

  /** So much time passes at once: "31d", "12h", "90m", "5s". */
  advance(span: string): Promise<Date> {
    return this.#change({advance: span});
  }

  async #change(wanted: Record<string, string>): Promise<Date> {
    return timeOf(await this.call("PATCH", "/clock", {}, wanted));
  }
}

function timeOf(view: unknown): Date {
  return new Date((view as {at: string}).at);
}
