import { operationValues, resourceTypes, type Operations, type ResourceType } from "./structure.js";
import { initialVersion } from "./version.js";

/** What the texts of fields mean. The texts come without white space at their edges. */

/** The text of Operations; undefined for anything that LwM2M does not know. */
export function operationsOf(text: string): Operations | undefined {
  return operationValues.find(({ value }) => value === text)?.value;
}

/** The text of Type; undefined for anything that is no data type, also for the empty text of an executable resource. */
export function typeOf(text: string): ResourceType | undefined {
  return resourceTypes.find(({ value }) => value === text)?.value;
}

/** The text of ObjectVersion or LWM2MVersion; the empty one means 1.0 (LwM2M TS 1.2 Appendix D.1). */
export function versionOf(text: string): string | undefined {
  if (text === "") return initialVersion;
  return /^[0-9]+\.[0-9]+$/u.test(text) ? text : undefined;
}

/** The text of MultipleInstances: true for several. */
export function multiplicityOf(text: string): boolean | undefined {
  return text === "Multiple" ? true : text === "Single" ? false : undefined;
}

/** The text of Mandatory: true for what must be there. */
export function presenceOf(text: string): boolean | undefined {
  return text === "Mandatory" ? true : text === "Optional" ? false : undefined;
}
