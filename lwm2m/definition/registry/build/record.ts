import { XMLParser } from "fast-xml-parser";
import { messageOf } from "../../../base/errorText.js";
import { parseXml } from "../../xml/parse.js";

/** An element of a well-formed file: what the registry's files need, which is fields, lists of them and attributes. */
export interface XmlRecord {
  /** The text of the first child element of that name, untrimmed; undefined if there is none. */
  readonly text: (name: string) => string | undefined;
  readonly children: (name: string) => readonly XmlRecord[];
  readonly attribute: (name: string) => string | undefined;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  textNodeName: "#text",
  alwaysCreateTextNode: true,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  // Every element becomes a list, so that one Item looks like many.
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
});

/**
 * Reads a whole XML text; its root element is a child of the answer. A text that is not well-formed is a problem:
 * our own parser judges that, as it says where and what to write instead, and refuses a DOCTYPE.
 */
export function readRecord(text: string): { readonly record: XmlRecord } | { readonly problem: string } {
  const [damage] = parseXml(text, { children: new Map() }).problems;
  if (damage !== undefined) {
    const line = text.slice(0, damage.span.start).split("\n").length;
    return { problem: `The XML is not well-formed at line ${line}. ${damage.message}` };
  }
  try {
    const tree: unknown = parser.parse(text);
    return { record: recordOf(tree) };
  } catch (error) {
    // It refuses a few well-formed texts, such as names that JavaScript reserves.
    return { problem: `The XML cannot be read: ${messageOf(error)}` };
  }
}

function recordOf(node: unknown): XmlRecord {
  const children = (name: string): readonly unknown[] => {
    const value = property(node, name);
    return Array.isArray(value) ? value : [];
  };
  return {
    text: (name) => stringOf(property(children(name)[0], "#text")),
    children: (name) => children(name).map(recordOf),
    attribute: (name) => stringOf(property(node, `@${name}`)),
  };
}

function property(node: unknown, name: string): unknown {
  return isObject(node) && Object.hasOwn(node, name) ? node[name] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function stringOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
