import type { OpenDefinition } from "../../openDefinition.js";
import { completionContext, type CompletionContext } from "./context.js";

/** Characters that open the list by themselves in some places only; elsewhere they are just typed. */
const places: Readonly<Record<string, readonly CompletionContext["kind"][]>> = {
  " ": ["attributeName", "directive"],
  ">": ["value"],
  "/": ["endTag"],
  '"': ["attributeValue"],
  "'": ["attributeValue"],
};

/** True if the list would open only because a character was typed that means nothing here. */
export function isUnwanted(doc: OpenDefinition, offset: number, trigger: string | undefined): boolean {
  const wanted = trigger === undefined ? undefined : places[trigger];
  if (wanted === undefined) return false;
  const context = completionContext(doc.file, offset);
  return context === undefined || !wanted.includes(context.kind);
}
