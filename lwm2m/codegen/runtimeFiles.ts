import { digestOf } from "../base/digest.js";
import type { BindingOptions } from "../definition/bindingOptions.js";
import type { GeneratedFile } from "./bindings.js";
import { importOptionOf, printHeader } from "./print/header.js";
import type { RuntimeTexts } from "./runtimeTexts.js";

/**
 * The files of the runtime that stand beside generated ones, in `runtime/`; none where the options name a package that has
 * it. They are the same for all objects, and start with the same header as every generated file.
 */
export function runtimeFiles(
  texts: RuntimeTexts,
  { runtime, importExtension }: Pick<BindingOptions, "runtime" | "importExtension">,
): readonly GeneratedFile[] {
  if (runtime !== undefined) return [];
  const options = importOptionOf({ importExtension });
  return [...texts].map(([path, text]) => {
    const header = printHeader("its runtime", digestOf(text), options);
    const body = importExtension === ".js" ? text : text.replace(/(?<=\bfrom "\.[^"]+)\.js(?=")/gu, importExtension);
    return { path: `runtime/${path}`, text: `${header}\n\n${body}` };
  });
}
