import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { claim, highestClaim, isInForce, newSocketPath } from "./claims.js";

function testFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "lwm2m-claims-"));
  t.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

interface Listener {
  readonly socket: string;
  readonly stop: () => Promise<void>;
}

async function listener(t: TestContext, folder: string): Promise<Listener> {
  const socket = newSocketPath(folder);
  const server: Server = createServer((connection) => connection.destroy());
  server.listen(socket);
  await once(server, "listening");
  const stop = async (): Promise<void> => {
    if (!server.listening) return;
    server.close();
    await once(server, "close");
  };
  t.after(stop);
  return { socket, stop };
}

test("gives the home to the first that asks, and to no other while it listens", async (t) => {
  const folder = testFolder(t);
  const [first, second] = [await listener(t, folder), await listener(t, folder)];
  assert.deepEqual(await claim(folder, first.socket), { number: 1, socket: first.socket });
  assert.equal(await claim(folder, second.socket), undefined);
});

test("gives the home to exactly one of many that ask at once, again and again", async (t) => {
  const folder = testFolder(t);
  let winner: Listener | undefined;
  for (let round = 1; round <= 10; round++) {
    await winner?.stop();
    const listeners = await Promise.all(Array.from({ length: 8 }, () => listener(t, folder)));
    const claims = await Promise.all(listeners.map(({ socket }) => claim(folder, socket)));
    assert.equal(claims.filter((won) => won !== undefined).length, 1, `round ${round}`);
    winner = listeners.find(({ socket }) => socket === highestClaim(folder)?.socket);
  }
  assert.ok(winner !== undefined);
});

test("never gives a number again, so that one who slept between looking and claiming gives up", async (t) => {
  const folder = testFolder(t);
  const [first, second, sleeper] = [await listener(t, folder), await listener(t, folder), await listener(t, folder)];
  await claim(folder, first.socket);
  await first.stop();
  await claim(folder, second.socket);
  // The sleeper has seen that claim 1 was dead, and now makes the link for 2, which is taken.
  assert.throws(() => {
    symlinkSync(sleeper.socket, join(folder, "claim-2"));
  });
  await second.stop();
  assert.deepEqual(await claim(folder, sleeper.socket), { number: 3, socket: sleeper.socket });
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.startsWith("claim-")),
    ["claim-3"],
  );
});

test("passes over what is no claim", async (t) => {
  const folder = testFolder(t);
  for (const name of ["claim-x", "claim-0", "claim-7", "other"]) writeFileSync(join(folder, name), "");
  const { socket } = await listener(t, folder);
  assert.deepEqual(await claim(folder, socket), { number: 8, socket });
});

test("is not in force any more once somebody has cleaned up", async (t) => {
  const folder = testFolder(t);
  const { socket } = await listener(t, folder);
  const mine = await claim(folder, socket);
  assert.ok(mine !== undefined && isInForce(folder, mine));
  unlinkSync(join(folder, "claim-1"));
  assert.equal(isInForce(folder, mine), false);
});
