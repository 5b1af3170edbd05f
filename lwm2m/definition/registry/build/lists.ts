import { parseId } from "../../definitionFile.js";
import type { ReusableRow } from "../table.js";
import type { Report } from "./files.js";
import { readRecord, type XmlRecord } from "./record.js";
import { reusableRow } from "./rows.js";

/** Reads Common.xml: the reusable resources, ascending by ID. */
export function readCommon(path: string, text: string, report: Report): readonly ReusableRow[] {
  const root = rootRecord(path, text, report);
  const items = root?.children("LWM2M").flatMap((lwm2m) => lwm2m.children("Object")) ?? [];
  const resources = items.flatMap((object) => object.children("Resources")).flatMap((list) => list.children("Item"));
  const byId = new Map<number, ReusableRow>();
  for (const item of resources) {
    const row = reusableRow(item, (message) => {
      report("error", path, message);
    });
    if (row === undefined) continue;
    if (byId.has(row[0])) report("error", path, `Reusable resource ${row[0]} is listed twice; the first one counts.`);
    else byId.set(row[0], row);
  }
  if (root !== undefined && byId.size === 0) report("error", path, "The file lists no reusable resource.");
  return [...byId.values()].sort((a, b) => a[0] - b[0]);
}

/** An entry of DDF.xml. */
export interface ListedObject {
  readonly id: number;
  readonly version: string;
  /** Where its file is, relative to the registry; undefined for an ID that is only reserved. */
  readonly file: string | undefined;
}

/** Reads DDF.xml: the list of what is published. */
export function readDdf(path: string, text: string, report: Report): readonly ListedObject[] {
  const root = rootRecord(path, text, report);
  const items = root?.children("DDFList").flatMap((list) => list.children("Item")) ?? [];
  if (root !== undefined && items.length === 0) report("error", path, "The file lists no object.");
  const seen = new Set<string>();
  return items.flatMap((item) => {
    const id = parseId(item.text("ObjectID")?.trim());
    if (id === undefined) {
      report(
        "warning",
        path,
        `An entry has no ObjectID from 0 to 65535, but ${JSON.stringify(item.text("ObjectID") ?? "")}.`,
      );
      return [];
    }
    const version = item.text("Ver")?.trim() ?? "";
    const key = `${id}/${version}`;
    if (seen.has(key)) report("warning", path, `Version ${version} of object ${id} is listed twice.`);
    seen.add(key);
    const file = item.text("DDF")?.trim() ?? "";
    return [{ id, version, file: file === "" ? undefined : file }];
  });
}

function rootRecord(path: string, text: string, report: Report): XmlRecord | undefined {
  const read = readRecord(text);
  if ("record" in read) return read.record;
  report("error", path, read.problem);
  return undefined;
}
