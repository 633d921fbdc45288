/** Names for worlds that no other test takes, whichever worker or run it belongs to. */
import {randomBytes} from "node:crypto";

const FILE = randomBytes(4).toString("hex");
let made = 0;

export function newName(): string {
  const worker = process.env["VITEST_POOL_ID"] ?? process.env["JEST_WORKER_ID"] ?? "0";
  made += 1;
  return `js-w${worker}-${FILE}-${made}`;
}
