import type { DefinitionFile } from "../definitionFile.js";
import { escapeAttribute } from "../edits.js";
import { schemaFolder } from "../structure.js";
import { changed, fileExample, fileText, objectText } from "./example.js";
import { quote } from "../../base/quote.js";
import type { Fix, Rule } from "./rule.js";
import {
  declaredVersion,
  schemaFileFor,
  schemaReference,
  usesNewTypes,
  type SchemaReference,
} from "./schemaReference.js";

/** Checks that the schema is one of the two that are published. */
export const schemaUnknown: Rule = {
  id: "schema-unknown",
  oma: 405,
  level: "error",
  title: "The schema is LWM2M.xsd or LWM2M-v1_1.xsd.",
  explanation:
    "OMA has published two schemas for object definitions: LWM2M.xsd for LwM2M 1.0, and LWM2M-v1_1.xsd for 1.1 and " +
    "1.2. There is no LWM2M-v1_2.xsd. The address must end in one of the two names, spelled exactly so, without blanks.\n\n" +
    "The published files name the folder http://www.openmobilealliance.org/tech/profiles/ or the same without www., " +
    "always with http. A path of your own before the file name is accepted.",
  source: "OMA validation error 405",
  bad: changed(fileExample(fileText(objectText({ LWM2MVersion: "1.2" }), "LWM2M-v1_2.xsd»")), 'n="http', 'n="«http'),
  good: fileExample(fileText(objectText({ LWM2MVersion: "1.2" }), "LWM2M-v1_1.xsd")),
  *check(file) {
    const schema = schemaReference(file);
    if (schema === undefined || schema.known !== undefined) return;
    const instead = schema.address.trim() === "" ? "" : ` instead of ${quote(lastPart(schema.address))}`;
    const message = `Write LWM2M.xsd for LwM2M 1.0, or LWM2M-v1_1.xsd for 1.1 and 1.2${instead}; there is no other schema.`;
    yield { span: schema.span, message, fixes: fixes(file, schema) };
  },
};

function lastPart(address: string): string {
  return address.slice(address.lastIndexOf("/") + 1);
}

/** A file name with the digits of a version leaves no doubt; without, it may be either schema. */
function fixes(file: DefinitionFile, { address, valueSpan }: SchemaReference): readonly Fix[] {
  const name = /lwm2m[-_ ]?(?:v?(?<major>[0-9])[._-]?(?<minor>[0-9]))?\.xsd\s*$/iu.exec(address);
  const version = name === null ? undefined : `${name.groups?.["major"] ?? "1"}.${name.groups?.["minor"] ?? "0"}`;
  const isCertain = version === "1.0" || version === "1.1" || version === "1.2";
  const isNew = file.objects.some((object) => declaredVersion(object) !== "1.0" || usesNewTypes(object));
  const likely = isNew ? ["1.1", "1.0"] : ["1.0", "1.1"];
  const files = (isCertain ? [version] : likely).map(schemaFileFor);
  return files.map((file) => ({
    title: `Write ${schemaFolder}${file}`,
    edits: [{ ...valueSpan, newText: escapeAttribute(schemaFolder + file) }],
    isSafe: isCertain,
  }));
}
