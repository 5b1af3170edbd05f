import { parsePath, pathOf, printPath, type ObjectPath } from "../../lwm2m/data/path.js";
import type { LinkOf } from "./filter.js";
import { isMessage, messageClass, requestPath, type LogEntry } from "./logEntry.js";

/** The place in the device that an entry is about; undefined for a message that names none, as a registration. */
export function messagePath(entry: LogEntry, linkOf: LinkOf): ObjectPath | undefined {
  if (!isMessage(entry)) return undefined;
  if (messageClass(entry.record) === "request") {
    return objectPath(requestPath(entry.record)) ?? pathOfValues(entry.record.payload?.values);
  }
  const link = linkOf(entry);
  const asked = link?.kind === "answers" || link?.kind === "notifies" ? requestPath(link.other.record) : undefined;
  return (asked === undefined ? undefined : objectPath(asked)) ?? pathOfValues(entry.record.payload?.values);
}

/** The path of the only value, or the object of the first one. */
function pathOfValues(values: readonly { readonly path: string }[] = []): ObjectPath | undefined {
  const [first, ...others] = values;
  const path = first === undefined ? undefined : objectPath(first.path);
  return path === undefined || others.length === 0 ? path : objectPath(printPath(pathOf(path.objectId)));
}

/** A path that names an object or something in one. A plain CoAP path such as `/rd` is none. */
function objectPath(text: string): ObjectPath | undefined {
  const { path } = parsePath(text);
  return path?.objectId === undefined ? undefined : { ...path, objectId: path.objectId };
}
