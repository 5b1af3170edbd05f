import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { strictestOptions, type ProjectKind } from "../../fixtures/strictestOptions.js";

/** A TypeScript compiler that is installed somewhere. */
export interface Compiler {
  readonly version: string;
  /** The script that Node runs. */
  readonly program: string;
}

/** One line that a compiler complains about. */
export interface Complaint {
  /** Relative to the folder, with `/`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** `TS2322` */
  readonly code: string;
  readonly message: string;
}

/** The compiler in a folder where npm has put one. */
export function compilerIn(folder: string): Compiler {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (typeof manifest !== "object" || manifest === null || !("version" in manifest)) {
    throw new Error(`${folder} holds no package.`);
  }
  return { version: String(manifest.version), program: resolve(folder, "bin", "tsc") };
}

/** The compilers that `npm run test:bindings` has installed. */
export function installedCompilers(): readonly Compiler[] {
  const folders: unknown = JSON.parse(process.env["LWM2M_COMPILERS"] ?? "[]");
  if (!Array.isArray(folders) || folders.length === 0) {
    throw new Error('There is no compiler to test with. Run "npm run test:bindings", which installs some.');
  }
  return folders.map((folder) => compilerIn(String(folder)));
}

/** Makes a folder a project of that kind, for one compiler. */
export function writeProject(folder: string, version: string, kind: ProjectKind): void {
  const compilerOptions = strictestOptions(version, kind);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["**/*.ts"] }));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: kind === "commonjs" ? "commonjs" : "module" }));
}

/** Compiles all TypeScript below a folder, which becomes a project of that kind, and writes nothing. */
export function compile(compiler: Compiler, folder: string, kind: ProjectKind): Promise<readonly Complaint[]> {
  writeProject(folder, compiler.version, kind);
  return compileProject(compiler, folder);
}

/** Compiles the project in a folder as its own configuration says. */
export async function compileProject(compiler: Compiler, folder: string): Promise<readonly Complaint[]> {
  const args = [compiler.program, "-p", ".", "--pretty", "false"];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  const complaints = readComplaints(output);
  if (status !== 0 && complaints.length === 0) {
    throw new Error(`TypeScript ${compiler.version} ended with ${status ?? "a signal"}: ${output}`);
  }
  return complaints;
}

/** The complaints in what a compiler printed; those that belong to no file have an empty path. */
function readComplaints(output: string): readonly Complaint[] {
  const pattern = /^(?:(?<path>[^\s(][^(\n]*)\((?<line>\d+),\d+\): )?error (?<code>TS\d+): (?<message>.*)$/gmu;
  return Array.from(output.matchAll(pattern), ({ groups = {} }) => ({
    path: (groups["path"] ?? "").replaceAll("\\", "/"),
    line: Number(groups["line"] ?? 0),
    code: groups["code"] ?? "",
    message: groups["message"] ?? "",
  }));
}
