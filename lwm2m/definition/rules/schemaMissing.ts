import { attributeNamed, type DefinitionFile } from "../definitionFile.js";
import { addAttribute, escapeAttribute } from "../edits.js";
import { schemaAttribute, schemaFolder, schemaInstanceNamespace } from "../structure.js";
import type { XmlElement } from "../xml/tree.js";
import { changed, fileExample, fileText, objectText } from "./example.js";
import { quote } from "../../base/quote.js";
import type { Finding, Rule } from "./rule.js";
import { declaredVersion, schemaFileFor, usesNewTypes } from "./schemaReference.js";

const prefixAttribute = "xmlns:xsi";

/** Checks that the root element names a schema, in a way that readers of XML understand. */
export const schemaMissing: Rule = {
  id: "schema-missing",
  oma: 404,
  level: "error",
  title: "The root element names its schema in xsi:noNamespaceSchemaLocation.",
  explanation:
    "The schema says for which LwM2M version the file is written and which data types it may use. The prefix xsi must " +
    "be bound to the namespace of schema instances, letter by letter, else readers of XML do not see the schema. Leshan " +
    "asks for exactly this prefix.\n\n" +
    "All published files name their schema. The fix chooses it by LWM2MVersion and by the data types in use.",
  source: "XML Schema 1.0 Part 1 §2.6.3; OMA validation error 404",
  bad: changed(
    fileExample(fileText(objectText())),
    /<LWM2M [^>]*>/u.exec(fileText(""))?.[0] ?? "",
    `<«LWM2M» xmlns:xsi="${schemaInstanceNamespace}">`,
  ),
  good: fileExample(fileText(objectText())),
  *check(file) {
    const { root } = file;
    if (root === undefined) return;
    const prefix = attributeNamed(root, prefixAttribute);
    if (attributeNamed(root, schemaAttribute) === undefined) {
      yield {
        span: root.nameSpan,
        message: `Add the attribute ${schemaAttribute} with the address of the schema.`,
        fixes: [addSchema(file, root)],
      };
    }
    if (prefix?.value !== undefined && prefix.value !== schemaInstanceNamespace) yield wrongNamespace(prefix);
  },
};

function addSchema(file: DefinitionFile, root: XmlElement): NonNullable<Finding["fixes"]>[number] {
  const isNew = file.objects.some((object) => usesNewTypes(object) || declaredVersion(object) !== "1.0");
  const address = schemaFolder + schemaFileFor(isNew ? "1.1" : "1.0");
  const attributes = addAttribute(root, schemaAttribute, address);
  const prefix = addAttribute(root, prefixAttribute, schemaInstanceNamespace);
  const isBound = attributeNamed(root, prefixAttribute) !== undefined;
  const edits = [isBound ? attributes : { ...attributes, newText: prefix.newText + attributes.newText }];
  return { title: `Add ${schemaAttribute}`, edits, isSafe: true };
}

function wrongNamespace({ value, valueSpan, nameSpan }: XmlElement["attributes"][number]): Finding {
  return {
    span: valueSpan.start === valueSpan.end ? nameSpan : valueSpan,
    message: `Write ${schemaInstanceNamespace} instead of ${quote(value ?? "")}; no other address makes the schema known.`,
    fixes: [
      {
        title: `Write ${schemaInstanceNamespace}`,
        edits: [{ ...valueSpan, newText: escapeAttribute(schemaInstanceNamespace) }],
        isSafe: true,
      },
    ],
  };
}
