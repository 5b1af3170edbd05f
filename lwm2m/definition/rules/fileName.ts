import type { Span } from "../../base/span.js";
import type { DefinitionFile } from "../definitionFile.js";
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
  bad: { ...objectExample({ ObjectVersion: "«1.0»" }), fileName: "10999-1_1.xml" },
  good: { ...objectExample({ ObjectID: "10999" }), fileName: "10999-1_0.xml" },
  namesFor(file) {
    const defined = definedBy(file);
    return (name) => {
      const { id, version } = contradiction(name, defined);
      return id === undefined && version === undefined;
    };
  },
  *check(file, ctx) {
    const object = file.objects[0];
    if (object === undefined) return;
    const { id, version } = contradiction(ctx.fileName, definedBy(file));
    const idField = object.field("ObjectID");
    if (id !== undefined && idField !== undefined) {
      yield mismatch(idField.span, "object", id, ctx.fileName, writeIdentity(object, { id: Number(id) }));
    }
    const versionField = object.field("ObjectVersion");
    if (version !== undefined && versionField !== undefined) {
      yield mismatch(versionField.span, "version", version, ctx.fileName, writeIdentity(object, { version }));
    }
  },
};

/** An ID and a version. */
interface Identity {
  readonly id: string | undefined;
  readonly version: string | undefined;
}

/** The ID and the version of a definition, each undefined if it is missing or has another form: that has its own rule. */
function definedBy({ objects: [object] }: DefinitionFile): Identity {
  const id = soundValue(object?.field("ObjectID")) ?? "";
  const version = object?.field("ObjectVersion")?.value ?? "";
  return {
    id: /^[0-9]+$/u.test(id) ? id : undefined,
    version: /^[0-9]\.[0-9]$/u.test(version) ? version : undefined,
  };
}

/** The ID and the version that the name of a file says, each undefined if it says none or that of the definition. */
function contradiction(name: string | undefined, defined: Identity): Identity {
  const said = definitionFileName.exec(name ?? "")?.groups;
  if (said === undefined) return { id: undefined, version: undefined };
  const { id = "", major, minor = "" } = said;
  const version = major === undefined ? defined.version : `${major}.${minor}`;
  return {
    id: defined.id === undefined || Number(defined.id) === Number(id) ? undefined : String(Number(id)),
    version: defined.version === undefined || defined.version === version ? undefined : version,
  };
}

function mismatch(span: Span, what: string, expected: string, name = "", edits: readonly Edit[] = []): Finding {
  const title = edits.length > 1 ? `Write ${expected}, also into ObjectURN` : `Write ${expected}`;
  return {
    span,
    message: `Write ${expected}, or rename the file; ${name} stands for ${what} ${expected}.`,
    fixes: [{ title, edits, isSafe: false }],
  };
}
