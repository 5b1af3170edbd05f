import type { ObjectRow } from "../table.js";
import type { Report } from "./files.js";
import { objectRow } from "./rows.js";
import { readRecord } from "./record.js";

/** An object version and the file that it stands in. */
export interface FoundObject {
  readonly path: string;
  readonly row: ObjectRow;
}

/** Reads one object definition file, whose name must agree with what it defines. */
export function readObjectFile(path: string, text: string, report: Report): FoundObject | undefined {
  const read = readRecord(text);
  if ("problem" in read) {
    report("error", path, read.problem);
    return undefined;
  }
  const objects = read.record.children("LWM2M").flatMap((root) => root.children("Object"));
  const [object] = objects;
  if (object === undefined || objects.length > 1) {
    report("error", path, `The file holds ${objects.length} objects; a registry file holds exactly one.`);
    return undefined;
  }
  const row = objectRow(object, (message) => {
    report("error", path, message);
  });
  if (row === undefined) return undefined;
  checkName(path, row, report);
  return { path, row };
}

function checkName(path: string, row: ObjectRow, report: Report): void {
  const inHistory = historyPath(row.id, row.version);
  if (path !== inHistory && path !== rootPath(row.id)) {
    report(
      "warning",
      path,
      `The file defines object ${row.id} version ${row.version}; its name should be ${inHistory}.`,
    );
  }
}

/** Where the newest version of an object stands. */
export function rootPath(id: number): string {
  return `${id}.xml`;
}

/** Where every version of an object stands. */
export function historyPath(id: number, version: string): string {
  return `version_history/${id}-${version.replace(".", "_")}.xml`;
}

/** Object versions by `id/version`; of two files that define the same one the first in the order of paths counts. */
export function distinctObjects(found: readonly FoundObject[], report: Report): Map<string, FoundObject> {
  const byKey = new Map<string, FoundObject>();
  for (const object of found) {
    const key = `${object.row.id}/${object.row.version}`;
    const first = byKey.get(key);
    if (first === undefined) byKey.set(key, object);
    else
      report(
        "error",
        object.path,
        `Version ${object.row.version} of object ${object.row.id} is already in ${first.path}.`,
      );
  }
  return byKey;
}
