import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";

/** A TypeScript compiler that is installed somewhere. */
export interface Compiler {
  readonly version: string;
  /** The script that Node runs. */
  readonly program: string;
}

/** How a project that uses bindings is set up: as a package of ES modules, as one of CommonJS, or for a bundler. */
export type ProjectKind = "esm" | "commonjs" | "bundler";

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

/** Flags that came after TypeScript 5.0, with the version that brought them. */
const laterFlags = [
  { flag: "isolatedDeclarations", since: [5, 5] },
  { flag: "erasableSyntaxOnly", since: [5, 8] },
  { flag: "noUncheckedSideEffectImports", since: [5, 6] },
] as const;

/**
 * The strictest project that a user may have: whatever a compiler knows to complain about is on, and neither the types
 * of Node nor those of a browser are there.
 */
export function strictestOptions(version: string, kind: ProjectKind): Readonly<Record<string, unknown>> {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const known = laterFlags.filter(({ since }) => major > since[0] || (major === since[0] && minor >= since[1]));
  return {
    target: "es2022",
    lib: ["es2022"],
    types: [],
    ...(kind === "bundler" ? { module: "esnext", moduleResolution: "bundler" } : { module: "nodenext" }),
    // Endings in .ts are allowed everywhere: it is the same for those who do not use them.
    allowImportingTsExtensions: true,
    noEmit: true,
    declaration: true,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    noImplicitOverride: true,
    noImplicitReturns: true,
    noFallthroughCasesInSwitch: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    allowUnreachableCode: false,
    allowUnusedLabels: false,
    isolatedModules: true,
    // What is written as an ES module cannot be what it says in a package of CommonJS.
    verbatimModuleSyntax: kind !== "commonjs",
    ...Object.fromEntries(known.map(({ flag }) => [flag, true])),
  };
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
