import assert from "node:assert/strict";
import { test } from "node:test";
import { testRegistry } from "../../test/fixtures/registry.js";
import { registryObjects } from "./registryObjects.js";

const registry = testRegistry();

function named(...wishes: readonly string[]): readonly string[] {
  const { objects, problems } = registryObjects(wishes, registry);
  assert.deepEqual(problems, []);
  return objects.map(({ id, version }) => `${id}@${version}`);
}

test("an ID is the newest version, and each version is there once", () => {
  assert.deepEqual(named("3303", "3303@1.0", " 3303@1.1 "), ["3303@1.1", "3303@1.0"]);
});

test("all objects come in their newest version, or in every one", () => {
  assert.equal(named("all").length, registry.objects.length);
  assert.equal(named("all-versions").length, 424);
});

test("what there is not is named, with what there is", () => {
  const problems = (wish: string): string => registryObjects([wish], registry).problems.join();
  assert.match(problems("3303@9.9"), /has object 3303 in version 1\.0 and 1\.1, not in 9\.9\.$/u);
  assert.match(problems("42000"), /no object 42000; name the file/u);
  assert.match(problems("33033"), /no object 33033; .* Did you mean 3303, Temperature\?$/u);
  assert.match(problems("42"), /name the file that defines it\.$/u);
  assert.match(problems("temperture"), /is no object of the registry.* Temperature is 3303\.$/u);
  for (const wish of ["", "3303@", "-1", "3303@1", "*"]) assert.match(problems(wish), /write an ID such as 3303/u);
});
