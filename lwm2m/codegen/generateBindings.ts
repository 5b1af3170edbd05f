import { digestOf } from "../base/digest.js";
import type { BindingOptions } from "../definition/bindingOptions.js";
import { compareVersionTexts } from "../definition/version.js";
import { counted, listed } from "../base/words.js";
import type { BindingProblem, Bindings, BindingSource, GeneratedFile } from "./bindings.js";
import { definitionDigest } from "./definitionDigest.js";
import { identityProblems } from "./identity.js";
import { objectNames } from "./names/objectNames.js";
import { isIdentifier } from "./names/identifiers.js";
import { buildModel, type ModelProblem } from "./objectModel.js";
import { interfaceSuffixes } from "./print/interfaces.js";
import { importOptionOf, optionsOf, printHeader } from "./print/header.js";
import { printAliasFile, printIndexFile } from "./print/listFiles.js";
import { printObjectFile } from "./print/objectFile.js";

/** An object version that was generated. */
interface GeneratedObject {
  readonly source: BindingSource;
  readonly file: GeneratedFile;
  readonly digest: string;
  readonly suffixes: readonly string[];
}

/**
 * TypeScript for object definitions: a file for each object version, and where the options ask for them a file that names
 * the newest version of each and one that exports everything. The same sources in any order give the same bytes.
 *
 * An object with an error has no file; the others have theirs, and who writes them decides whether to.
 */
export function generateBindings(sources: readonly BindingSource[], options: BindingOptions): Bindings {
  const objects: GeneratedObject[] = [];
  const problems: BindingProblem[] = [];
  for (const group of groupsOf(sources)) {
    const [source] = group;
    if (source === undefined) continue;
    const { found, object } =
      group.length > 1 ? { found: [ambiguous(group)], object: undefined } : generate(source, options);
    problems.push(...found.map((problem) => placed(problem, source)));
    if (object !== undefined) objects.push(object);
  }
  const files = objects.map(({ file }) => file);
  const aliases = options.aliases ? aliasFiles(objects, options) : [];
  const index = options.index && objects.length > 0 ? [indexFile([...files, ...aliases], objects, options)] : [];
  return { files: [...files, ...aliases, ...index].toSorted((a, b) => compareTexts(a.path, b.path)), problems };
}

/** The sources of each object version, in the order of their IDs and versions. */
function groupsOf(sources: readonly BindingSource[]): readonly (readonly BindingSource[])[] {
  const ordered = sources.toSorted(
    ({ definition: a, from: first }, { definition: b, from: second }) =>
      a.id - b.id ||
      compareVersionTexts(a.version, b.version) ||
      compareTexts(a.version, b.version) ||
      compareTexts(first, second),
  );
  const groups = new Map<string, BindingSource[]>();
  for (const source of ordered) {
    const key = `${source.definition.id} ${source.definition.version}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [source]);
    else group.push(source);
  }
  return [...groups.values()];
}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function ambiguous(group: readonly BindingSource[]): ModelProblem {
  const [first] = group;
  const names = [...new Set(group.map(({ from }) => from))];
  const where = listed(names.map((name) => severalOf(group.filter(({ from }) => from === name).length, name)));
  const what = `version ${first?.definition.version ?? ""} of object ${first?.definition.id ?? ""}`;
  return { level: "error", message: `Only one file can define ${what}, but ${where} do; leave one out.` };
}

/** Files in several folders may have one name. */
function severalOf(count: number, name: string): string {
  return count === 1 ? name : `${count} files ${name}`;
}

function placed({ level, message, resourceId }: ModelProblem, { from, definition }: BindingSource): BindingProblem {
  const place = { level, from, objectId: definition.id, version: definition.version };
  return { ...place, ...(resourceId === undefined ? {} : { resourceId }), message };
}

interface Generated {
  readonly found: readonly ModelProblem[];
  /** Undefined where there is an error. */
  readonly object: GeneratedObject | undefined;
}

function generate(source: BindingSource, options: BindingOptions): Generated {
  const { definition, from } = source;
  const broken = [...identityProblems(definition), ...nameProblems(definition.id, options)];
  if (broken.length > 0) return { found: broken, object: undefined };
  const { object, problems } = buildModel(source, options);
  if (problems.some(({ level }) => level === "error")) return { found: problems, object: undefined };
  const digest = definitionDigest(definition);
  const header = printHeader(from, digest, optionsOf(options, definition.id));
  const path = `${objectNames(definition, options.names).file}.ts`;
  const text = printObjectFile(object, options, header);
  return { found: problems, object: { source, digest, file: { path, text }, suffixes: interfaceSuffixes(object) } };
}

function nameProblems(objectId: number, { names }: BindingOptions): readonly ModelProblem[] {
  const name = names.get(String(objectId));
  if (name === undefined || isIdentifier(name)) return [];
  const message = `The name “${name}” chosen for object ${objectId} is no identifier; choose letters, digits and _, a letter first.`;
  return [{ level: "error", message }];
}

/** For each object the file that names its newest version. Objects come with their versions ascending. */
function aliasFiles(objects: readonly GeneratedObject[], options: BindingOptions): readonly GeneratedFile[] {
  const newest = new Map(objects.map((object) => [object.source.definition.id, object]));
  return [...newest.values()].map(({ source, digest, suffixes }) => {
    const { definition, from } = source;
    const { symbol, aliasSymbol, file, aliasFile } = objectNames(definition, options.names);
    const header = printHeader(from, digest, optionsOf(options, definition.id));
    const text = printAliasFile({ symbol, aliasSymbol, file, suffixes }, options.importExtension, header);
    return { path: `${aliasFile}.ts`, text };
  });
}

function indexFile(
  files: readonly GeneratedFile[],
  objects: readonly GeneratedObject[],
  options: BindingOptions,
): GeneratedFile {
  const names = files.map(({ path }) => path.replace(/\.ts$/u, "")).toSorted(compareTexts);
  const digest = digestOf(objects.map((object) => object.digest).join(" "));
  const header = printHeader(counted(objects.length, "object definition"), digest, importOptionOf(options));
  return { path: "index.ts", text: printIndexFile(names, options.importExtension, header) };
}
