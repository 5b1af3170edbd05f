import type { ObjectNode } from "../definitionFile.js";
import { insertChild, setText } from "../edits.js";
import { changed, objectExample } from "./example.js";
import { isHalfTyped } from "./fields.js";
import type { Finding, Rule } from "./rule.js";
import { schemaFileFor, schemaReference, usesNewTypes } from "./schemaReference.js";

/** Checks that both versions are written. */
export const versionElementsMissing: Rule = {
  id: "version-elements-missing",
  oma: 800,
  level: "warning",
  title: "LWM2MVersion and ObjectVersion are written.",
  explanation:
    "By the schema both elements may be absent, and then mean 1.0. OMA's validator wants both, and not empty. Where the " +
    "object is of another version by its URN, or has data types that came with LwM2M 1.1, the absent element states a " +
    "falsehood, and this is an error. Where the file names the schema LWM2M-v1_1.xsd, the fix writes LWM2MVersion 1.1, as " +
    "that schema goes with 1.1.\n\nSix published files, all old versions, lack one or have an empty one.",
  source: "OMA validation error 800",
  bad: changed(objectExample({ LWM2MVersion: null }), "<Object ", "<«Object» "),
  good: objectExample({}),
  *check(file) {
    const schema = schemaReference(file)?.known;
    for (const object of file.objects) {
      if (isHalfTyped(object.element)) continue;
      const enabler = enablerVersion(object, schema?.file);
      yield* check(file.text, object, "LWM2MVersion", enabler);
      const version = urnVersion(object) ?? "1.0";
      yield* check(file.text, object, "ObjectVersion", { version, isFalseIfAbsent: version !== "1.0" });
    }
  },
};

interface MeantVersion {
  readonly version: string;
  /** The file says that the version is not 1.0, which is what an absent element means. */
  readonly isFalseIfAbsent: boolean;
}

function* check(
  text: string,
  object: ObjectNode,
  name: "LWM2MVersion" | "ObjectVersion",
  { version, isFalseIfAbsent }: MeantVersion,
): Generator<Finding> {
  const field = object.field(name);
  if (field !== undefined && field.value !== "") return;
  const edit = field === undefined ? insertChild(text, object.element, name, version) : setText(field.element, version);
  const also = version === "1.0" ? "also where it is 1.0" : "and this is the version of the schema that the file names";
  const reason = isFalseIfAbsent ? "" : `; OMA wants the version written, ${also}`;
  yield {
    span: field === undefined ? object.element.nameSpan : field.span,
    level: isFalseIfAbsent ? "error" : "warning",
    message: `Write ${name} ${version}${reason}.`,
    fixes: [{ title: `Write ${name} ${version}`, edits: [edit], isSafe: true }],
  };
}

/** Without new types 1.0 would do; but who names the later schema without need means its version. */
function enablerVersion(object: ObjectNode, schemaFile: string | undefined): MeantVersion {
  if (usesNewTypes(object)) return { version: "1.1", isFalseIfAbsent: true };
  return { version: schemaFile === schemaFileFor("1.1") ? "1.1" : "1.0", isFalseIfAbsent: false };
}

/** The version that the object URN carries, if it has one of the right form. */
function urnVersion(object: ObjectNode): string | undefined {
  return /^urn:oma:lwm2m:[a-z]+:[0-9]+:([0-9]\.[0-9])$/u.exec(object.field("ObjectURN")?.value ?? "")?.[1];
}
