import { digestWithoutWhiteSpace } from "../../base/digest.js";
import type { RegistryTable } from "./table.js";

/**
 * What the JSON schema of `@nordicsemiconductor/lwm2m-types` appends to a description begins with one of these words:
 * a unit, what a Time is, or the version and instances of an object.
 */
const appendix = /\s+(?:Units: |Unix Time\. |LWM2MVersion: )/gu;

/**
 * The table together with the descriptions that a JSON document carries in its `description` properties, at any depth.
 * A text is taken only if its digest stands in the table, so a wrong or outdated text never gets in.
 */
export function withDescriptions(table: RegistryTable, document: unknown): RegistryTable {
  const wanted = wantedDigests(table);
  const descriptions: Record<string, string> = {};
  for (const text of describedTexts(document)) {
    for (const candidate of withoutAppendix(text)) {
      const digest = digestWithoutWhiteSpace(candidate);
      if (wanted.has(digest)) descriptions[digest] ??= candidate;
    }
  }
  return { ...table, descriptions };
}

/** The digests of all descriptions that are not empty. */
function wantedDigests(table: RegistryTable): ReadonlySet<string> {
  const digests = new Set([
    ...table.reusableResources.map((row) => row[6]),
    ...table.objects.flatMap((object) => [object.description, ...object.resources.map((row) => row[8])]),
  ]);
  digests.delete(digestWithoutWhiteSpace(""));
  return digests;
}

/** All texts in `description` properties, in the order of the document. */
function* describedTexts(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "description" && typeof inner === "string") yield inner;
    else yield* describedTexts(inner);
  }
}

/** A text without what may have been appended to it, the most of it first; line ends are LF. */
function* withoutAppendix(text: string): Generator<string> {
  const lines = text.replace(/\r\n?/gu, "\n").trim();
  yield lines;
  const cuts = [...lines.matchAll(appendix)].map(({ index }) => index);
  for (const cut of cuts.reverse()) yield lines.slice(0, cut).trimEnd();
}

/** How much of a table has a description. */
export interface DescriptionCoverage {
  /** Objects in their newest version. */
  readonly objects: Coverage;
  readonly reusableResources: Coverage;
  /** Resources of the objects in their newest version. */
  readonly resources: Coverage;
}

export interface Coverage {
  readonly described: number;
  readonly all: number;
}

/** Counts what has a description in a table. */
export function descriptionCoverage({ objects, reusableResources, descriptions }: RegistryTable): DescriptionCoverage {
  // Versions of an object follow each other, the newest last.
  const newest = objects.filter(({ id }, index) => objects[index + 1]?.id !== id);
  const count = (digests: readonly string[]): Coverage => ({
    described: digests.filter((digest) => descriptions?.[digest] !== undefined).length,
    all: digests.length,
  });
  return {
    objects: count(newest.map(({ description }) => description)),
    reusableResources: count(reusableResources.map((row) => row[6])),
    resources: count(newest.flatMap(({ resources }) => resources.map((row) => row[8]))),
  };
}
