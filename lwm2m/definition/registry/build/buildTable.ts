import { createHash } from "node:crypto";
import { tableFormat, type RegistryTable } from "../table.js";
import { compareVersionTexts } from "../../version.js";
import { decodeFile, type BuildProblem, type RegistryFiles, type Report } from "./files.js";
import { readCommon, readDdf, type ListedObject } from "./lists.js";
import { distinctObjects, historyPath, readObjectFile, rootPath, type FoundObject } from "./objects.js";

/** Where a registry folder comes from, as far as it is known. */
export interface BuildOptions {
  readonly commit: string | undefined;
  /** `YYYY-MM-DD` */
  readonly date: string | undefined;
}

/** A table and what was wrong with the folder; with an error among the problems the table lacks something. */
export interface BuildResult {
  readonly table: RegistryTable;
  readonly problems: readonly BuildProblem[];
  /** How many files were read. */
  readonly files: number;
}

const historyFolder = "version_history";

/** Builds the table of a registry folder. The same content gives the same table, whatever its line ends or order. */
export async function buildTable(files: RegistryFiles, options: BuildOptions): Promise<BuildResult> {
  const problems: BuildProblem[] = [];
  const report: Report = (level, path, message) => problems.push({ level, path, message });
  const texts = await readTexts(files, report);
  const objects = readObjects(texts, report);
  const reusableResources = readNamed(texts, "Common.xml", report, readCommon);
  const listed = readNamed(texts, "DDF.xml", report, readDdf);
  if (listed.length > 0) compareWithList(listed, objects, texts, report);
  const rows = [...objects.values()].map(({ row }) => row);
  rows.sort((a, b) => a.id - b.id || compareVersionTexts(a.version, b.version));
  const source = { commit: options.commit, date: options.date, digest: digestOf(texts) };
  return { table: { format: tableFormat, source, reusableResources, objects: rows }, problems, files: texts.size };
}

/** All files that count, by path, in the order of their paths. */
async function readTexts(files: RegistryFiles, report: Report): Promise<ReadonlyMap<string, string>> {
  const names = await files.list("");
  const history = await files.list(historyFolder);
  const paths = [
    ...names.filter((name) => /^(?:[0-9]+|Common|DDF)\.xml$/u.test(name)),
    ...history.filter((name) => name.endsWith(".xml")).map((name) => `${historyFolder}/${name}`),
  ];
  const texts = new Map<string, string>();
  for (const path of paths.sort()) {
    const bytes = await files.read(path);
    const text = bytes === undefined ? undefined : decodeFile(bytes);
    if (text === undefined) report("error", path, "The file cannot be read as UTF-8.");
    else texts.set(path, text);
  }
  return texts;
}

/** Digest of all files with their paths: what tells two snapshots apart when there is no commit. */
function digestOf(texts: ReadonlyMap<string, string>): string {
  const hash = createHash("sha256");
  for (const [path, text] of texts) hash.update(`${path}\0${text}\0`);
  return hash.digest("hex");
}

function readNamed<Row>(
  texts: ReadonlyMap<string, string>,
  path: string,
  report: Report,
  read: (path: string, text: string, report: Report) => readonly Row[],
): readonly Row[] {
  const text = texts.get(path);
  if (text !== undefined) return read(path, text, report);
  report("error", path, "The file is missing; is this a folder of the OMA registry?");
  return [];
}

/** All object versions: those of the history, and those that only the root has. */
function readObjects(texts: ReadonlyMap<string, string>, report: Report): ReadonlyMap<string, FoundObject> {
  const found: { root: FoundObject[]; history: FoundObject[] } = { root: [], history: [] };
  for (const [path, text] of texts) {
    if (path === "Common.xml" || path === "DDF.xml") continue;
    const object = readObjectFile(path, text, report);
    if (object === undefined) continue;
    (path.startsWith(historyFolder) ? found.history : found.root).push(object);
  }
  const objects = distinctObjects(found.history, report);
  for (const object of found.root) {
    const twin = objects.get(`${object.row.id}/${object.row.version}`);
    if (twin === undefined) {
      objects.set(`${object.row.id}/${object.row.version}`, object);
      report("warning", object.path, `Its copy ${historyPath(object.row.id, object.row.version)} is missing.`);
    } else if (texts.get(twin.path) !== texts.get(object.path)) {
      report(
        "warning",
        object.path,
        `The file differs from ${twin.path}, which counts here; the two should be the same.`,
      );
    }
  }
  return objects;
}

/** Compares what DDF.xml lists with what is there. */
function compareWithList(
  listed: readonly ListedObject[],
  objects: ReadonlyMap<string, FoundObject>,
  texts: ReadonlyMap<string, string>,
  report: Report,
): void {
  const published = listed.filter((entry) => entry.file !== undefined);
  for (const { id, version, file } of published) {
    if (file !== undefined && !texts.has(file)) {
      report("error", "DDF.xml", `Version ${version} of object ${id} should be in ${file}, but there is no such file.`);
    }
  }
  const keys = new Set(published.map(({ id, version }) => `${id}/${version}`));
  for (const [key, { path, row }] of objects) {
    if (!keys.has(key)) report("warning", path, `DDF.xml does not list version ${row.version} of object ${row.id}.`);
  }
  const newest = new Map<number, FoundObject>();
  for (const object of objects.values()) {
    const other = newest.get(object.row.id);
    if (other === undefined || compareVersionTexts(object.row.version, other.row.version) > 0)
      newest.set(object.row.id, object);
  }
  for (const id of newest.keys()) {
    if (!texts.has(rootPath(id)))
      report("warning", rootPath(id), `The newest version of object ${id} should also be here.`);
  }
}
