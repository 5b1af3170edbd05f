import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRoundTrips } from "./support/checkRoundTrip.js";
import { everySource } from "./support/sources.js";
import { variants } from "./support/variants.js";

const [usual, other] = variants;

for (const { name, options } of [usual, other]) {
  test(`plausible instances of every object go unchanged through what is generated ${name}`, async (t) => {
    const count = await checkRoundTrips(everySource(), options);
    t.diagnostic(`${count} values in four formats`);
    assert.ok(count > 10_000, `${count} values`);
  });
}
