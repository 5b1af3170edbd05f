import {
  itemFields,
  objectFields,
  schemaAttribute,
  schemaFolder,
  schemaInstanceNamespace,
  type ItemFieldName,
  type ObjectFieldName,
} from "../structure.js";

/**
 * An example of a rule: a complete definition file with the wrong places between « and », and the part of it that the
 * rule page shows.
 */
export interface Example {
  readonly file: string;
  readonly excerpt: string;
  /** The name of the file, where the rule looks at it. */
  readonly fileName?: string;
  /** Rules that cannot but report something here as well. */
  readonly companions?: readonly string[];
}

/** Contents of an Item by field; null leaves the element out, the others have a sensible default. */
export type ItemContents = Partial<Record<ItemFieldName, string | null>> & { readonly id?: string | null };

/** Contents of an Object by field; null leaves the element out. Resources are items, or the whole inner text. */
export type ObjectContents = Partial<Record<Exclude<ObjectFieldName, "Resources">, string | null>> & {
  readonly Resources?: readonly string[] | string | null;
};

const defaultItem: Readonly<Record<ItemFieldName, string>> = {
  Name: "Level",
  Operations: "R",
  MultipleInstances: "Single",
  Mandatory: "Mandatory",
  Type: "Integer",
  RangeEnumeration: "",
  Units: "",
  Description: "How full the tank is.",
};

const defaultObject: Readonly<Record<Exclude<ObjectFieldName, "Resources">, string>> = {
  Name: "Tank",
  Description1: "A tank that reports how full it is.",
  ObjectID: "10999",
  ObjectURN: "urn:oma:lwm2m:x:10999",
  LWM2MVersion: "1.0",
  ObjectVersion: "1.0",
  MultipleInstances: "Multiple",
  Mandatory: "Optional",
  Description2: "",
};

function line(indent: string, name: string, content: string): string {
  return `${indent}<${name}>${content}</${name}>`;
}

/** The text of an Item element, indented as inside a file. */
export function itemText(contents: ItemContents = {}): string {
  const id = contents.id === undefined ? "0" : contents.id;
  const fields = itemFields.flatMap((name) => {
    const content = contents[name] === undefined ? defaultItem[name] : contents[name];
    return content === null ? [] : [line("        ", name, content)];
  });
  const start = id === null ? "<Item>" : `<Item ID="${id}">`;
  return [`      ${start}`, ...fields, "      </Item>"].join("\n");
}

/** The text of an Object element. */
export function objectText(contents: ObjectContents = {}): string {
  const fields = objectFields.flatMap((name) => {
    if (name === "Resources") return resourcesText(contents.Resources);
    const content = contents[name] === undefined ? defaultObject[name] : contents[name];
    return content === null ? [] : [line("    ", name, content)];
  });
  return [`  <Object ObjectType="MODefinition">`, ...fields, "  </Object>"].join("\n");
}

function resourcesText(items: ObjectContents["Resources"]): readonly string[] {
  if (items === null) return [];
  const inner = items === undefined ? itemText() : typeof items === "string" ? items : items.join("\n");
  return ["    <Resources>", inner, "    </Resources>"];
}

/** The text of a whole file around an Object element. */
export function fileText(object: string, schema = "LWM2M.xsd"): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!-- BSD-3 Clause License -->
<LWM2M xmlns:xsi="${schemaInstanceNamespace}" ${schemaAttribute}="${schemaFolder}${schema}">
${object}
</LWM2M>
`;
}

/** An example that is about one resource; the page shows the Item. The object around it may be given too. */
export function itemExample(contents: ItemContents, object: ObjectContents = {}, schema?: string): Example {
  const excerpt = itemText(contents);
  return { file: fileText(objectText({ ...object, Resources: [excerpt] }), schema), excerpt };
}

/** An example that is about an object or several resources; the page shows the Object. */
export function objectExample(contents: ObjectContents, schema?: string): Example {
  const excerpt = objectText(contents);
  return { file: fileText(excerpt, schema), excerpt };
}

/** An example that is about the file as a whole; the page shows all of it. */
export function fileExample(text: string): Example {
  return { file: text, excerpt: text };
}

/** An example with another text at the first place in its excerpt where `from` stands. */
export function changed(example: Example, from: string, to: string): Example {
  const excerpt = example.excerpt.replace(from, () => to);
  return { ...example, excerpt, file: example.file.replace(example.excerpt, () => excerpt) };
}

/** An example's text without its marks, and the spans that they enclose; several findings at one place have several marks. */
export function unmark(marked: string): { text: string; spans: { start: number; end: number }[] } {
  const spans: { start: number; end: number }[] = [];
  let text = "";
  const starts: number[] = [];
  for (const part of marked.split(/([«»])/u)) {
    if (part === "«") starts.push(text.length);
    else if (part === "»") spans.push({ start: starts.pop() ?? 0, end: text.length });
    else text += part;
  }
  return { text, spans: spans.sort((a, b) => a.start - b.start || a.end - b.end) };
}
