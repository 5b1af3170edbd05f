import { test } from "node:test";
import assert from "node:assert/strict";
import { usualBindingOptions } from "../definition/bindingOptions.js";
import { describedRegistry } from "../../test/fixtures/registry.js";
import { registryOrigin } from "./bindings.js";
import { generateBindings } from "./generateBindings.js";

test("generates a file for every version of every published object, without an error", () => {
  const registry = describedRegistry();
  const definitions = registry.objects.flatMap(({ id }) => registry.versions(id));
  const sources = definitions.map((definition) => ({ definition, from: registryOrigin }));
  const { files, problems } = generateBindings(sources, usualBindingOptions);
  assert.equal(files.length, definitions.length);
  assert.equal(new Set(files.map(({ path }) => path)).size, files.length);
  assert.deepEqual(
    problems.filter(({ level }) => level === "error"),
    [],
  );
});
