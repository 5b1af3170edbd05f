import { test } from "node:test";
import assert from "node:assert/strict";
import { object } from "../testing/resource.js";
import { objectNames } from "./objectNames.js";

test("an object is called by its words, its ID and its version", () => {
  assert.deepEqual(objectNames(object({ id: 5, name: "Firmware Update", version: "1.1" }), new Map()), {
    symbol: "FirmwareUpdate_5_v1_1",
    aliasSymbol: "FirmwareUpdate_5",
    file: "firmware_update_5_v1_1",
    aliasFile: "firmware_update_5",
  });
});

const tables: readonly (readonly [name: string, symbol: string, file: string])[] = [
  ["3D Printer", "_3dPrinter_9_v1_0", "3d_printer_9_v1_0"],
  ["", "Object_9_v1_0", "object_9_v1_0"],
  ["温度", "温度_9_v1_0", "object_9_v1_0"],
  ["Wärme-Zähler", "WarmeZahler_9_v1_0", "warme_zahler_9_v1_0"],
  ["Con", "Con_9_v1_0", "con_9_v1_0"],
  ["../../etc/passwd", "EtcPasswd_9_v1_0", "etc_passwd_9_v1_0"],
];

for (const [name, symbol, file] of tables) {
  test(`an object called ${JSON.stringify(name)} is ${symbol} in ${file}.ts`, () => {
    const names = objectNames(object({ id: 9, name }), new Map());
    assert.deepEqual([names.symbol, names.file], [symbol, file]);
  });
}

test("a chosen name stands for the words", () => {
  const names = objectNames(object({ id: 9, name: "Location" }), new Map([["9", "MapPlace"]]));
  assert.deepEqual([names.symbol, names.file], ["MapPlace_9_v1_0", "map_place_9_v1_0"]);
});

test("no file name is longer than file systems allow", () => {
  const { file } = objectNames(object({ name: "A ".repeat(500) }), new Map());
  assert.ok(file.length < 160, file);
});
