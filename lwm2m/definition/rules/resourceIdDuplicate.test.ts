import assert from "node:assert/strict";
import { test } from "node:test";
import { checkRule, markPlaces } from "./checkRule.js";
import { fileText, itemText, objectText } from "./example.js";
import { resourceIdDuplicate } from "./resourceIdDuplicate.js";

function file(...ids: readonly string[]): string {
  return fileText(objectText({ Resources: ids.map((id) => itemText({ id })) }));
}

test("every repetition points to the first resource", () => {
  const diagnostics = checkRule(resourceIdDuplicate, file("5", "«5»", "6", "«5»"), {
    messages: Array.from(
      { length: 2 },
      () => "5 is already the ID of “Level”; write an ID that this object does not use yet, or remove one of the two.",
    ),
  });
  for (const { related } of diagnostics) {
    assert.deepEqual(
      related.map(({ message }) => message),
      ["Resource 5 is first defined here."],
    );
    const text = file("5", "5", "6", "5");
    assert.equal(markPlaces(text, related), file("«5»", "5", "6", "5"));
  }
});

test("all ranges of IDs count, but each object for itself", () => {
  checkRule(resourceIdDuplicate, file("5700", "«5700»", "30000", "«30000»", "40000", "«40000»"));
  checkRule(resourceIdDuplicate, fileText([1, 2].map(() => objectText()).join("\n")));
  checkRule(resourceIdDuplicate, file("x", "x", "05", "5"));
});
