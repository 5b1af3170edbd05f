import assert from "node:assert/strict";
import { test } from "node:test";
import { fileText, objectText } from "../../lwm2m/definition/rules/example.js";
import { objectPlaces } from "./objectPlaces.js";

test("objects are found at their start tags; one without an ID is none", () => {
  const objects = [objectText(), objectText({ ObjectID: "" }), objectText({ ObjectID: "10998" })];
  const text = fileText(objects.join("\n"));
  const places = objectPlaces(text);
  assert.deepEqual(
    places.map(({ id }) => id),
    [10999, 10998],
  );
  for (const { offset } of places) assert.ok(text.startsWith("<Object ", offset));
  assert.deepEqual(objectPlaces("<LWM2M><Obj"), []);
});
