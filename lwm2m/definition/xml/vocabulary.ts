import type { ElementBuilder } from "./building.js";
import type { XmlVocabulary } from "./tree.js";

/** A vocabulary as the parser asks it. */
export class VocabularyReader {
  readonly #children: ReadonlyMap<string, readonly string[]>;
  /** The elements that are no other element's child. */
  readonly roots: readonly string[];

  constructor({ children }: XmlVocabulary) {
    this.#children = children;
    const inner = new Set([...children.values()].flat());
    this.roots = [...children.keys()].filter((name) => !inner.has(name));
  }

  knows(name: string): boolean {
    return this.#children.has(name);
  }

  /** True if the element holds text and no elements. */
  isLeaf(name: string): boolean {
    return this.#children.get(name)?.length === 0;
  }

  /** What may stand in an element, or at the top; undefined for an element that the vocabulary does not know. */
  childrenOf(parent: ElementBuilder | undefined): readonly string[] | undefined {
    return parent === undefined ? this.roots : this.#children.get(parent.name);
  }

  /** The children that the vocabulary lists for an element, or for the top; none for an unknown element. */
  listedIn(parent: ElementBuilder | undefined): readonly string[] {
    return this.childrenOf(parent) ?? [];
  }

  /** True if an element of that name may stand in the parent, or at the top. */
  allows(parent: ElementBuilder | undefined, name: string): boolean {
    return this.childrenOf(parent)?.includes(name) ?? true;
  }
}
