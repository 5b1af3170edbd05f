import { digestWithoutWhiteSpace } from "../../../base/digest.js";
import { parseId } from "../../definitionFile.js";
import { multiplicityOf, operationsOf, presenceOf, typeOf, versionOf } from "../../fieldValues.js";
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
  const operations = known(value(item, "Operations"), operationsOf, `Resource ${id}: Operations`, complain);
  const type = known(value(item, "Type"), typeOf, `Resource ${id}: Type`, complain);
  const range = value(item, "RangeEnumeration");
  const digest = digestWithoutWhiteSpace(value(item, "Description"));
  return [id, value(item, "Name"), operations, type, range, value(item, "Units"), digest];
}

/** Four words in a row are a sentence and no range; those stay out of the table. */
function isProse(range: string): boolean {
  return /\p{L}+(?:\s+\p{L}+){3}/u.test(range);
}

function value(record: XmlRecord, name: string): string {
  return record.text(name)?.trim() ?? "";
}

function known(
  text: string,
  valueOf: (text: string) => string | undefined,
  subject: string,
  complain: Complain,
): string {
  const known = text === "" ? "" : valueOf(text);
  if (known !== undefined) return known;
  complain(`${subject} is ${JSON.stringify(text)}, which LwM2M does not know.`);
  return "";
}

/** A version as `major.minor`; any other text is taken as it is. */
function version(text: string, field: string, complain: Complain): string {
  const known = versionOf(text);
  if (known === undefined) complain(`${field} is ${JSON.stringify(text)}; write major.minor, such as 1.0.`);
  return known ?? text;
}

function instances(record: XmlRecord, subject: string, complain: Complain): Instances {
  const text = value(record, "MultipleInstances");
  const isMultiple = multiplicityOf(text);
  if (isMultiple === undefined) {
    complain(`${subject}: MultipleInstances is ${JSON.stringify(text)}; write Single or Multiple.`);
  }
  return isMultiple === true ? "Multiple" : "Single";
}

function presence(record: XmlRecord, subject: string, complain: Complain): Presence {
  const text = value(record, "Mandatory");
  const isMandatory = presenceOf(text);
  if (isMandatory === undefined) {
    complain(`${subject}: Mandatory is ${JSON.stringify(text)}; write Mandatory or Optional.`);
  }
  return isMandatory === true ? "Mandatory" : "Optional";
}
