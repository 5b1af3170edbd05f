import type { BindingOptions } from "../../definition/bindingOptions.js";
import type { ObjectModel, ResourceModel } from "../model.js";
import { valueTypes } from "../values/valueType.js";
import { docComment, docText, type DocTag } from "./docComment.js";
import { fits } from "./lines.js";
import { fullDoc, headingDoc } from "./resourceDocs.js";

/** The interfaces of an object: what is read, what is written, and what only a Bootstrap-Server sees. */
export function printInterfaces(object: ObjectModel, options: BindingOptions): readonly string[] {
  const members = (resources: readonly ResourceModel[], isFull: (resource: ResourceModel) => boolean) =>
    resources.flatMap((resource) => [
      ...(isFull(resource) ? fullDoc(resource, "  ") : headingDoc(resource, "  ")),
      ...printMember(resource, options),
    ]);
  const link = `{@link ${object.symbol}}`;
  const declare = (suffix: string, doc: string, lines: readonly string[]): readonly string[] => [
    "",
    ...docComment([doc], deprecation(object), ""),
    `export interface ${object.symbol}_${suffix} {`,
    ...lines,
    "}",
  ];
  const read = readable(object);
  const written = writable(object);
  const bootstrap = bootstrapped(object);
  return [
    ...declare("Instance", `What can be read of an instance of ${link}.`, [
      ...members(read, () => true),
      "  /** Resources that the device has and this version of the object does not. */",
      "  readonly unknown?: UnknownResources;",
    ]),
    ...(written.length === 0
      ? []
      : declare(
          "Write",
          `What a server may write to an instance of ${link}.`,
          members(written, ({ operations }) => operations === "W"),
        )),
    ...(bootstrap.length === 0
      ? []
      : declare(
          "Bootstrap",
          `What a Bootstrap-Server may read and write of an instance of ${link}: all that has a value.`,
          members(bootstrap, ({ operations }) => operations === ""),
        )),
  ];
}

/** Which interfaces an object has besides that of its instance. */
export function interfaceSuffixes(object: ObjectModel): readonly string[] {
  return [
    "Instance",
    ...(writable(object).length === 0 ? [] : ["Write"]),
    ...(bootstrapped(object).length === 0 ? [] : ["Bootstrap"]),
  ];
}

function readable({ resources }: ObjectModel): readonly ResourceModel[] {
  return resources.filter(({ operations }) => operations.includes("R"));
}

function writable({ resources }: ObjectModel): readonly ResourceModel[] {
  return resources.filter(({ operations }) => operations.includes("W"));
}

/** Empty where the Bootstrap-Server sees no more than any other. */
function bootstrapped({ resources }: ObjectModel): readonly ResourceModel[] {
  const hasOwn = resources.some(({ operations }) => operations === "");
  return hasOwn ? resources.filter(({ operations }) => operations !== "E") : [];
}

function deprecation({ deprecated }: ObjectModel): readonly DocTag[] {
  return deprecated === undefined ? [] : [{ name: "deprecated", text: docText(deprecated) }];
}

/** A member on one line, else the literals of its type one a line. */
function printMember(resource: ResourceModel, options: BindingOptions): readonly string[] {
  const types = valueTypes(resource, options);
  const front = `  readonly ${resource.key}${resource.mandatory ? "" : "?"}:`;
  const [open, close] = !resource.multiple
    ? ["", ""]
    : options.instances === "record"
      ? ["Readonly<Record<number, ", ">>"]
      : ["ReadonlyMap<number, ", ">"];
  const line = `${front} ${open}${types.join(" | ")}${close};`;
  if (fits(line) || types.length === 1) return [line];
  if (!resource.multiple) return [front, ...unionLines(types, "    ", ";")];
  if (options.instances === "record") {
    const record = `    Record<number, ${types.join(" | ")}>`;
    const lines = fits(record)
      ? [record]
      : ["    Record<", "      number,", ...unionLines(types, "      ", ""), "    >"];
    return [`${front} Readonly<`, ...lines, "  >;"];
  }
  return [`${front} ReadonlyMap<`, "    number,", ...unionLines(types, "    ", ""), "  >;"];
}

/** A union on one line below its key if that is enough, else a type a line. */
function unionLines(types: readonly string[], indent: string, end: string): readonly string[] {
  const line = `${indent}${types.join(" | ")}${end}`;
  if (fits(line)) return [line];
  return types.map((type, index) => `${indent}| ${type}${index === types.length - 1 ? end : ""}`);
}
