import assert from "node:assert/strict";
import { test } from "node:test";
import { printHeader } from "../print/header.js";
import { isUpToDate, planOutput, removedFirst, type FoundFile, type OutputPlan } from "./plan.js";

const header = printHeader("3303.xml", "0123456789abcdef", []);
const generated = (rest: string): string => `${header}\n${rest}\n`;

/** What is in the folder by path, and what is wanted in it. */
function plan(
  existing: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
  prunes = false,
): OutputPlan {
  const files = Object.entries(wanted).map(([path, text]) => ({ path, text }));
  const paths = Object.keys(existing);
  const find = (path: string): FoundFile => {
    const text = existing[path];
    return text === undefined ? { kind: "none" } : { kind: "text", text };
  };
  return planOutput({ paths, find }, files, { prunes });
}

/** The paths of a plan by what is done with them. */
function paths({ created, changed, unchanged, removed, refused }: OutputPlan): Readonly<Record<string, string[]>> {
  const all = {
    created: created.map(({ path }) => path),
    changed: changed.map(({ path }) => path),
    unchanged: [...unchanged],
    removed: [...removed],
    refused: refused.map(({ path }) => path),
  };
  return Object.fromEntries(Object.entries(all).filter(([, list]) => list.length > 0));
}

const a = "temperature_3303_v1_1.ts";

test("what is missing is created, what differs is changed, what is the same stays untouched", () => {
  const wanted = { [a]: generated("new"), "index.ts": generated("index"), "runtime/index.ts": generated("runtime") };
  const existing = { [a]: generated("old"), "index.ts": generated("index") };
  const { changed, ...rest } = plan(existing, wanted);
  assert.deepEqual(paths({ changed, ...rest }), {
    created: ["runtime/index.ts"],
    changed: [a],
    unchanged: ["index.ts"],
  });
  assert.equal(changed[0]?.before, generated("old"));
});

test("each single byte counts, line ends do not", () => {
  const text = generated("export const a = 1;");
  for (let at = header.length; at < text.length; at++) {
    const flipped = `${text.slice(0, at)}~${text.slice(at + 1)}`;
    assert.deepEqual(paths(plan({ [a]: flipped }, { [a]: text })), { changed: [a] });
  }
  assert.ok(isUpToDate(plan({ [a]: text.replaceAll("\n", "\r\n") }, { [a]: text })));
  assert.ok(!isUpToDate(plan({ [a]: text.trimEnd() }, { [a]: text })));
});

test("a file without our header is in the way, whatever is in it", () => {
  for (const text of ["", "export const mine = 1;\n", ` ${generated("x")}`]) {
    const { refused, ...rest } = plan({ [a]: text }, { [a]: generated("x") });
    assert.deepEqual(paths({ refused, ...rest }), { refused: [a] });
    assert.match(refused[0]?.message ?? "", /was not generated.*choose another folder/u);
  }
});

test("a file that Git could not merge is generated anew", () => {
  const conflict = `<<<<<<< HEAD\n${generated("ours")}=======\n${generated("theirs")}>>>>>>> branch\n`;
  for (const text of [conflict, conflict.replaceAll("\n", "\r\n")]) {
    assert.deepEqual(paths(plan({ [a]: text }, { [a]: generated("x") })), { changed: [a] });
  }
  const mine = conflict.replaceAll(header, "// mine");
  assert.deepEqual(paths(plan({ [a]: mine }, { [a]: generated("x") })), { refused: [a] });
});

test("the same object version under an old name goes, other versions and objects stay", () => {
  const existing = {
    "thermometer_3303_v1_1.ts": generated("old name"),
    "temperature_3303_v1_0.ts": generated("other version"),
    "device_3_v1_1.ts": generated("other object"),
    "mine_3303_v1_1.ts": "// written by hand\n",
  };
  assert.deepEqual(paths(plan(existing, { [a]: generated("x") })), {
    created: [a],
    removed: ["thermometer_3303_v1_1.ts"],
  });
});

test("a run that knows all that there should be removes the rest of what was generated, and nothing else", () => {
  const existing = {
    "device_3_v1_1.ts": generated("gone"),
    "index.ts": generated("index"),
    "runtime/tlv.ts": generated("runtime"),
    "main.ts": "import {} from './index.js';\n",
  };
  assert.deepEqual(paths(plan(existing, { [a]: generated("x") }, true)), {
    created: [a],
    removed: ["device_3_v1_1.ts", "index.ts", "runtime/tlv.ts"],
  });
});

test("a file whose name changes only in its case is removed before the new one is written", () => {
  const changed = plan({ "Temperature_3303_v1_1.ts": generated("old") }, { [a]: generated("new") });
  assert.deepEqual(removedFirst(changed), ["Temperature_3303_v1_1.ts"]);
});
