// A server on a store of its own, for programs of Node.js.
"use strict";

const {execFileSync, spawn} = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const readline = require("node:readline");

class Server {
  constructor(program) {
    this.program = program;
    this.place = fs.mkdtempSync(path.join(os.tmpdir(), "orgd-node-"));
    this.made = this.run("init", "--org", "Parent", "--owner", "owner@example.org");
  }

  run(command, ...more) {
    const all = [command, "--data", path.join(this.place, "store"), "--json", ...more];
    return JSON.parse(execFileSync(this.program, all, {encoding: "utf8", timeout: 20000}));
  }

  // With a log, each request is a line of that file.
  async serve({log, more = []} = {}) {
    const told = log ? fs.openSync(log, "w") : "inherit";
    this.process = spawn(this.program, ["serve", "--data", path.join(this.place, "store"),
      "--listen", "127.0.0.1:0", "--log-level", log ? "info" : "warning", ...more],
      {stdio: ["ignore", "pipe", told]});
    if (log) fs.closeSync(told);
    const lines = readline.createInterface({input: this.process.stdout});
    const {value: line} = await lines[Symbol.asyncIterator]().next();
    if (!line || !line.startsWith("listening on ")) throw new Error(`the server says ${line}`);
    this.url = line.slice("listening on ".length).trim();
  }

  // Ends the process and waits for it, so that its log is whole.
  async end() {
    if (!this.process) return;
    const ended = new Promise(resolve => this.process.once("exit", resolve));
    this.process.kill("SIGTERM");
    await ended;
    this.process = undefined;
  }

  // However the test went.
  async stop() {
    await this.end();
    fs.rmSync(this.place, {recursive: true});
  }
}

module.exports = Server;
