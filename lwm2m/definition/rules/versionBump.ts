import type { ObjectNode } from "../definitionFile.js";
import type { ObjectDefinition } from "../model.js";
import {
  compareVersions,
  nextMajorVersion,
  nextMinorVersion,
  parseVersion,
  printVersion,
  type Version,
} from "../version.js";
import { itemText, objectExample } from "./example.js";
import { isHalfTyped } from "./fields.js";
import { objectIdOf, objectVersionOf, writeIdentity } from "./identity.js";
import type { Finding, Fix, RelatedPlace, Rule, RuleContext } from "./rule.js";
import { changesSince, type Change } from "./versionChange.js";

const example = { ObjectID: "10365", MultipleInstances: "Single" } as const;
const published = itemText({ id: "50", Name: "Status" });
const addition = itemText({ id: "51", Name: "Cause", Mandatory: "Optional" });

/**
 * Compares an object with what is published of it: with the same version, which nobody may change any more, else with
 * the version before. A major version where a minor one would do is only mentioned before it is published, and as an
 * info; five published objects have one.
 */
export const versionBump: Rule = {
  id: "version-bump",
  level: "warning",
  title: "A change of a published object raises its version as far as needed.",
  explanation:
    "A mandatory resource more or less, and any change of operations, type, instances or presence, raises the major " +
    "version, because a Client or Server that knows the old version cannot work with the new one. An optional resource " +
    "more or less raises the minor version. Other texts may change without a new version.\n\n" +
    "The rule knows the published versions from the registry, and is silent about other objects and private IDs. Of 97 " +
    "pairs of successive versions one went wrong: 1.2 of object 1 changed the operations of resources of 1.1.",
  source: "LwM2M TS 1.2 §7.2.1",
  bad: objectExample({
    ...example,
    ObjectURN: "urn:oma:lwm2m:x:10365",
    ObjectVersion: "«1.0»",
    Resources: [published, addition],
  }),
  good: objectExample({
    ...example,
    ObjectURN: "urn:oma:lwm2m:x:10365:1.1",
    ObjectVersion: "1.1",
    Resources: [published, addition],
  }),
  *check(file, ctx) {
    for (const object of file.objects) {
      if (isHalfTyped(object.element)) continue;
      const finding = check(object, ctx);
      if (finding !== undefined) yield finding;
    }
  },
};

function check(object: ObjectNode, ctx: RuleContext): Finding | undefined {
  const id = objectIdOf(object);
  const version = objectVersionOf(object);
  if (id === undefined || version === undefined || ctx.isPrivateObjectId(id)) return undefined;
  const versions = ctx.registry.versions(id).flatMap(numbered);
  const same = versions.find((candidate) => compareVersions(candidate.version, version) === 0);
  const sameChanges = same === undefined ? [] : changesSince(same.definition, object);
  if (same !== undefined && sameChanges.length > 0) {
    return finding(
      object,
      sameChanges,
      next(versions, version, sameChanges),
      `${printVersion(version)} is published, and`,
    );
  }
  const before = versions.findLast((candidate) => compareVersions(candidate.version, version) < 0);
  if (before === undefined) return undefined;
  const changes = changesSince(before.definition, object);
  const isMajorNeeded = changes.some(({ isMajor }) => isMajor);
  const isMajorBump = version.major > before.version.major;
  const since = `since ${printVersion(before.version)}`;
  if (isMajorNeeded && !isMajorBump) return finding(object, changes, next(versions, version, changes), since);
  if (isMajorNeeded || !isMajorBump || same !== undefined) return undefined;
  return { ...finding(object, changes, next(versions, before.version, changes), since), level: "info" };
}

interface Published {
  readonly definition: ObjectDefinition;
  readonly version: Version;
}

function numbered(definition: ObjectDefinition): readonly Published[] {
  const version = parseVersion(definition.version);
  return version === undefined ? [] : [{ definition, version }];
}

/** The first version that is free for these changes. */
function next(versions: readonly Published[], from: Version, changes: readonly Change[]): Version | undefined {
  const newest = versions.at(-1)?.version ?? from;
  if (changes.some(({ isMajor }) => isMajor)) return nextMajorVersion(newest.major > from.major ? newest : from);
  const sameMajor = versions.findLast(({ version }) => version.major === from.major)?.version;
  return nextMinorVersion(sameMajor ?? from);
}

function finding(object: ObjectNode, changes: readonly Change[], wanted: Version | undefined, since: string): Finding {
  const field = object.field("ObjectVersion");
  const text = wanted === undefined ? "a higher version" : printVersion(wanted);
  const what = changes[0]?.what ?? "nothing has changed that needs a major version";
  const more =
    changes.length > 1 ? `, and ${changes.length - 1} more ${changes.length > 2 ? "changes" : "change"}` : "";
  const related = changes.flatMap(({ what: message, place }): RelatedPlace[] => {
    return place === undefined ? [] : [{ span: place, message: `Here ${message}.` }];
  });
  return {
    span: field === undefined || field.value === "" ? object.element.nameSpan : field.span,
    message: `Write ${text}; ${since} ${what}${more}.`,
    related,
    fixes: wanted === undefined ? [] : writeVersion(object, text),
  };
}

/** Writes the version, and into the URN as well. */
function writeVersion(object: ObjectNode, version: string): readonly Fix[] {
  if ((object.field("ObjectVersion")?.value ?? "") === "") return [];
  const edits = writeIdentity(object, { version });
  return [
    { title: edits.length > 1 ? `Write ${version}, also into ObjectURN` : `Write ${version}`, edits, isSafe: false },
  ];
}
