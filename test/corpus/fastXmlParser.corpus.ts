import assert from "node:assert/strict";
import { test } from "node:test";
import { XMLParser } from "fast-xml-parser";
import { definitionVocabulary } from "../../lwm2m/definition/structure.js";
import { parseXml } from "../../lwm2m/definition/xml/parse.js";
import { childElements, textOf } from "../../lwm2m/definition/xml/query.js";
import type { XmlDocument, XmlElement } from "../../lwm2m/definition/xml/tree.js";
import { publishedFiles } from "./registryFolder.js";

/** An element as both parsers can tell it: its range, its attributes, its own text, and its child elements. */
interface ComparableElement {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly children: readonly ComparableElement[];
}

const parser = new XMLParser({
  preserveOrder: true,
  captureMetaData: true,
  ignoreAttributes: false,
  attributeNamePrefix: "@",
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  htmlEntities: true,
  ignoreDeclaration: true,
  processEntities: { maxTotalExpansions: 10_000 },
});

function isRecord(value: unknown): value is Record<string | symbol, unknown> {
  return typeof value === "object" && value !== null;
}

function listOf(value: unknown): readonly unknown[] {
  assert.ok(Array.isArray(value));
  return value;
}

function ownText(node: unknown): string {
  const text = isRecord(node) ? node["#text"] : undefined;
  return typeof text === "string" ? text : "";
}

function numberIn(value: unknown, key: string): number {
  const found = isRecord(value) ? value[key] : undefined;
  assert.ok(typeof found === "number", `fast-xml-parser gives ${key}`);
  return found;
}

/** Where an element is stands under the one symbol that its node has. */
function placeOf(node: Record<string | symbol, unknown>): unknown {
  return Object.getOwnPropertySymbols(node).map((symbol) => node[symbol])[0];
}

/** The elements among nodes as fast-xml-parser gives them in order: `{ Name: [nodes], ":@": { "@ID": "0" } }`. */
function theirElements(nodes: unknown, offset: number): readonly ComparableElement[] {
  return listOf(nodes)
    .filter(isRecord)
    .flatMap((node) => {
      const name = Object.keys(node).find((key) => key !== ":@");
      return name === undefined || name === "#text" ? [] : [theirElement(node, name, offset)];
    });
}

function theirElement(node: Record<string | symbol, unknown>, name: string, offset: number): ComparableElement {
  const place = placeOf(node);
  const given = node[":@"];
  const attributes = isRecord(given) ? Object.entries(given).map(([key, value]) => [key.slice(1), value] as const) : [];
  const content = listOf(node[name]);
  return {
    name,
    start: numberIn(place, "startIndex") + offset,
    end: numberIn(place, "endIndex") + offset,
    attributes: Object.fromEntries(attributes),
    text: content.map(ownText).join(""),
    children: theirElements(content, offset),
  };
}

function ourElement(doc: XmlDocument, element: XmlElement): ComparableElement {
  const { name, start, end } = element;
  const attributes = Object.fromEntries(element.attributes.map((attribute) => [attribute.name, attribute.value ?? ""]));
  const children = childElements(element).map((child) => ourElement(doc, child));
  return { name, start, end, attributes, text: textOf(doc, element), children };
}

function count(elements: readonly ComparableElement[]): number {
  return elements.reduce((sum, { children }) => sum + 1 + count(children), 0);
}

/** Both parsers on one text; the number of elements. fast-xml-parser gets it without its byte order mark. */
function checkSameTree(text: string, path: string): number {
  const offset = text.startsWith("\ufeff") ? 1 : 0;
  const doc = parseXml(text, definitionVocabulary);
  assert.deepEqual(doc.problems, [], path);
  const theirs = theirElements(parser.parse(text.slice(offset)), offset);
  assert.deepEqual(
    childElements(doc).map((element) => ourElement(doc, element)),
    theirs,
    path,
  );
  return count(theirs);
}

const files = publishedFiles();

test("elements, texts, attributes and ranges are the same as fast-xml-parser's", (t) => {
  const total = files.reduce((sum, { text, path }) => sum + checkSameTree(text, path), 0);
  t.diagnostic(`${total} elements in ${files.length} files`);
  assert.equal(files.length, 751);
  assert.ok(total > 70_000);
});

test("so they are with the line ends of a Windows checkout", () => {
  for (const { text, path } of files) checkSameTree(text.replaceAll("\n", "\r\n"), path);
});
