import assert from "node:assert/strict";
import { test } from "node:test";
import type { BindingsReport, BindingTrouble } from "../../server/protocol.js";
import { reportView } from "./reportView.js";

const folder = "file:///project/src/lwm2m";
const tank = `${folder}/tank_10999_v1_0.ts`;
const vessel = `${folder}/vessel_10998_v1_0.ts`;
const runtime = `${folder}/runtime/index.ts`;

function view(report: Partial<BindingsReport>): ReturnType<typeof reportView> {
  const nothing = { bindings: [], written: [], unchanged: [], removed: [], troubles: [] };
  return reportView({ out: folder, ...nothing, ...report }, "src/lwm2m");
}

const broken: BindingTrouble = {
  level: "error",
  message: "Write a type.",
  uri: "file:///project/my%20tank.xml",
  range: { start: { line: 11, character: 0 }, end: { line: 11, character: 4 } },
};
const refused: BindingTrouble = { level: "error", message: "It is not ours.", uri: vessel };

test("one file is told in the status bar, written or not", () => {
  assert.deepEqual(view({ bindings: [tank], written: [runtime, tank] }), {
    kind: "quiet",
    text: "tank_10999_v1_0.ts written to src/lwm2m.",
    leadsTo: undefined,
  });
  assert.equal(
    view({ bindings: [tank], unchanged: [tank, runtime] }).text,
    "tank_10999_v1_0.ts in src/lwm2m is up to date.",
  );
});

test("several files are counted, and lead to their folder", () => {
  assert.deepEqual(view({ bindings: [tank, vessel], written: [tank, vessel, runtime] }), {
    kind: "information",
    text: "3 files written to src/lwm2m.",
    leadsTo: "folder",
  });
  assert.equal(
    view({ bindings: [tank, vessel], written: [tank], unchanged: [vessel], removed: [runtime] }).text,
    "1 file written to src/lwm2m. 1 was up to date. 1 file removed from src/lwm2m that nothing is generated for any more.",
  );
  assert.equal(
    view({ bindings: [tank, vessel], unchanged: [tank, vessel] }).text,
    "All 2 files in src/lwm2m are up to date.",
  );
});

test("a broken definition is an error that leads to its place", () => {
  assert.deepEqual(view({ troubles: [broken] }), {
    kind: "error",
    text: "Nothing was written. my tank.xml, line 12: Write a type.",
    leadsTo: broken,
  });
  assert.equal(
    view({ troubles: [broken, refused, broken] }).text,
    "Nothing was written. There are 3 problems in 2 files, the first: my tank.xml, line 12: Write a type.",
  );
});

test("a file that is not ours is a warning beside those that were written; a warning alone says nothing", () => {
  assert.deepEqual(view({ bindings: [tank, vessel], written: [tank], troubles: [refused] }), {
    kind: "warning",
    text: "1 file written to src/lwm2m. vessel_10998_v1_0.ts: It is not ours.",
    leadsTo: refused,
  });
  assert.equal(
    view({ bindings: [tank], written: [tank], troubles: [{ level: "warning", message: "Odd." }] }).kind,
    "quiet",
  );
});

test("what the configuration does not name can be added to it", () => {
  const unnamed = { config: "file:///project/lwm2m.config.json", definitions: [], objects: ["3303"] };
  assert.deepEqual(view({ bindings: [tank], written: [tank], unnamed }), {
    kind: "information",
    text:
      "1 file written to src/lwm2m. lwm2m.config.json does not name object 3303, " +
      "so its file goes when everything is generated.",
    leadsTo: "config",
  });
  const many = { ...unnamed, definitions: ["a.xml"], objects: ["3303", "3304"] };
  assert.match(
    view({ bindings: [tank, vessel], written: [tank], unnamed: many }).text,
    /does not name 3 of the sources, so their files go when/u,
  );
});
