import { span, type Span } from "../../base/span.js";
import type { Field, ObjectNode } from "../definitionFile.js";
import { setText } from "../edits.js";
import { objectIdClass, type UrnLabel } from "../ids.js";
import { parseUrn, printUrn, type ParsedUrn } from "../urn.js";
import { initialVersion, printVersion } from "../version.js";
import { objectExample } from "./example.js";
import { objectIdOf, objectVersionOf } from "./identity.js";
import type { Finding, Rule } from "./rule.js";

/** Compares the URN of each object with its ID and version. OMA numbers the same check of DDF.xml. */
export const urnMismatch: Rule = {
  id: "urn-mismatch",
  oma: 210,
  level: "error",
  title: "ObjectURN says the same as ObjectID and ObjectVersion.",
  explanation:
    "The URN is urn:oma:lwm2m:, a label, the ID, and the version unless it is 1.0. The label is oma for IDs up to 1023, " +
    "ext for 2048 to 10240 and x above. A URN that was copied from another object, or kept the old version, names the " +
    "wrong definition. With the right ID and version, the fix writes the URN that follows from them.\n\n" +
    "Version 1.0 is not written; Leshan takes :1.0 at the end all the same. One published object, 10254, has it.",
  source: "LwM2M TS 1.2 §7.2.2; OMA validation error 210",
  bad: objectExample({ ObjectURN: "urn:oma:lwm2m:«ext»:10999" }),
  good: objectExample({ ObjectURN: "urn:oma:lwm2m:x:10999" }),
  *check(file) {
    for (const object of file.objects) {
      const field = object.field("ObjectURN");
      const finding = field === undefined || field.element.damaged ? undefined : check(object, field);
      if (finding !== undefined) yield finding;
    }
  },
};

/** What ObjectID and ObjectVersion say about the URN; undefined where they say nothing. */
interface Identity {
  readonly label: UrnLabel | undefined;
  readonly id: number | undefined;
  readonly version: string | undefined;
}

function check(object: ObjectNode, field: Field): Finding | undefined {
  const urn = parseUrn(field.value);
  const identity = identityOf(object, urn);
  const wrong = wrongParts(urn, identity);
  const place = placeOf(field, wrong);
  if (place === undefined) return undefined;
  const { label, id } = identity;
  if (label === undefined || id === undefined) {
    return { span: place, message: "Write urn:oma:lwm2m:, then oma, ext or x, a colon and the ObjectID." };
  }
  const right = printUrn({ label, id, version: identity.version ?? urn.version?.value });
  const isSafe = urn.id?.value === id && !contradicts(urn, identity);
  const fixes = [{ title: `Write ${right}`, edits: [setText(field.element, right)], isSafe }];
  return { span: place, message: `Write ${right}, as ObjectID and ObjectVersion say.`, fixes };
}

/** Two different versions: nobody can tell which of them was forgotten. */
function contradicts(urn: ParsedUrn, { version }: Identity): boolean {
  const written = urn.version?.value ?? initialVersion;
  return version !== undefined && written !== initialVersion && written !== version;
}

/** Reserved IDs have no label of their own: there the label is taken as it is. */
function identityOf(object: ObjectNode, urn: ParsedUrn): Identity {
  const id = object.field("ObjectID")?.element.damaged === true ? undefined : objectIdOf(object);
  // Where ObjectVersion is missing, the URN tells which version was meant, and only that rule speaks up.
  const isVersionMissing = (object.field("ObjectVersion")?.value ?? "") === "" && urn.version !== undefined;
  const version = isVersionMissing ? undefined : objectVersionOf(object);
  const classLabel = id === undefined ? undefined : objectIdClass(id)?.urnLabel;
  const label = id === undefined ? undefined : (classLabel ?? urn.label?.value ?? "x");
  return { label, id, version: version && printVersion(version) };
}

/** The parts of the value that cannot stay; an empty one at the end where something is missing. */
function wrongParts(urn: ParsedUrn, { label, id, version }: Identity): readonly Span[] {
  const wrong = urn.problems.map((problem) => problem.span);
  if (urn.label !== undefined && label !== undefined && urn.label.value !== label) wrong.push(urn.label);
  if (urn.id === undefined) return wrong;
  if (id !== undefined && urn.id.value !== id) wrong.push(urn.id);
  // The colon goes with the version.
  const place = urn.version === undefined ? span(urn.id.end, urn.id.end) : span(urn.id.end, urn.version.end);
  if (version === undefined || urn.problems.some(({ code }) => code === "version")) return wrong;
  const right = version === initialVersion ? undefined : version;
  if (urn.version?.value === right) return wrong;
  wrong.push(urn.version === undefined || right === undefined ? place : urn.version);
  return wrong;
}

/** From the first wrong part to the last one; the whole value if they are empty or cannot be told apart. */
function placeOf(field: Field, wrong: readonly Span[]): Span | undefined {
  if (wrong.length === 0) return field.raw === field.value ? undefined : field.contentSpan;
  if (!field.isVerbatim || field.value === "") return field.span;
  const start = Math.min(...wrong.map((part) => part.start));
  const end = Math.max(...wrong.map((part) => part.end));
  return start === end ? field.span : span(field.span.start + start, field.span.start + end);
}
