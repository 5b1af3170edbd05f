import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { GeneratedFile } from "../../../lwm2m/codegen/bindings.js";
import type * as Runtime from "../../../lwm2m/codegen/runtime/index.js";
import { bundlePrograms } from "./bundle.js";
import { temporaryFolder, writeFiles } from "./folder.js";

/** What a program has that imports everything that was generated. */
export interface LoadedBindings {
  readonly objects: Readonly<Record<string, Runtime.ObjectMetadata>>;
  readonly runtime: typeof Runtime;
  readonly formats: readonly Runtime.StructuredFormat[];
}

/** Writes generated files, with an index among them, and loads them as a program does. */
export async function loadBindings(files: readonly GeneratedFile[]): Promise<LoadedBindings> {
  const folder = temporaryFolder();
  writeFiles(folder, files);
  const formats = ["tlv", "senmlJson", "senmlCbor", "lwm2mCbor"];
  const program = [
    'export * as objects from "./index";',
    'export * as runtime from "./runtime/index";',
    ...formats.map((name) => `import { ${name} } from "./runtime/${name}";`),
    `export const formats = [${formats.join(", ")}];`,
  ];
  const [bundle] = await bundlePrograms(folder, [program.join("\n")]);
  const path = join(folder, "loaded.mjs");
  writeFileSync(path, bundle?.text ?? "");
  const loaded: unknown = await import(pathToFileURL(path).href);
  return loaded as LoadedBindings;
}
