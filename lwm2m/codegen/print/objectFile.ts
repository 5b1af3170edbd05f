import type { BindingOptions } from "../../definition/bindingOptions.js";
import type { ObjectModel } from "../model.js";
import { valueTypes, type RuntimeTypeName } from "../values/valueType.js";
import { printConstant } from "./constant.js";
import { printInterfaces } from "./interfaces.js";
import { braced } from "./lines.js";
import { printString } from "./literals.js";

/** The text of the file of an object version. */
export function printObjectFile(object: ObjectModel, options: BindingOptions, header: string): string {
  const lines = [
    header,
    "",
    ...braced("import type ", runtimeTypes(object, options), ` from ${printString(runtimeModule(options))};`),
    "",
    ...printConstant(object, options),
    ...printInterfaces(object, options),
  ];
  return `${lines.join("\n")}\n`;
}

/** The types that the interfaces need, in the order of the alphabet. */
function runtimeTypes(object: ObjectModel, options: BindingOptions): readonly string[] {
  const names: readonly RuntimeTypeName[] = ["ObjectLink", "UnixSeconds", "UnknownResources"];
  const used = new Set(object.resources.flatMap((resource) => valueTypes(resource, options)));
  return names.filter((name) => name === "UnknownResources" || used.has(name));
}

function runtimeModule({ runtime, importExtension }: BindingOptions): string {
  return runtime ?? `./runtime/index${importExtension}`;
}
