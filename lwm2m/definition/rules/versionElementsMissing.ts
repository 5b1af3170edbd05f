import type { ObjectNode } from "../definitionFile.js";
import { insertChild, setText } from "../edits.js";
import { changed, objectExample } from "./example.js";
import { isHalfTyped } from "./fields.js";
import type { Finding, Rule } from "./rule.js";
import { usesNewTypes } from "./schemaReference.js";

/** Checks that both versions are written. */
export const versionElementsMissing: Rule = {
  id: "version-elements-missing",
  oma: 800,
  level: "warning",
  title: "LWM2MVersion and ObjectVersion are written.",
  explanation:
    "By the schema both elements may be absent, and then mean 1.0. OMA's validator wants both, and not empty. Where the " +
    "object is of another version by its URN, or has data types that came with LwM2M 1.1, the absent element states a " +
    "falsehood, and this is an error.\n\nSix published files, all old versions, lack one or have an empty one.",
  source: "OMA validation error 800",
  bad: changed(objectExample({ LWM2MVersion: null }), "<Object ", "<«Object» "),
  good: objectExample({}),
  *check(file) {
    for (const object of file.objects) {
      if (isHalfTyped(object.element)) continue;
      yield* check(file.text, object, "LWM2MVersion", usesNewTypes(object) ? "1.1" : "1.0");
      yield* check(file.text, object, "ObjectVersion", urnVersion(object) ?? "1.0");
    }
  },
};

function* check(
  text: string,
  object: ObjectNode,
  name: "LWM2MVersion" | "ObjectVersion",
  version: string,
): Generator<Finding> {
  const field = object.field(name);
  if (field !== undefined && field.value !== "") return;
  const edit = field === undefined ? insertChild(text, object.element, name, version) : setText(field.element, version);
  yield {
    span: field === undefined ? object.element.nameSpan : field.span,
    level: version === "1.0" ? "warning" : "error",
    message: `Write ${name} ${version}${version === "1.0" ? "; OMA wants the version written, also where it is 1.0" : ""}.`,
    fixes: [{ title: `Write ${name} ${version}`, edits: [edit], isSafe: true }],
  };
}

/** The version that the object URN carries, if it has one of the right form. */
function urnVersion(object: ObjectNode): string | undefined {
  return /^urn:oma:lwm2m:[a-z]+:[0-9]+:([0-9]\.[0-9])$/u.exec(object.field("ObjectURN")?.value ?? "")?.[1];
}
