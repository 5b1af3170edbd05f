import { readFileSync } from "node:fs";
import { levels } from "../../lwm2m/base/level.js";
import { rules } from "../../lwm2m/definition/rules/index.js";

/** The level names as users meet them, the quietest first. */
const levelNames = ["off", ...levels.toReversed()];

/** The JSON schema of the levels of all rules, for the setting `lwm2m.rules`. */
export function ruleSettings(): Readonly<Record<string, object>> {
  const sorted = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return Object.fromEntries(
    sorted.map(({ id, oma, title, level }) => {
      const markdownDescription = oma === undefined ? title : `${title} OMA ${oma}.`;
      return [id, { type: "string", enum: levelNames, default: level, markdownDescription }];
    }),
  );
}

/** Where the setting stands in package.json: between its key and the braces of its properties. */
const place = /("lwm2m\.rules": \{[\s\S]*?"properties": )\{\}/u;

/** What `scripts/generate.mjs` writes: package.json with the rules of today in the setting `lwm2m.rules`. */
export function generatedFiles(): readonly { readonly path: string; readonly text: string }[] {
  const manifest: unknown = JSON.parse(readFileSync("package.json", "utf8"));
  const withoutRules = JSON.stringify(manifest, (_key, value: unknown) => (hasLevels(value) ? {} : value), 2);
  const text = withoutRules.replace(place, (_match, before: string) => before + JSON.stringify(ruleSettings()));
  return [{ path: "package.json", text }];
}

/** True for the properties of the setting: every one of them is a choice of levels. */
function hasLevels(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const properties: unknown[] = Object.values(value);
  return properties.length > 0 && properties.every(isLevelChoice);
}

function isLevelChoice(value: unknown): boolean {
  if (typeof value !== "object" || value === null || !("enum" in value) || !Array.isArray(value.enum)) return false;
  return value.enum.join() === levelNames.join();
}
