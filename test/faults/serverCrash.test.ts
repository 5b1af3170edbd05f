import assert from "node:assert/strict";
import { test } from "node:test";
import { badNetwork, securities, WholePair } from "./wholePair.js";

// The server's program ends without a word. What it has kept is its state: sessions and keys of sessions are gone.

for (const security of securities) {
  for (const [network, faults] of [
    ["good", {}],
    ["bad", badNetwork],
  ] as const) {
    for (const seed of [1, 2, 3]) {
      test(`a server that crashes on a ${network} network has its device back (security ${security}, seed ${seed})`, async () => {
        const pair = new WholePair({ security, seed, faults });
        const { id } = await pair.registered();
        await pair.insist((device) => device.observe("/3303/0/5700"));
        await pair.notified("/3303/0/5700", 2);

        pair.crashServer();
        assert.deepEqual([pair.device.id, pair.device.state], [id, "not seen yet"]);
        assert.equal(pair.observation("/3303/0/5700").state, "pending");
        await pair.registered();
        await pair.until("it is observed again", () => pair.observation("/3303/0/5700").state === "active");
        await pair.notified("/3303/0/5700", 2);

        assert.equal(pair.device.id, id, "it is the same device");
        await pair.insist((device) => device.write("/33000/0/1", { kind: "text", text: "7" }));
        const { values } = await pair.insist((device) => device.read("/33000/0/1"));
        assert.deepEqual(values[0]?.value, { type: "Integer", value: 7n });
        assert.deepEqual(pair.handled.twice, []);
        await pair.stop();
        assert.equal(pair.clock.timers, 0, "timers are left");
      });
    }
  }
}

for (const security of securities) {
  test(`a server that is away for a day finds its device again (security ${security})`, async () => {
    const pair = new WholePair({ security });
    const { id } = await pair.registered();
    await pair.insist((device) => device.observe("/33000/0/1"));
    pair.network.filter = () => false;
    await pair.clock.advance(24 * 3_600_000);
    assert.equal(pair.client.state.kind, "failing");
    assert.equal(pair.device.state, "expired");
    pair.network.filter = () => true;
    await pair.registered();
    await pair.until("it is observed again", () => pair.observation("/33000/0/1").state === "active");
    await pair.insist((device) => device.write("/33000/0/1", { kind: "text", text: "3" }));
    await pair.notified("/33000/0/1", 1);
    assert.equal(pair.device.id, id);
    await pair.stop();
    assert.equal(pair.clock.timers, 0, "timers are left");
  });
}
