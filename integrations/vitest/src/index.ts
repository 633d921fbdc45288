/** Sandboxes and their worlds, for any runner of tests. */
export {Clock, type Moment} from "./clock.js";
export {Control, Refused, SandboxError} from "./control.js";
export {type Key} from "./digest.js";
export {
  Fault, type FaultEffect, type FaultMatch, type FaultRule, Faults, type FaultView,
} from "./faults.js";
export {type Mail, Mails, type Person} from "./mails.js";
export {findOrgd} from "./program.js";
export {type Expected, type RequestFilter, RequestsSeen, type SeenRequest} from "./requests.js";
export {Sandbox, type StartOptions} from "./sandbox.js";
export {type Seed, World, type WorldOptions} from "./world.js";
