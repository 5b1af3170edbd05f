import type { Node } from "jsonc-parser";
import { nearest } from "../base/nearest.js";
import { span, type Span } from "../base/span.js";

/** A place in `lwm2m.config.json` that says nothing we know. What stands around it counts all the same. */
export interface ConfigProblem {
  /** In UTF-16 code units of the text. */
  readonly span: Span;
  /** One sentence that says what to write instead. */
  readonly message: string;
}

/** Where a node of the JSON tree is. */
export function spanOf(node: Node): Span {
  return span(node.offset, node.offset + node.length);
}

/** The properties of a JSON object: each key with the node of its value. */
export function* properties(
  node: Node,
  problems: ConfigProblem[],
): Generator<{ key: string; keyNode: Node; value: Node }> {
  const seen = new Set<string>();
  for (const property of node.children ?? []) {
    const [keyNode, value] = property.children ?? [];
    if (keyNode === undefined || value === undefined) continue;
    const key = String(keyNode.value);
    if (seen.has(key)) {
      problems.push({
        span: spanOf(keyNode),
        message: `Remove one "${key}"; it is written twice, and the last counts.`,
      });
    }
    seen.add(key);
    yield { key, keyNode, value };
  }
}

/** The end of a sentence about an unknown word: what was meant, if that can be told. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const meant = nearest(word, candidates);
  return meant === undefined ? "." : `. Did you mean "${meant}"?`;
}
