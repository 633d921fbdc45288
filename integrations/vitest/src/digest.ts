/** A fetch that answers the challenge of each call with an API key (RFC 7616, qop=auth). */
import {createHash, randomBytes} from "node:crypto";

/** The two halves of an API key. */
export interface Key {
  publicKey: string;
  privateKey: string;
}

function answerTo(challenge: string, key: Key, method: string, url: URL): string {
  const read = (name: string) =>
    new RegExp(`\\b${name}="?([^",]*)`, "i").exec(challenge)?.[1] ?? "";
  const [realm, nonce] = [read("realm"), read("nonce")];
  const algorithm = read("algorithm") || "MD5";
  const hash = (text: string) =>
    createHash(algorithm.replace("-", "").toLowerCase()).update(text).digest("hex");
  const [uri, cnonce, count] = [url.pathname + url.search, randomBytes(8).toString("hex"),
    "00000001"];
  const who = hash(`${key.publicKey}:${realm}:${key.privateKey}`);
  const response = hash([who, nonce, count, cnonce, "auth", hash(`${method}:${uri}`)].join(":"));
  return `Digest username="${key.publicKey}", realm="${realm}", nonce="${nonce}", uri="${uri}", ` +
    `algorithm=${algorithm}, qop=auth, nc=${count}, cnonce="${cnonce}", response="${response}"`;
}

/** The body must be one that can be sent twice: no stream. */
export async function fetchSigned(key: Key, url: URL, init: RequestInit): Promise<Response> {
  const first = await fetch(url, init);
  const challenge = first.headers.get("WWW-Authenticate") ?? "";
  if (first.status !== 401 || !challenge.startsWith("Digest ")) return first;
  await first.arrayBuffer();
  const headers = new Headers(init.headers);
  headers.set("Authorization", answerTo(challenge, key, init.method ?? "GET", url));
  return fetch(url, {...init, headers});
}
