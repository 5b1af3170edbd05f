import type { DefinitionFile } from "./definitionFile.js";
import type { XmlNode } from "./xml/tree.js";

const directive = /^\s*lwm2m-disable-next-line\s+([a-z0-9-]+(?:[\s,]+[a-z0-9-]+)*)\s*$/u;

/**
 * Reads the comments `<!-- lwm2m-disable-next-line rule-id [rule-id …] -->` of a file.
 * The answer tells whether a rule is switched off at an offset: on the line below such a comment.
 */
export function suppressions(file: DefinitionFile): (ruleId: string, offset: number) => boolean {
  if (!file.text.includes("lwm2m-disable-next-line")) return () => false;
  const windows = [...comments(file.doc.nodes)].flatMap((comment) => {
    const ids = directive.exec(file.text.slice(comment.start, comment.end))?.[1]?.split(/[\s,]+/u);
    return ids === undefined ? [] : [{ ids, ...nextLine(file.text, comment.end) }];
  });
  if (windows.length === 0) return () => false;
  return (ruleId, offset) =>
    windows.some(({ ids, start, end }) => start <= offset && offset <= end && ids.includes(ruleId));
}

/** The line below the one that `offset` stands in. */
function nextLine(text: string, offset: number): { start: number; end: number } {
  const lineFeed = text.indexOf("\n", offset);
  if (lineFeed === -1) return { start: text.length, end: text.length };
  const end = text.indexOf("\n", lineFeed + 1);
  return { start: lineFeed + 1, end: end === -1 ? text.length : end };
}

function* comments(nodes: readonly XmlNode[]): Generator<{ start: number; end: number }> {
  for (const node of nodes) {
    if (node.kind === "comment") yield node.contentSpan;
    else if (node.kind === "element") yield* comments(node.children);
  }
}
