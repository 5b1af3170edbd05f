import type { BindingSource } from "./bindings.js";
import { definitionDigest } from "./definitionDigest.js";

/**
 * Sources without those that say what another one says already: a copy of a file, or an object of the registry beside its
 * file, as in a checkout of the registry with its history. Of the same ones that with the first name counts.
 */
export function distinctSources(sources: readonly BindingSource[]): readonly BindingSource[] {
  const versions = new Map<string, BindingSource[]>();
  for (const source of sources) {
    const key = `${source.definition.id} ${source.definition.version}`;
    versions.set(key, [...(versions.get(key) ?? []), source]);
  }
  return [...versions.values()].flatMap((same) => (same.length === 1 ? same : distinct(same)));
}

function distinct(sources: readonly BindingSource[]): readonly BindingSource[] {
  const found = new Map<string, BindingSource>();
  for (const source of sources.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const digest = definitionDigest(source.definition);
    if (!found.has(digest)) found.set(digest, source);
  }
  return [...found.values()];
}
