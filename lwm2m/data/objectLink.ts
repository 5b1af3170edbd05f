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

/** Reads `3303:0`, the form of the wire; also `FFFF:FFFF`, as LwM2M TS 1.2 §7.4.6 writes the link that points nowhere. */
export function parseWireLink(text: string): ObjectLink | undefined {
  if (/^FFFF:FFFF$/iu.test(text)) return { objectId: nullId, objectInstanceId: nullId };
  return /^\d+:\d+$/u.test(text) ? parseObjectLink(text) : undefined;
}

/** A link as the four bytes that TLV has for it; undefined for other bytes. */
export function linkOfBytes(bytes: Uint8Array): ObjectLink | undefined {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return bytes.length === 4 ? { objectId: a * 256 + b, objectInstanceId: c * 256 + d } : undefined;
}

/** The link in the form of the wire (LwM2M TS 1.2 Appendix C): `3303:0`. */
export function printWireLink({ objectId, objectInstanceId }: ObjectLink): string {
  return `${String(objectId)}:${String(objectInstanceId)}`;
}
