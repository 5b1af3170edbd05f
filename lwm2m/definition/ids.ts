/**
 * What the numbers of objects and resources mean: the classes of LwM2M TS 1.2 §7 and of OMA's name authority.
 * Every object ID from 0 to 65535 and every resource ID from 0 to 65535 is in exactly one class.
 */

/** The label of a class of objects inside an object URN. */
export type UrnLabel = "oma" | "ext" | "x";

/** A class of object IDs, both ends included. */
export interface ObjectIdClass {
  readonly kind: "oma" | "ipso" | "reserved" | "ext" | "registered" | "private" | "test" | "never";
  readonly first: number;
  readonly last: number;
  /** Undefined where no object may be. */
  readonly urnLabel: UrnLabel | undefined;
  /** A few words, for lists. */
  readonly title: string;
  readonly meaning: string;
}

const reservedMeaning = "Reserved by OMA; no object may have such an ID, and tools such as Leshan refuse it.";

/** The classes of object IDs, ascending. */
export const objectIdClasses = [
  {
    kind: "oma",
    first: 0,
    last: 499,
    urnLabel: "oma",
    title: "OMA",
    meaning: "Objects of OMA itself, by its Device Management and Service Enablement working group.",
  },
  {
    kind: "ipso",
    first: 500,
    last: 1023,
    urnLabel: "oma",
    title: "OMA, IPSO",
    meaning: "Objects of OMA, by its IPSO working group.",
  },
  { kind: "reserved", first: 1024, last: 2047, urnLabel: undefined, title: "reserved", meaning: reservedMeaning },
  {
    kind: "ext",
    first: 2048,
    last: 10240,
    urnLabel: "ext",
    title: "other standards organization",
    meaning: "Objects of other standards organizations, registered at OMA.",
  },
  {
    kind: "registered",
    first: 10241,
    last: 32768,
    urnLabel: "x",
    title: "registered by a company or a person",
    meaning: "Objects of companies and persons, registered at OMA one by one.",
  },
  {
    kind: "private",
    first: 32769,
    last: 42768,
    urnLabel: "x",
    title: "block of a company",
    meaning: "Blocks that OMA reserves for single companies in bulk. Their objects are never published.",
  },
  {
    kind: "test",
    first: 42769,
    last: 42800,
    urnLabel: "x",
    title: "test only",
    meaning: "For experiments; never for a product, and never published.",
  },
  { kind: "reserved", first: 42801, last: 65534, urnLabel: undefined, title: "reserved", meaning: reservedMeaning },
  {
    kind: "never",
    first: 65535,
    last: 65535,
    urnLabel: undefined,
    title: "no object",
    meaning: "MAX_ID: means no object at all, for example in an Objlnk, so no object can have it.",
  },
] as const satisfies readonly ObjectIdClass[];

/** A class of resource IDs, both ends included. */
export interface ResourceIdClass {
  readonly kind: "object-specific" | "reusable" | "private" | "undefined";
  readonly first: number;
  readonly last: number;
  /** A few words, for lists. */
  readonly title: string;
  readonly meaning: string;
}

/** The classes of resource IDs, ascending. */
export const resourceIdClasses = [
  {
    kind: "object-specific",
    first: 0,
    last: 2047,
    title: "this object's own",
    meaning: "Means what this object says; another object may use the same ID for something else.",
  },
  {
    kind: "reusable",
    first: 2048,
    last: 26240,
    title: "reusable",
    meaning: "Means the same in every object. OMA registers these in Common.xml; nobody may assign one to themselves.",
  },
  {
    kind: "private",
    first: 26241,
    last: 32768,
    title: "private",
    meaning: "Free for anybody's own use inside private objects.",
  },
  {
    kind: "undefined",
    first: 32769,
    last: 65535,
    title: "undefined",
    meaning: "LwM2M gives these IDs no meaning; no resource may have one.",
  },
] as const satisfies readonly ResourceIdClass[];

/** The class of an object ID; undefined if it is no whole number from 0 to 65535. */
export function objectIdClass(id: number): ObjectIdClass | undefined {
  return objectIdClasses.find((candidate) => contains(candidate, id));
}

/** The class of a resource ID; undefined if it is no whole number from 0 to 65535. */
export function resourceIdClass(id: number): ResourceIdClass | undefined {
  return resourceIdClasses.find((candidate) => contains(candidate, id));
}

function contains({ first, last }: { readonly first: number; readonly last: number }, id: number): boolean {
  return Number.isInteger(id) && first <= id && id <= last;
}
