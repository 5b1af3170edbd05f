import { stat, writeFile } from "node:fs/promises";
import { buildTable, type BuildResult } from "../lwm2m/definition/registry/build/buildTable.js";
import { folderFiles } from "../lwm2m/definition/registry/build/folder.js";
import { gitHead } from "../lwm2m/definition/registry/build/gitHead.js";
import { printTable } from "../lwm2m/definition/registry/printTable.js";
import { reasonOf } from "../lwm2m/base/systemError.js";
import { counted } from "../lwm2m/base/words.js";

/** Where a command writes. */
export interface RegistryBuildIo {
  /** The result itself. */
  readonly stdout: (text: string) => void;
  /** Words for the user. */
  readonly stderr: (text: string) => void;
}

export interface RegistryBuildOptions {
  /** The file to write; standard output if there is none. */
  readonly out?: string | undefined;
  /** The commit that the folder holds, if it is no git checkout itself. */
  readonly commit?: string | undefined;
  /** The day of that commit, `YYYY-MM-DD`. */
  readonly date?: string | undefined;
}

/**
 * `lwm2m registry build <folder>`: makes the facts table of a folder with the OMA registry.
 * Returns the exit code: 0 for a table, 1 if files of the folder are damaged or missing (nothing is written then),
 * 2 for wrong usage or if a file cannot be read or written.
 */
export async function registryBuild(
  folder: string,
  options: RegistryBuildOptions,
  io: RegistryBuildIo,
): Promise<0 | 1 | 2> {
  const refuse = (message: string): 2 => {
    io.stderr(`lwm2m: ${message}\n`);
    return 2;
  };
  if (options.date !== undefined && !/^\d{4}-\d{2}-\d{2}$/u.test(options.date)) {
    return refuse(`The date "${options.date}" is no day; write it as 2024-02-22.`);
  }
  if (options.commit !== undefined && !/^[0-9a-f]{7,64}$/u.test(options.commit)) {
    return refuse(`The commit "${options.commit}" is none; write 7 to 64 hexadecimal digits.`);
  }
  try {
    if (!(await stat(folder)).isDirectory()) return refuse(`${folder} is no folder.`);
    const commit = options.commit ?? (await gitHead(folder));
    const result = await buildTable(folderFiles(folder), { commit, date: options.date });
    io.stderr(describeProblems(folder, result));
    if (result.problems.some(({ level }) => level === "error")) {
      io.stderr("No table was written, because it would lack something.\n");
      return 1;
    }
    const text = printTable(result.table);
    if (options.out === undefined) io.stdout(text);
    else await writeFile(options.out, text);
    io.stderr(describeTable(result, options.out));
    return 0;
  } catch (error) {
    return refuse(`${pathOf(error) ?? folder}: ${reasonOf(error)} No table was written.`);
  }
}

function describeProblems(folder: string, { problems }: BuildResult): string {
  return problems.map(({ level, path, message }) => `${folder}/${path}: ${level}: ${message}\n`).join("");
}

function describeTable({ table, files }: BuildResult, out: string | undefined): string {
  const { commit, date, digest } = table.source;
  const origin = commit === undefined ? `digest ${digest.slice(0, 12)}` : `commit ${commit.slice(0, 12)}`;
  const counts = `${counted(table.objects.length, "object version")} and ${counted(table.reusableResources.length, "reusable resource")}`;
  const target = out === undefined ? "" : ` to ${out}`;
  return `Wrote ${counts} from ${counted(files, "file")} (${origin}${date === undefined ? "" : ` of ${date}`})${target}.\n`;
}

/** The file or folder that an error of the system is about. */
function pathOf(error: unknown): string | undefined {
  return error instanceof Error && "path" in error && typeof error.path === "string" ? error.path : undefined;
}
