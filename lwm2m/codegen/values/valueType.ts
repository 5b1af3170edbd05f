import type { BindingOptions } from "../../definition/bindingOptions.js";
import type { ResourceModel } from "../model.js";
import { printLiteral } from "../print/literals.js";

/** Types that generated code takes from the runtime. */
export type RuntimeTypeName = "UnixSeconds" | "ObjectLink" | "UnknownResources";

/** The TypeScript type of one value: several literals, or one type that may be the runtime's. */
export function valueTypes({ type, limits }: ResourceModel, options: BindingOptions): readonly string[] {
  switch (type) {
    case "String":
    case "Corelnk":
    case "None": {
      const texts = limits.values?.filter((value) => typeof value === "string") ?? [];
      return texts.length > 0 ? texts.map(printLiteral) : ["string"];
    }
    case "Integer":
    case "Unsigned Integer":
      return limits.values?.map(printLiteral) ?? [options.int64];
    case "Float":
      return limits.values?.map(printLiteral) ?? ["number"];
    case "Boolean":
      return ["boolean"];
    case "Opaque":
      return ["Uint8Array"];
    case "Time":
      return [options.time === "date" ? "Date" : "UnixSeconds"];
    case "Objlnk":
      return ["ObjectLink"];
  }
}
