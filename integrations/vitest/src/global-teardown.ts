/** The `globalTeardown` of Jest. */
export {teardown as default} from "./global-setup.js";
