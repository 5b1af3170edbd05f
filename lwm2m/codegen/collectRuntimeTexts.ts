import { posix } from "node:path";
import type { RuntimeTexts } from "./runtimeTexts.js";

const runtimeFolder = "lwm2m/codegen/runtime";

/** What generated code and its users import; each content format by itself. */
const entries = ["index", "senmlJson", "senmlCbor", "tlv", "lwm2mCbor", "cbor", "text", "opaque"];

/** Imports and exports from another file; the code is formatted, so that they look like this and nothing else does. */
const relativeImport = /(?<=\bfrom ")(\.[^"]+)\.js(?=")/gu;

/**
 * The runtime as it is written beside generated files: its own files and exactly those of the library that they import, also
 * for their types, which go into `internal/`.
 * @param read the text of a source file, by its path from the repository
 */
export function collectRuntimeTexts(read: (path: string) => string): RuntimeTexts {
  const texts = new Map<string, string>();
  const waiting = entries.map((name) => `${runtimeFolder}/${name}.ts`);
  for (let source = waiting.pop(); source !== undefined; source = waiting.pop()) {
    const place = placeOf(source);
    if (texts.has(place)) continue;
    const folder = posix.dirname(source);
    const text = read(source).replace(relativeImport, (_, specifier: string) => {
      const imported = `${posix.join(folder, specifier)}.ts`;
      waiting.push(imported);
      const relative = posix.relative(posix.dirname(place), placeOf(imported)).replace(/\.ts$/u, ".js");
      return relative.startsWith(".") ? relative : `./${relative}`;
    });
    texts.set(place, text);
  }
  return new Map([...texts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where a source file stands in the runtime. */
function placeOf(source: string): string {
  if (source.startsWith(`${runtimeFolder}/`)) return source.slice(runtimeFolder.length + 1);
  return source.replace(/^lwm2m\//u, "internal/");
}
