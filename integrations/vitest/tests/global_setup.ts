// One sandbox for all files, as users have it, with a world in which tests meet.
import start, {teardown} from "orgd-sandbox/global-setup";
import {Sandbox} from "orgd-sandbox";

export default async function setup(): Promise<() => Promise<void>> {
  delete process.env["ORGD_CONTROL"];
  await start();
  await (await Sandbox.open()).makeWorld("meeting");
  return teardown;
}
