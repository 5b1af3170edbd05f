import { urnOf } from "../../../lwm2m/definition/urn.js";
import {
  enablerVersions,
  schemaAttribute,
  schemaFolder,
  schemaInstanceNamespace,
  schemas,
} from "../../../lwm2m/definition/structure.js";
import type { Snippet } from "../../text/snippet.js";

/** An ID of the window for experiments, for who has none yet. */
const experimentalId = 42769;

/** A whole object with one resource, ready to be filled in. `id` is the file's name if that is a number. */
export function objectSnippet(unit: string, id: number = experimentalId): Snippet {
  const line = (depth: number, text: string): string => `\n${unit.repeat(depth)}${text}`;
  return [
    `<Object ObjectType="MODefinition">`,
    line(1, "<Name>"),
    { stop: 1 },
    "</Name>",
    line(1, "<Description1>"),
    { stop: 2 },
    "</Description1>",
    line(1, "<ObjectID>"),
    { stop: 3, text: String(id) },
    "</ObjectID>",
    line(1, "<ObjectURN>"),
    { stop: 4, text: urnOf(id) ?? "urn:oma:lwm2m:x:" },
    "</ObjectURN>",
    line(1, `<LWM2MVersion>${enablerVersions[1]}</LWM2MVersion>`),
    line(1, "<ObjectVersion>1.0</ObjectVersion>"),
    line(1, "<MultipleInstances>"),
    { stop: 5, choices: ["Multiple", "Single"] },
    "</MultipleInstances>",
    line(1, "<Mandatory>Optional</Mandatory>"),
    line(1, "<Resources>"),
    line(2, '<Item ID="0">'),
    line(3, "<Name>"),
    { stop: 6 },
    "</Name>",
    line(3, "<Operations>"),
    { stop: 7, choices: ["R", "W", "RW"] },
    "</Operations>",
    line(3, "<MultipleInstances>Single</MultipleInstances>"),
    line(3, "<Mandatory>Mandatory</Mandatory>"),
    line(3, "<Type>"),
    { stop: 8, choices: ["Integer", "Float", "String", "Boolean", "Opaque", "Time", "Objlnk"] },
    "</Type>",
    line(3, "<RangeEnumeration>"),
    { stop: 9 },
    "</RangeEnumeration>",
    line(3, "<Units>"),
    { stop: 10 },
    "</Units>",
    line(3, "<Description>"),
    { stop: 11 },
    "</Description>",
    line(2, "</Item>"),
    line(1, "</Resources>"),
    line(1, "<Description2></Description2>"),
    "\n</Object>",
  ];
}

/** A whole file around a new object. The schema is the one that goes with the enabler version of the object. */
export function documentSnippet(unit: string, id: number | undefined, hasDeclaration: boolean): Snippet {
  const schema = schemas[1].file;
  const inner = objectSnippet(unit, id).map((part) =>
    typeof part === "string" ? part.replace(/\n/gu, `\n${unit}`) : part,
  );
  const declaration = hasDeclaration ? "" : `<?xml version="1.0" encoding="UTF-8"?>\n`;
  return [
    `${declaration}<LWM2M xmlns:xsi="${schemaInstanceNamespace}" ${schemaAttribute}="${schemaFolder}${schema}">\n${unit}`,
    ...inner,
    "\n</LWM2M>\n",
  ];
}
