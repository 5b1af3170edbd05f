import { digestWithoutWhiteSpace } from "../../../base/digest.js";
import { parseId } from "../../definitionFile.js";
import { operationValues, resourceTypes } from "../../structure.js";
import type { Instances, ObjectRow, Presence, ResourceRow, ReusableRow } from "../table.js";
import type { XmlRecord } from "./record.js";

/** Takes what is wrong with one field. */
export type Complain = (message: string) => void;

/** The row of an `Object` element. Undefined if it has no ID; other damage is complained about and left empty. */
export function objectRow(object: XmlRecord, complain: Complain): ObjectRow | undefined {
  const id = parseId(value(object, "ObjectID"));
  if (id === undefined) {
    complain("The object has no ObjectID from 0 to 65535.");
    return undefined;
  }
  const resources = object.children("Resources").flatMap((list) => list.children("Item"));
  return {
    id,
    version: version(value(object, "ObjectVersion"), "ObjectVersion", complain),
    name: value(object, "Name"),
    urn: value(object, "ObjectURN"),
    lwm2mVersion: version(value(object, "LWM2MVersion"), "LWM2MVersion", complain),
    instances: instances(object, "The object", complain),
    presence: presence(object, "The object", complain),
    description: digestWithoutWhiteSpace(value(object, "Description1")),
    resources: resources.map((item) => resourceRow(item, complain)).filter((row) => row !== undefined),
  };
}

/** The row of an `Item` element of an object. Undefined if it has no ID. */
function resourceRow(item: XmlRecord, complain: Complain): ResourceRow | undefined {
  const row = reusableRow(item, complain);
  if (row === undefined) return undefined;
  const [id, name, operations, type, range, ...rest] = row;
  const subject = `Resource ${id}`;
  const multiplicity = [instances(item, subject, complain), presence(item, subject, complain)] as const;
  return [id, name, operations, ...multiplicity, type, isProse(range) ? null : range, ...rest];
}

/** The row of an `Item` element of Common.xml. Undefined if it has no ID. */
export function reusableRow(item: XmlRecord, complain: Complain): ReusableRow | undefined {
  const id = parseId(item.attribute("ID"));
  if (id === undefined) {
    complain(`An Item has no ID from 0 to 65535, but ${JSON.stringify(item.attribute("ID") ?? "")}.`);
    return undefined;
  }
  const operations = known(value(item, "Operations"), operationTexts, `Resource ${id}: Operations`, complain);
  const type = known(value(item, "Type"), typeTexts, `Resource ${id}: Type`, complain);
  const range = value(item, "RangeEnumeration");
  const digest = digestWithoutWhiteSpace(value(item, "Description"));
  return [id, value(item, "Name"), operations, type, range, value(item, "Units"), digest];
}

const operationTexts: readonly string[] = operationValues.map(({ value }) => value);
const typeTexts: readonly string[] = ["", ...resourceTypes.map(({ value }) => value)];

/** Four words in a row are a sentence and no range; those stay out of the table. */
function isProse(range: string): boolean {
  return /\p{L}+(?:\s+\p{L}+){3}/u.test(range);
}

function value(record: XmlRecord, name: string): string {
  return record.text(name)?.trim() ?? "";
}

function known(text: string, texts: readonly string[], subject: string, complain: Complain): string {
  if (texts.includes(text)) return text;
  complain(`${subject} is ${JSON.stringify(text)}, which LwM2M does not know.`);
  return "";
}

/** A version as `major.minor`. A missing one means 1.0 (LwM2M TS 1.2 Appendix D.1). */
function version(text: string, field: string, complain: Complain): string {
  if (text === "") return "1.0";
  if (!/^[0-9]+\.[0-9]+$/u.test(text)) complain(`${field} is ${JSON.stringify(text)}; write major.minor, such as 1.0.`);
  return text;
}

function instances(record: XmlRecord, subject: string, complain: Complain): Instances {
  const text = value(record, "MultipleInstances");
  if (text !== "Single" && text !== "Multiple") {
    complain(`${subject}: MultipleInstances is ${JSON.stringify(text)}; write Single or Multiple.`);
  }
  return text === "Multiple" ? "Multiple" : "Single";
}

function presence(record: XmlRecord, subject: string, complain: Complain): Presence {
  const text = value(record, "Mandatory");
  if (text !== "Mandatory" && text !== "Optional") {
    complain(`${subject}: Mandatory is ${JSON.stringify(text)}; write Mandatory or Optional.`);
  }
  return text === "Mandatory" ? "Mandatory" : "Optional";
}
