import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../../../test/fixtures/seededRandom.js";
import { Buckets, type Chained } from "./buckets.js";

interface Item extends Chained<Item> {
  readonly name: string;
}

/** How many items stand in the chain of a hash. */
function chainLength(buckets: Buckets<Item>, hash: number): number {
  let length = 0;
  for (let item = buckets.first(hash); item !== undefined; item = item.chained) length++;
  return length;
}

test("buckets hold what was added and not removed, also where hashes are equal", () => {
  const { below } = seededRandom(3);
  const buckets = new Buckets<Item>();
  const expected = new Set<Item>();
  for (let round = 0; round < 5000; round++) {
    const [first] = expected;
    if (first !== undefined && below(3) === 0) {
      buckets.remove(first);
      buckets.remove(first);
      expected.delete(first);
    } else {
      const item = { name: `${round}`, hash: below(1000) - 500, chained: undefined };
      buckets.add(item);
      expected.add(item);
    }
  }
  assert.equal(buckets.size, expected.size);
  assert.deepEqual(new Set(buckets.items()), expected);
  for (const item of expected) assert.ok(chainLength(buckets, item.hash) < 20);
  buckets.clear();
  assert.deepEqual([buckets.size, buckets.items().length], [0, 0]);
});
