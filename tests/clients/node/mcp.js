// The npm package mongodb-mcp-server against a started orgd: its tools that need organizations and
// projects alone, and that the others say what they miss.
//
//   node mcp.js PATH_OF_ORGD
//
// It asks for a token over https only, so orgd has a certificate of its own here.
"use strict";

const assert = require("node:assert/strict");
const {execFileSync, spawn} = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");
const readline = require("node:readline");
const urllib = require("urllib");
const Server = require("./server");

const NOBODY = "0".repeat(24);
const PATIENCE = 2000;  // milliseconds

function equal(found, wanted, what) {
  assert.deepEqual(found, wanted, `${what}: ${JSON.stringify(found)}`);
}

// The package as a process that speaks MCP, a JSON-RPC message a line, on its standard streams.
class Tools {
  constructor(environment, log) {
    this.asked = new Map();
    const program = path.join(process.env.NODE_PATH, "mongodb-mcp-server/dist/esm/index.js");
    const file = fs.openSync(log, "w");
    this.process = spawn(process.execPath, [program],
      {env: {PATH: process.env.PATH, ...environment}, stdio: ["pipe", "pipe", file]});
    fs.closeSync(file);
    this.process.stdin.on("error", () => {});  // it has ended: `ended` says how
    this.ended = new Promise(resolve => this.process.once("exit", (code, signal) => {
      for (const {reject} of this.asked.values()) reject(new Error(`it ended: ${code ?? signal}`));
      resolve(code ?? signal);
    }));
    readline.createInterface({input: this.process.stdout}).on("line", line => {
      const message = JSON.parse(line);
      if (this.asked.has(message.id)) this.asked.get(message.id).resolve(message);
    });
  }

  send(message) {
    this.process.stdin.write(`${JSON.stringify({jsonrpc: "2.0", ...message})}\n`);
  }

  // The processor time that it has used, in ticks.
  worked() {
    const stat = fs.readFileSync(`/proc/${this.process.pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")")).split(" ");
    return Number(fields[12]) + Number(fields[13]);
  }

  // It computes long, seconds before its first answer, but may not merely wait for long.
  async soon(promise, what) {
    let timer;
    let before = this.worked();
    const idle = new Promise((_, reject) => {
      timer = setInterval(() => {
        const now = this.worked();
        if (now === before) reject(new Error(`${what}: idle for ${PATIENCE} ms`));
        before = now;
      }, PATIENCE);
    });
    try {
      return await Promise.race([promise, idle]);
    } finally {
      clearInterval(timer);
    }
  }

  async ask(method, params) {
    const id = this.asked.size + 1;
    const answer = new Promise((resolve, reject) => this.asked.set(id, {resolve, reject}));
    this.send({id, method, params});
    const {result, error} = await this.soon(answer, method);
    equal(error, undefined, method);
    return result;
  }

  async call(name, given = {}) {
    const result = await this.ask("tools/call", {name, arguments: given});
    assert.ok(!result.isError, `${name}: ${JSON.stringify(result.content)}`);
    return result.structuredContent;
  }

  async refused(name, given, words) {
    const {isError, content} = await this.ask("tools/call", {name, arguments: given});
    equal(isError, true, `${name} is refused`);
    assert.ok(content[0].text.includes(words), `${name}: ${content[0].text}`);
  }

  // It ends by itself when its input does.
  async end() {
    this.process.stdin.end();
    equal(await this.soon(this.ended, "the end"), 0, "its exit code");
  }

  // However the test went.
  async stop() {
    this.process.kill("SIGKILL");
    await this.ended;
  }
}

function makeCertificate(place) {
  const [key, certificate] = ["key.pem", "cert.pem"].map(name => path.join(place, name));
  execFileSync("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt",
    "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=orgd",
    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate],
    {stdio: "ignore", timeout: PATIENCE});
  return {key, certificate};
}

async function makeAccount({url, made}, certificate) {
  const client = new urllib.HttpClient({connect: {ca: fs.readFileSync(certificate)}});
  const type = "application/vnd.atlas.2024-08-05+json";
  const {status, data} = await client.request(
    `${url}/api/atlas/v2/orgs/${made.orgId}/serviceAccounts`,
    {method: "POST", digestAuth: `${made.publicKey}:${made.privateKey}`, dataType: "json",
      headers: {accept: type, "content-type": type}, timeout: PATIENCE,
      content: JSON.stringify({name: "mcp", description: "tools", roles: ["ORG_OWNER"],
        secretExpiresAfterHours: 8})});
  equal(status, 201, "the service account");
  return {id: data.clientId, secret: data.secrets[0].secret};
}

async function begin(tools) {
  const {serverInfo} = await tools.ask("initialize", {protocolVersion: "2025-06-18",
    capabilities: {}, clientInfo: {name: "orgd", version: "0"}});
  equal(serverInfo.name, "MongoDB MCP Server", "initialize");
  tools.send({method: "notifications/initialized"});
  const {tools: all} = await tools.ask("tools/list", {});
  const names = all.map(one => one.name);
  for (const name of ["atlas-list-orgs", "atlas-list-projects", "atlas-create-project"]) {
    assert.ok(names.includes(name), `tools/list has no ${name}`);
  }
  return serverInfo.version;
}

async function organizations(tools, org) {
  const own = [{id: org, name: "Parent"}];
  equal(await tools.call("atlas-list-orgs"), {organizations: own, totalCount: 1}, "list-orgs");
  equal(await tools.call("atlas-list-orgs", {limit: 1, pageNum: 2, includeCount: true}),
    {organizations: [], totalCount: 0}, "list-orgs, beyond the end");
}

async function projects(tools, org) {
  equal(await tools.call("atlas-list-projects"), {projects: [], totalCount: 0}, "no projects");
  for (const projectName of ["Work", "Play (it's & co.)"]) {
    equal(await tools.call("atlas-create-project", {projectName, orgId: org}),
      {projectName, orgId: org}, "create-project");
  }
  const all = await tools.call("atlas-list-projects", {includeCount: true});
  equal([all.totalCount, all.projects.map(one => one.name).sort()],
    [2, ["Play (it's & co.)", "Work"]], "list-projects");
  const ours = await tools.call("atlas-list-projects", {orgId: org});
  equal([ours.orgId, ours.projects], [org, all.projects], "list-projects of an organization");
  const page = await tools.call("atlas-list-projects", {orgId: org, limit: 1, pageNum: 2});
  equal(page.projects, all.projects.slice(1), "list-projects, the second page");
  const work = all.projects.find(one => one.name === "Work");
  equal(work.orgId, org, "a project's organization");
  equal(await tools.call("atlas-list-clusters", {projectId: work.id}),
    {projectId: work.id, projectName: "Work", clusters: [], totalCount: 0}, "list-clusters");
  await tools.refused("atlas-create-project", {projectName: "Work", orgId: org},
    '[409 Conflict] error calling Atlas API: Conflict; A project named "Work" exists');
  await tools.refused("atlas-create-project", {projectName: "Work", orgId: NOBODY},
    `No organization with ID ${NOBODY} exists`);
  await tools.refused("atlas-list-projects", {orgId: NOBODY},
    `No organization with ID ${NOBODY} exists`);
  await tools.refused("atlas-list-clusters", {projectId: NOBODY},
    `No group with ID ${NOBODY} exists`);
  return work.id;
}

// What orgd does not have. The text ends in the path, which tells the user what is missing.
async function missing(tools, project) {
  const inside = {projectId: project};
  const cluster = {projectId: project, clusterName: "one"};
  const of = `Nothing is found at /api/atlas/v2/groups/${project}`;
  const all = [
    ["list-clusters", {}, "Nothing is found at /api/atlas/v2/clusters"],
    ["inspect-cluster", cluster, `${of}/clusters/one`],
    ["connect-cluster", cluster, `${of}/clusters/one`],
    ["create-free-cluster", {...inside, name: "one"}, "[405 Method Not Allowed]"],
    ["create-cluster", {...cluster, provider: "AWS", regions: ["US_EAST_1"]},
      `${of}/encryptionAtRest`],
    ["pause-resume-cluster", {...cluster, action: "PAUSE"}, `${of}/clusters/one`],
    ["upgrade-cluster", cluster, `${of}/flexClusters/one`],
    ["load-sample-dataset", cluster, `${of}/sampleDatasetLoad/one`],
    ["inspect-access-list", inside, `${of}/accessList`],
    ["create-access-list", {...inside, currentIpAddress: true}, `${of}/accessList`],
    ["list-db-users", inside, `${of}/databaseUsers`],
    ["create-db-user", {...inside, username: "one", roles: [{roleName: "read"}]},
      `${of}/databaseUsers`],
    ["list-alerts", inside, `${of}/alerts`],
    ["streams-discover", {...inside, action: "list-workspaces"}, `${of}/streams`],
  ];
  for (const [name, given, words] of all) await tools.refused(`atlas-${name}`, given, words);
  // This one hides three refusals.
  const advice = await tools.call("atlas-get-performance-advisor", cluster);
  equal(advice.suggestedIndexes, [], "get-performance-advisor");
  return all.length;
}

// One token served all calls, and was revoked at the end.
function checkTokens(log) {
  const lines = fs.readFileSync(log, "utf8").split("\n");
  for (const endpoint of ["token", "revoke"]) {
    const found = lines.filter(line => line.includes(` POST /api/oauth/${endpoint} `));
    equal(found.map(line => line.split(" ")[1]), ["200"], endpoint);
  }
}

async function story(tools, org) {
  try {
    const version = await begin(tools);
    await organizations(tools, org);
    const refused = await missing(tools, await projects(tools, org));
    await tools.end();
    return `mongodb-mcp-server ${version}: organizations and projects as documented, ` +
      `${refused} tools say what orgd does not have`;
  } finally {
    await tools.stop();
  }
}

async function main(program) {
  const server = new Server(program);
  const [log, told] = ["orgd.log", "mcp.log"].map(name => path.join(server.place, name));
  try {
    const {key, certificate} = makeCertificate(server.place);
    await server.serve({log, more: ["--tls-cert", certificate, "--tls-key", key]});
    const {id, secret} = await makeAccount(server, certificate);
    // Its calls heed SSL_CERT_FILE, its revocation NODE_EXTRA_CA_CERTS.
    const tools = new Tools({HOME: server.place, MDB_MCP_API_BASE_URL: server.url,
      MDB_MCP_API_CLIENT_ID: id, MDB_MCP_API_CLIENT_SECRET: secret, SSL_CERT_FILE: certificate,
      NODE_EXTRA_CA_CERTS: certificate, MDB_MCP_TELEMETRY: "disabled",
      MDB_MCP_LOGGERS: "stderr"}, told);
    const done = await story(tools, server.made.orgId);
    await server.end();
    checkTokens(log);
    console.log(done);
  } catch (failure) {
    if (fs.existsSync(told)) console.error(fs.readFileSync(told, "utf8").slice(-2000));
    throw failure;
  } finally {
    await server.stop();
  }
}

if (process.argv.length !== 3) {
  console.error("usage: node mcp.js PATH_OF_ORGD");
  process.exit(2);
}
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.log(`mongodb-mcp-server: not run, it wants Node 20.19, not ${process.versions.node}`);
  process.exit(0);
}
main(process.argv[2]).catch(failure => {
  console.error(`FAILED: mongodb-mcp-server: ${failure.message}`);
  process.exit(1);
});
