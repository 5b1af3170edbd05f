import assert from "node:assert/strict";
import { test } from "node:test";
import { equalBytes } from "../../lwm2m/base/bytes.js";
import { patternOf } from "../../lwm2m/coap/testing/coapPair.js";
import { badNetwork, securities, WholePair } from "./wholePair.js";

// Of three datagrams one is lost; others come twice, late, or in another order.

const seeds = [1, 2, 3, 4];
const body = patternOf(100_000);

/** Runs a test for each kind of security, with several seeds. */
function onBadNetwork(what: string, check: (pair: WholePair) => Promise<void>): void {
  for (const security of securities) {
    for (const seed of seeds) {
      test(`on a bad network ${what} (security ${security}, seed ${seed})`, async () => {
        const pair = new WholePair({ security, seed, faults: badNetwork });
        await pair.registered();
        await check(pair);
        assert.deepEqual(pair.handled.twice, []);
        await pair.stop();
        assert.equal(pair.clock.timers, 0, "timers are left");
      });
    }
  }
}

onBadNetwork("a device registers and answers", async (pair) => {
  for (let round = 0; round < 5; round++) {
    const { values } = await pair.insist((device) => device.read("/3303/0/5700"));
    assert.equal(values[0]?.value.type, "Float");
  }
  const { values } = await pair.insist((device) => device.read("/3"));
  assert.ok(values.length > 5);
});

onBadNetwork("what is written and executed is done once", async (pair) => {
  for (let number = 1; number <= 10; number++) {
    await pair.insist((device) => device.write("/33000/0/1", { kind: "text", text: String(number) }));
    await pair.insist((device) => device.execute("/33000/0/2"));
  }
  const { values } = await pair.insist((device) => device.read("/33000/0/1"));
  assert.deepEqual(values[0]?.value, { type: "Integer", value: 10n });
});

onBadNetwork("an observation keeps delivering", async (pair) => {
  await pair.insist((device) => device.observe("/3303/0/5700"));
  await pair.notified("/3303/0/5700", 30);
});

onBadNetwork("100 kB go to the device and come back", async (pair) => {
  await pair.insist((device) => device.write("/33000/0/0", { kind: "bytes", bytes: body }));
  const { values } = await pair.insist((device) => device.read("/33000/0/0"));
  const [read] = values;
  assert.ok(read?.value.type === "Opaque" && equalBytes(read.value.value, body));
});

onBadNetwork("firmware of 100 kB is pushed", async (pair) => {
  await pair.insist(async (device) => {
    const state = await device.read("/5/0/3");
    // The answer to the last block may have been lost; then everything is there, and the device wants no other package.
    if (state.kind !== "success" || state.values[0]?.value.value === 2n) return state;
    return device.write("/5/0/0", { kind: "bytes", bytes: body });
  });
  const { values } = await pair.insist((device) => device.read("/5/0/3"));
  assert.deepEqual(values[0]?.value, { type: "Integer", value: 2n }, "it is downloaded");
  assert.equal(pair.handled.of("device PUT /5/0/0"), 1);
});
