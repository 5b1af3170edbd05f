import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { tableText, typingTable } from "./typingTable.js";

/** At least this share of all damaged files must be usable, of those in each state, and of those with one problem. */
const bars = { all: 0.99, state: 0.97, single: 0.95 } as const;

/** Damages `count` files in each typing state, prints the table and holds it to the bars. */
export function checkTypingTable(t: TestContext, texts: readonly string[], count: number): void {
  const results = typingTable(texts, count, 2024);
  for (const line of tableText(results).split("\n")) t.diagnostic(line);
  let files = 0;
  let usable = 0;
  for (const result of results) {
    files += result.files;
    usable += result.usable;
    const examples = result.failures.slice(0, 5).join("\n");
    assert.ok(result.files >= 100, result.name);
    assert.ok(result.usable >= result.files * bars.state, `${result.name}: ${result.usable} usable\n${examples}`);
    assert.ok(result.single >= result.files * bars.single, `${result.name}: ${result.single} single\n${examples}`);
  }
  assert.ok(usable >= files * bars.all, `${usable} of ${files} are usable`);
}
