import { join } from "node:path";
import ts from "typescript";

const folder = join("lwm2m", "codegen", "runtime");

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  noEmit: true,
};

/** What each snippet can name. */
const prelude = `
import * as lwm2m from "./index.js";
import { senmlCbor } from "./senmlCbor.js";
import { text } from "./text.js";
import { Valve_33000_v1_0 as Valve } from "./testing/valve.js";
import { otherValve } from "./testing/valveTypes.js";
declare const bytes: Uint8Array;
declare const send: lwm2m.Send;
export type Used = [typeof lwm2m, typeof senmlCbor, typeof text, typeof Valve, typeof otherValve, typeof bytes, typeof send];
`.trim();

/** Compiles snippets, each as a module of its own beside the runtime, and gives the first error of each, or undefined. */
export function compileSnippets(snippets: readonly string[]): readonly (string | undefined)[] {
  const paths = snippets.map((_, index) => join(folder, `snippet${index}.ts`));
  const texts = new Map(paths.map((path, index) => [path, `${prelude}\n${snippets[index] ?? ""}\n`]));
  const host = ts.createCompilerHost(options);
  const overlay: ts.CompilerHost = {
    ...host,
    fileExists: (path) => texts.has(path) || host.fileExists(path),
    readFile: (path) => texts.get(path) ?? host.readFile(path),
    getSourceFile: (path, languageVersion) => {
      const source = texts.get(path);
      if (source === undefined) return host.getSourceFile(path, languageVersion);
      return ts.createSourceFile(path, source, languageVersion);
    },
  };
  const program = ts.createProgram(paths, options, overlay);
  return paths.map((path) => {
    const source = program.getSourceFile(path);
    const [error] = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return error && ts.flattenDiagnosticMessageText(error.messageText, "\n");
  });
}
