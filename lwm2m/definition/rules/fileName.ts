import type { Field } from "../definitionFile.js";
import { setText } from "../edits.js";
import { objectExample } from "./example.js";
import { soundValue } from "./fields.js";
import type { Finding, Rule } from "./rule.js";

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
      yield mismatch(field, "object", String(Number(id)), ctx.fileName);
    }
    const version = object.field("ObjectVersion");
    // A missing version is 1.0, and reported by a rule of its own; so is one of another form.
    if (major === undefined || version === undefined || !/^[0-9]\.[0-9]$/u.test(version.value)) return;
    if (version.value !== `${major}.${minor}`) yield mismatch(version, "version", `${major}.${minor}`, ctx.fileName);
  },
};

function mismatch({ span, element }: Field, what: string, expected: string, name = ""): Finding {
  return {
    span,
    message: `Write ${expected}, or rename the file; ${name} stands for ${what} ${expected}.`,
    fixes: [{ title: `Write ${expected}`, edits: [setText(element, expected)], isSafe: false }],
  };
}
