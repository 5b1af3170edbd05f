import type { ObjectDefinition } from "../../definition/model.js";

/** Object versions that the index of OMA's registry calls deprecated; their own files do not say so. */
const deprecatedVersions = [
  { id: 3380, version: "1.0", reason: "Replaced by version 2.0." },
  { id: 10260, version: "1.0", reason: "Replaced by version 2.0: types and operations did not go together." },
] as const;

/** Sentences by which a definition says that something should not be used any more. */
const sentences: readonly RegExp[] = [
  /^[[(](?:deprecated|obsolete)[\])]/iu,
  /^(?:deprecated|obsolete)(?=\s*$|\s*[.:;,!–-]|\s+(?:by|since|as of|from|in|with|due to|because)\b)/iu,
  /^(?:this|the) (?:object|resource|version)(?: version)? (?:is|was|has been) (?:now )?(?:deprecated|obsolete)\b/iu,
  /^(?:object|resource) (?:is )?(?:deprecated|obsolete)\b/iu,
];

/** What a tag says already. */
const tagWord = /^[[(]?(?:deprecated|obsolete)[\])]?[\s.:;,!–-]*/iu;

/** `Reading (deprecated)` */
const nameMark = /[[(](?:deprecated|obsolete)[\])]/iu;

/**
 * Why not to use an object or a resource any more, if its definition says so: in a sentence of its own, or by a mark in
 * brackets in the name. A text that only mentions the word says nothing.
 */
export function deprecationOf(name: string, description: readonly string[]): string | undefined {
  const said = description
    .flatMap((line) => line.split(/(?<=[.!?])\s+/u))
    .find((sentence) => sentences.some((form) => form.test(sentence)));
  if (said === undefined) return nameMark.test(name) ? "Its name says so." : undefined;
  const reason = said.replace(tagWord, "");
  return reason === "" ? said : reason.charAt(0).toUpperCase() + reason.slice(1);
}

/** The same for an object, of which the registry's index may know more than its file. */
export function objectDeprecation(
  { id, version, name }: ObjectDefinition,
  description: readonly string[],
): string | undefined {
  const listed = deprecatedVersions.find((known) => known.id === id && known.version === version);
  return listed?.reason ?? deprecationOf(name, description);
}
