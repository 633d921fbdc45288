// A place in a world that all know: goes on once two are there.
import type {Sandbox} from "orgd-sandbox";

export async function meet(sandbox: Sandbox, place: string): Promise<void> {
  const meeting = await sandbox.world("meeting");
  await meeting.fetch("/orgs", {headers: {"X-At": place}});
  await meeting.requests.wait({header: `X-At: ${place}`}, 2, 100);
}
