import type { XmlVocabulary } from "./xml/tree.js";

/**
 * The structure of an object definition file (LwM2M TS 1.2 Appendix D, schemas LWM2M.xsd and LWM2M-v1_1.xsd) as data.
 * Parser, rules, completion, hover, formatter and the generated schema all read it.
 */

/** One element of an object definition. */
export interface ElementFacts {
  readonly name: string;
  /** What the element says, in one or two sentences. */
  readonly meaning: string;
  readonly section: string;
  /** Its children in schema order; empty for an element with text. */
  readonly children: readonly ChildFacts[];
  /** The only values that the schema allows, if it restricts them. */
  readonly values?: readonly ValueFacts[];
  readonly attributes: readonly AttributeFacts[];
}

export interface ChildFacts {
  readonly name: string;
  readonly required: boolean;
  readonly repeatable: boolean;
}

export interface ValueFacts {
  readonly value: string;
  readonly meaning: string;
}

export interface AttributeFacts {
  readonly name: string;
  readonly required: boolean;
  readonly meaning: string;
}

const appendixD1 = "LwM2M TS 1.2 Appendix D.1";

function once(name: string): ChildFacts {
  return { name, required: true, repeatable: false };
}

function optional(name: string): ChildFacts {
  return { name, required: false, repeatable: false };
}

function many(name: string): ChildFacts {
  return { name, required: true, repeatable: true };
}

/** The children of `Object` in schema order. */
export const objectFields = [
  "Name",
  "Description1",
  "ObjectID",
  "ObjectURN",
  "LWM2MVersion",
  "ObjectVersion",
  "MultipleInstances",
  "Mandatory",
  "Resources",
  "Description2",
] as const;

/** The name of a child of `Object`. */
export type ObjectFieldName = (typeof objectFields)[number];

/** The children of `Item` in schema order. */
export const itemFields = [
  "Name",
  "Operations",
  "MultipleInstances",
  "Mandatory",
  "Type",
  "RangeEnumeration",
  "Units",
  "Description",
] as const;

/** The name of a child of `Item`. */
export type ItemFieldName = (typeof itemFields)[number];

const optionalObjectFields: ReadonlySet<string> = new Set(["LWM2MVersion", "ObjectVersion"]);

/** The legal texts of `Operations`; the empty one means that only the Bootstrap-Server has access. */
export const operationValues = [
  { value: "R", meaning: "The LwM2M Server may read and observe the resource." },
  { value: "W", meaning: "The LwM2M Server may write the resource." },
  { value: "RW", meaning: "The LwM2M Server may read, observe and write the resource." },
  { value: "E", meaning: "The LwM2M Server may execute the resource; it has no value." },
  { value: "", meaning: "Only the LwM2M Bootstrap-Server has access, through the Bootstrap interface." },
] as const;

/** A legal text of `Operations`. */
export type Operations = (typeof operationValues)[number]["value"];

/** The data types of LwM2M TS 1.2 Appendix C, with the first enabler version that knows them. */
export const resourceTypes = [
  { value: "String", since: "1.0", meaning: "A UTF-8 string." },
  { value: "Integer", since: "1.0", meaning: "A signed integer of 8, 16, 32 or 64 bits." },
  { value: "Unsigned Integer", since: "1.1", meaning: "An unsigned integer of 8, 16, 32 or 64 bits; since LwM2M 1.1." },
  { value: "Float", since: "1.0", meaning: "A 32-bit or 64-bit floating point number." },
  { value: "Boolean", since: "1.0", meaning: "False or true, 0 or 1 in text." },
  { value: "Opaque", since: "1.0", meaning: "A sequence of octets; a range limits its length." },
  { value: "Time", since: "1.0", meaning: "Seconds since 1 January 1970 UTC, as a signed integer." },
  { value: "Objlnk", since: "1.0", meaning: "A reference to an object instance, such as 3303:0." },
  { value: "Corelnk", since: "1.1", meaning: "A CoRE Link (RFC 6690); since LwM2M 1.1." },
] as const;

/** A data type of a resource that has a value. */
export type ResourceType = (typeof resourceTypes)[number]["value"];

const instanceValues: readonly ValueFacts[] = [
  { value: "Single", meaning: "There is at most one instance." },
  { value: "Multiple", meaning: "There may be several instances, each with an ID." },
];

const presenceValues: readonly ValueFacts[] = [
  { value: "Mandatory", meaning: "It must be there." },
  { value: "Optional", meaning: "It may be absent." },
];

/** The enabler versions that an object definition may ask for. */
export const enablerVersions = ["1.0", "1.1", "1.2"] as const;

/** The two published schemas by the end of their address, with the enabler versions that go with them. */
export const schemas = [
  { file: "LWM2M.xsd", versions: ["1.0"] },
  { file: "LWM2M-v1_1.xsd", versions: ["1.1", "1.2"] },
] as const;

/** Where the schemas are published; both host names are in use, always over http. */
export const schemaFolder = "http://www.openmobilealliance.org/tech/profiles/";

export const schemaAttribute = "xsi:noNamespaceSchemaLocation";
export const schemaInstanceNamespace = "http://www.w3.org/2001/XMLSchema-instance";

/** A leaf: an element that holds text. */
function leaf(name: string, meaning: string, values?: readonly ValueFacts[]): ElementFacts {
  const facts = { name, meaning, section: appendixD1, children: [], attributes: [] };
  return values === undefined ? facts : { ...facts, values };
}

const lwm2m: ElementFacts = {
  name: "LWM2M",
  meaning: "The root of an object definition file. Its schema location says which data types may be used.",
  section: appendixD1,
  children: [many("Object")],
  attributes: [
    { name: "xmlns:xsi", required: true, meaning: "Binds the prefix `xsi`." },
    {
      name: schemaAttribute,
      required: true,
      meaning: "The schema: LWM2M.xsd for 1.0, LWM2M-v1_1.xsd for 1.1 and 1.2.",
    },
  ],
};

const object: ElementFacts = {
  name: "Object",
  meaning: "One object: its identity, its version and its resources.",
  section: appendixD1,
  children: objectFields.map((name) => (optionalObjectFields.has(name) ? optional(name) : once(name))),
  attributes: [{ name: "ObjectType", required: true, meaning: "Always `MODefinition` for an object definition." }],
};

const resources: ElementFacts = {
  name: "Resources",
  meaning: "The resources of the object, one `Item` each.",
  section: appendixD1,
  children: [many("Item")],
  attributes: [],
};

const item: ElementFacts = {
  name: "Item",
  meaning: "One resource: its ID, its name and what may be done with it.",
  section: appendixD1,
  children: itemFields.map(once),
  attributes: [
    {
      name: "ID",
      required: true,
      meaning: "The resource ID: 0 to 2047 for this object's own, 2048 to 26240 reusable, 26241 to 32768 private.",
    },
  ],
};

const objectLeaves: readonly ElementFacts[] = [
  leaf("Name", "The name of the object, each word with a capital."),
  leaf("Description1", "What the object is for. The first text that a reader of the registry sees."),
  leaf("ObjectID", "The number of the object, unique in the registry: 0 to 65534."),
  leaf("ObjectURN", "urn:oma:lwm2m:{oma|ext|x}:{ObjectID}, with :{ObjectVersion} behind it unless that is 1.0."),
  leaf(
    "LWM2MVersion",
    "The lowest LwM2M version that the object needs; 1.0 if absent, but OMA wants it written.",
    enablerVersions.map((value) => ({ value, meaning: `The object needs LwM2M ${value} or later.` })),
  ),
  leaf("ObjectVersion", "The version of this definition as major.minor; 1.0 if absent, but OMA wants it written."),
  leaf("MultipleInstances", "Whether the object may have several instances.", instanceValues),
  leaf("Mandatory", "Whether every LwM2M Client must support the object; only OMA's core objects are.", presenceValues),
  leaf("Description2", "More about the object, often empty. The element itself must be there."),
];

const itemLeaves: readonly ElementFacts[] = [
  leaf("Name", "The name of the resource, each word with a capital."),
  leaf("Operations", "What a LwM2M Server may do with the resource: R, W, RW, E, or empty.", operationValues),
  leaf("MultipleInstances", "Whether the resource may have several resource instances.", instanceValues),
  leaf("Mandatory", "Whether each object instance must have the resource.", presenceValues),
  leaf(
    "Type",
    "The data type of the value; empty for an executable resource.",
    resourceTypes.map(({ value, meaning }) => ({ value, meaning })),
  ),
  leaf(
    "RangeEnumeration",
    "The legal values: `min..max`, or a list `1,2,5`. For String and Opaque the numbers are lengths in octets.",
  ),
  leaf("Units", "The unit of the value: a SenML symbol such as `Cel`, or empty."),
  leaf("Description", "What the resource means. May not be empty."),
];

/** All elements, each with the element that it may stand in; the root stands in none. */
const places: readonly (readonly [parent: string | undefined, facts: ElementFacts])[] = [
  [undefined, lwm2m],
  ["LWM2M", object],
  ["Object", resources],
  ["Resources", item],
  ...objectLeaves.map((facts) => ["Object", facts] as const),
  ...itemLeaves.map((facts) => ["Item", facts] as const),
];

/** What may stand where: by the name of the parent, then by the name of the element. Rules ask this all the time. */
const factsByParent: ReadonlyMap<string | undefined, ReadonlyMap<string, ElementFacts>> = new Map(
  places.map(([parent]) => [
    parent,
    new Map(places.filter(([other]) => other === parent).map(([, facts]) => [facts.name, facts])),
  ]),
);

const none: ReadonlyMap<string, ElementFacts> = new Map();

/** The elements that the schema allows in an element, or at the top, by their names. */
export function elementsIn(parent: string | undefined): ReadonlyMap<string, ElementFacts> {
  return factsByParent.get(parent) ?? none;
}

/** The facts of an element where it stands, or undefined if the schema has none of that name there. */
export function elementFacts(name: string, parent: string | undefined): ElementFacts | undefined {
  return elementsIn(parent).get(name);
}

/** What the tolerant parser needs to know: which element holds which. */
export const definitionVocabulary: XmlVocabulary = {
  children: new Map(places.map(([, facts]) => [facts.name, facts.children.map((child) => child.name)])),
};
