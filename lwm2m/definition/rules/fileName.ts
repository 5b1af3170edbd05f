import type { Span } from "../../base/span.js";
import { objectExample } from "./example.js";
import { soundValue } from "./fields.js";
import { writeIdentity } from "./identity.js";
import type { Edit, Finding, Rule } from "./rule.js";

/** `3.xml` or `3-1_2.xml`. */
const definitionFileName = /^(?<id>[0-9]+)(?:-(?<major>[0-9])_(?<minor>[0-9]))?\.xml$/iu;

/** Compares the name of the file with what it defines. */
export const fileName: Rule = {
  id: "file-name",
  level: "error",
  title: "The name of the file says the object's ID and version.",
  explanation:
    "In OMA's registry the newest version of object 3 is the file 3.xml, and each version is archived as 3-1_0.xml, " +
    "3-1_1.xml and so on. Tools find a definition by this name, so that a wrong number makes them read another object.\n\n" +
    "Only names of these two forms are compared; other files may be called as you like.",
  source: "OMA validation error 274, as far as one file shows it",
  looksAtFileName: true,
  bad: { ...objectExample({ ObjectVersion: "«1.0»" }), fileName: "10999-1_1.xml" },
  good: { ...objectExample({ ObjectID: "10999" }), fileName: "10999-1_0.xml" },
  *check(file, ctx) {
    const name = definitionFileName.exec(ctx.fileName ?? "")?.groups;
    const object = file.objects[0];
    if (name === undefined || object === undefined) return;
    const { id = "", major, minor = "" } = name;
    const field = object.field("ObjectID");
    const written = soundValue(field) ?? "";
    if (field !== undefined && /^[0-9]+$/u.test(written) && Number(written) !== Number(id)) {
      const edits = writeIdentity(object, { id: Number(id) });
      yield mismatch(field.span, "object", String(Number(id)), ctx.fileName, edits);
    }
    const version = object.field("ObjectVersion");
    // A missing version is 1.0, and reported by a rule of its own; so is one of another form.
    if (major === undefined || version === undefined || !/^[0-9]\.[0-9]$/u.test(version.value)) return;
    const expected = `${major}.${minor}`;
    if (version.value === expected) return;
    const edits = writeIdentity(object, { version: expected });
    yield mismatch(version.span, "version", expected, ctx.fileName, edits);
  },
};

function mismatch(span: Span, what: string, expected: string, name = "", edits: readonly Edit[] = []): Finding {
  const title = edits.length > 1 ? `Write ${expected}, also into ObjectURN` : `Write ${expected}`;
  return {
    span,
    message: `Write ${expected}, or rename the file; ${name} stands for ${what} ${expected}.`,
    fixes: [{ title, edits, isSafe: false }],
  };
}
