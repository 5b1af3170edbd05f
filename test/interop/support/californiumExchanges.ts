import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { codeOf } from "../../../lwm2m/coap/codes.js";
import type { CoapSession } from "../../../lwm2m/coap/session.js";
import type { BlobService } from "./blobService.js";
import { order } from "./californium.js";
import { moveBothWays, observeThree, responseOf } from "./coapClient.js";
import { digest } from "./libcoapClient.js";
import { recordExchanges, transferOf } from "./matrix.js";
import type { Program } from "./program.js";
import { temporaryFolder } from "./temporaryFolder.js";

/** Has a client of Californium write and read bodies, post, observe and cancel at a server of ours. */
export async function checkCaliforniumClient(
  t: TestContext,
  peer: Program,
  server: Pick<BlobService, "blob" | "handled">,
  sizes: readonly number[],
): Promise<void> {
  const folder = temporaryFolder(t);
  for (const [index, size] of sizes.entries()) {
    const [sent, received] = [join(folder, `sent-${size}`), join(folder, `received-${size}`)];
    const body = randomBytes(size);
    writeFileSync(sent, body);
    assert.match(await order(peer, `put ${sent}`), /^2\.04 /u, peer.output());
    assert.equal(digest(server.blob()), digest(body));
    assert.equal(server.handled.get("PUT /blob"), index + 1, "The body is handed over once.");
    assert.match(await order(peer, `get ${received}`), /^2\.05 /u, peer.output());
    assert.equal(digest(readFileSync(received)), digest(body));
    recordExchanges(t, transferOf(size, "to it"), transferOf(size, "from it"));
  }
  const short = join(folder, "short");
  writeFileSync(short, "short");
  assert.match(await order(peer, `post ${short}`), /^2\.04 /u, peer.output());
  assert.equal(Buffer.from(server.blob()).toString(), "short");
  await order(peer, "observe");
  await peer.prints(/(?:^count \d+$[^]*){4}/mu);
  const counts = [...peer.output().matchAll(/^count (\d+)$/gmu)].map(([, text]) => Number(text));
  assert.ok(
    counts.every((count, index) => index === 0 || count > (counts[index - 1] ?? 0)),
    counts.join(" "),
  );
  const before = server.handled.get("GET /count") ?? 0;
  assert.equal(await order(peer, "cancel"), "done");
  // The next request is answered after the cancel was.
  await order(peer, `get ${join(folder, "last")}`);
  assert.equal(server.handled.get("GET /count"), before + 1, "It has said that it no longer observes.");
  recordExchanges(t, "observe");
}

/** Writes and reads bodies at a server of Californium, posts, observes and cancels. */
export async function checkCaliforniumServer(
  t: TestContext,
  peer: Program,
  session: CoapSession,
  sizes: readonly number[],
): Promise<void> {
  await moveBothWays(t, session, sizes);
  const posted = await session.request({ code: codeOf("POST"), path: ["blob"], payload: Buffer.from("short") });
  assert.equal(responseOf(posted).code, codeOf("Changed"));
  await peer.prints(/^stored 5 from /mu);
  const counts = (await observeThree(t, session, "count")).map(Number);
  assert.ok(
    counts.every((count, index) => index === 0 || count > (counts[index - 1] ?? 0)),
    counts.join(" "),
  );
  await peer.prints(/^observed by 1$[^]*^observed by 0$/mu);
}
