import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { BlobService } from "./blobService.js";
import { recordExchanges, transferOf } from "./matrix.js";
import { runProgram } from "./program.js";
import { temporaryFolder } from "./temporaryFolder.js";

/** Which of libcoap's clients runs, and how it reaches our server. */
export interface LibcoapClient {
  /** `coap-client-openssl` */
  readonly program: string;
  /** `coaps://127.0.0.1:5684` */
  readonly uri: string;
  /** Who it is, and how long it waits. */
  readonly arguments: readonly string[];
}

/** What large bodies are compared by, so that a difference is printed in one line. */
export function digest(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Has the client write a body of each size to `/blob` of our server, and read it back. */
export async function moveBodies(
  t: TestContext,
  client: LibcoapClient,
  server: Pick<BlobService, "blob" | "handled">,
  sizes: readonly number[],
): Promise<void> {
  const folder = temporaryFolder(t);
  const [sentFile, receivedFile] = [join(folder, "sent"), join(folder, "received")];
  const blob = `${client.uri}/blob`;
  for (const [index, size] of sizes.entries()) {
    const sent = randomBytes(size);
    writeFileSync(sentFile, sent);
    const write = [...client.arguments, "-m", "put", "-t", "42", "-f", sentFile, blob];
    const put = runProgram(t, client.program, write);
    assert.equal(await put.ended, 0, put.output());
    assert.equal(digest(server.blob()), digest(sent), put.output());
    assert.equal(server.handled.get("PUT /blob"), index + 1, "The body is handed over once.");
    const get = runProgram(t, client.program, [...client.arguments, "-m", "get", "-o", receivedFile, blob]);
    assert.equal(await get.ended, 0, get.output());
    assert.equal(digest(readFileSync(receivedFile)), digest(sent), get.output());
    recordExchanges(t, transferOf(size, "from it"), transferOf(size, "to it"));
  }
}

/** Has the client observe `/count` of our server for two seconds; its notifications come in order. */
export async function observeCount(t: TestContext, client: LibcoapClient): Promise<void> {
  const observe = runProgram(t, client.program, [...client.arguments, "-s", "2", "-w", `${client.uri}/count`]);
  await observe.ended;
  const counts = [...observe.output().matchAll(/^(\d+)$/gmu)].map(([, text]) => Number(text));
  assert.ok(counts.length >= 3, observe.output());
  assert.ok(
    counts.every((count, index) => index === 0 || count > (counts[index - 1] ?? 0)),
    counts.join(" "),
  );
  recordExchanges(t, "observe");
}
