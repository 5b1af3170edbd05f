import { childElements } from "../../lwm2m/definition/xml/query.js";
import type { XmlElement } from "../../lwm2m/definition/xml/tree.js";
import type { OpenDefinition } from "../openDefinition.js";
import type { SourceText } from "./sourceText.js";

/** How a definition is indented: one level of it, and how its lines end. */
export interface Indentation {
  readonly unit: string;
  readonly lineEnd: string;
}

/** What a file that says nothing about its indentation gets. */
const defaultUnit = "  ";

/** The indentation that a file uses: what the first nested element on a line of its own has more than its parent. */
export function indentationOf(doc: OpenDefinition): Indentation {
  return { unit: unitOf(doc) ?? defaultUnit, lineEnd: doc.source.text.includes("\r\n") ? "\r\n" : "\n" };
}

function unitOf({ source, file }: OpenDefinition): string | undefined {
  let parent: XmlElement | undefined = file.root;
  while (parent !== undefined) {
    const child: XmlElement | undefined = childElements(parent)[0];
    if (child === undefined) return undefined;
    const outer = blanksBefore(source, parent.start);
    const inner = blanksBefore(source, child.start);
    if (outer !== undefined && inner?.startsWith(outer) === true && inner.length > outer.length) {
      return inner.slice(outer.length);
    }
    parent = child;
  }
  return undefined;
}

/** The blanks and tabs that a line begins with, up to `offset` at most. */
export function indentAt(source: SourceText, offset: number): string {
  const { start } = source.lineSpan(source.lineAt(offset));
  return /^[ \t]*/u.exec(source.text.slice(start, offset))?.[0] ?? "";
}

/** What stands before `offset` on its line, if that is nothing but blanks and tabs. */
function blanksBefore(source: SourceText, offset: number): string | undefined {
  const { start } = source.lineSpan(source.lineAt(offset));
  const before = source.text.slice(start, offset);
  return /^[ \t]*$/u.test(before) ? before : undefined;
}
