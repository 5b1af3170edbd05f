import type { ObjectLink } from "./value.js";

/** Both IDs of a link that points nowhere (LwM2M TS 1.2 Appendix C). */
export const nullId = 65535;

/** Reads `3303:0`, as text on the wire has it, or `3303/0`; `none` points nowhere. Undefined for anything else. */
export function parseObjectLink(text: string): ObjectLink | undefined {
  if (text.toLowerCase() === "none") return { objectId: nullId, objectInstanceId: nullId };
  const parts = /^\/?(\d{1,5})[:/](\d{1,5})$/u.exec(text);
  const objectId = Number(parts?.[1] ?? "-1");
  const objectInstanceId = Number(parts?.[2] ?? "-1");
  const fits = objectId >= 0 && objectId <= nullId && objectInstanceId >= 0 && objectInstanceId <= nullId;
  return fits ? { objectId, objectInstanceId } : undefined;
}

/** The link as a person reads it: `3303/0`, or `none`. */
export function printObjectLink({ objectId, objectInstanceId }: ObjectLink): string {
  return objectId === nullId && objectInstanceId === nullId
    ? "none"
    : `${String(objectId)}/${String(objectInstanceId)}`;
}

/** Reads `3303:0`, the form of the wire. */
export function parseWireLink(text: string): ObjectLink | undefined {
  return /^\d+:\d+$/u.test(text) ? parseObjectLink(text) : undefined;
}

/** The link in the form of the wire (LwM2M TS 1.2 Appendix C): `3303:0`. */
export function printWireLink({ objectId, objectInstanceId }: ObjectLink): string {
  return `${String(objectId)}:${String(objectInstanceId)}`;
}
