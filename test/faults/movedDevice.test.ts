import assert from "node:assert/strict";
import { test } from "node:test";
import { badNetwork, securities, WholePair } from "./wholePair.js";

// A network address translator gives the device another address, which neither side is told.

for (const security of securities) {
  for (const [network, faults] of [
    ["good", {}],
    ["bad", badNetwork],
  ] as const) {
    for (const seed of [1, 2, 3]) {
      test(`a device that moves on a ${network} network comes back (security ${security}, seed ${seed})`, async () => {
        const pair = new WholePair({ security, seed, faults });
        const { id } = await pair.registered();
        const { location } = pair.device.registration ?? assert.fail();

        pair.moveDevice();
        await pair.until("the device is where it has moved to", () => pair.device.address.port === 40_001);
        await pair.registered();
        assert.equal(pair.device.id, id, "it is the same device");
        // On a bad network the attempt to resume the DTLS session may be lost, and then the next one begins anew.
        if (network === "good" || security === "none") {
          assert.equal(pair.device.registration?.location, location, "its registration goes on");
        }
        await pair.insist((device) => device.write("/33000/0/1", { kind: "text", text: "7" }));
        assert.deepEqual(pair.handled.twice, []);
        await pair.stop();
        assert.equal(pair.clock.timers, 0, "timers are left");
      });

      test(`what is observed on a device that moves on a ${network} network is observed again (security ${security}, seed ${seed})`, async () => {
        const pair = new WholePair({ security, seed, faults });
        const { id } = await pair.registered();
        await pair.insist((device) => device.observe("/3303/0/5700"));
        await pair.notified("/3303/0/5700", 2);

        pair.moveDevice();
        await pair.until("the device is where it has moved to", () => pair.device.address.port === 40_001);
        await pair.registered();
        await pair.until("it is observed again", () => pair.observation("/3303/0/5700").state === "active");
        await pair.notified("/3303/0/5700", 2);

        assert.equal(pair.device.id, id, "it is the same device");
        assert.deepEqual(pair.handled.twice, []);
        await pair.stop();
        assert.equal(pair.clock.timers, 0, "timers are left");
      });
    }
  }
}
