import { join } from "node:path";
import type { TestContext } from "node:test";
import { checkEcho } from "./dtlsEcho.js";
import { runProgram } from "./program.js";
import { temporaryFolder } from "./temporaryFolder.js";

/** Has openssl's client connect to an echo of ours twice, the second time with the session of the first. */
export async function connectTwice(t: TestContext, args: readonly string[], firstPrints: RegExp): Promise<void> {
  const session = join(temporaryFolder(t), "session");
  const first = runProgram(t, "openssl", [...args, "-sess_out", session]);
  await first.prints(firstPrints);
  await checkEcho(first, "first");
  first.write("Q\n");
  await first.ended;
  const second = runProgram(t, "openssl", [...args, "-sess_in", session]);
  await second.prints(/Reused, TLSv1\.2/u);
  await checkEcho(second, "second");
}
