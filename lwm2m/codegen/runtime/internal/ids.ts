import { maximumId } from "../../../data/path.js";
import { describe } from "./describe.js";

/** True for what can be the ID of an instance: a whole number from 0 to 65534. */
export function isId(id: unknown): id is number {
  return Number.isInteger(id) && Number(id) >= 0 && Number(id) <= maximumId;
}

/** Says that something is no ID. */
export function noId(id: unknown): string {
  return `An ID is a whole number from 0 to ${String(maximumId)}; found ${describe(id)}.`;
}
