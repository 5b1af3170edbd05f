import type { ObjectDefinition } from "../../definition/model.js";
import { withoutDigitAtStart } from "./identifiers.js";
import { pascalCase, wordsOf } from "./words.js";

/** What an object is called in code. */
export interface ObjectNames {
  /** `Temperature_3303_v1_1` */
  readonly symbol: string;
  /** `Temperature_3303`, whatever the version. */
  readonly aliasSymbol: string;
  /** `temperature_3303_v1_1`, the file without its extension. */
  readonly file: string;
  /** `temperature_3303`, the file that names the newest version. */
  readonly aliasFile: string;
}

/**
 * The names of an object version. Its words (see `wordsOf`) with a capital each, then its ID and version, so that no two
 * objects share a symbol whatever they are called; a name that starts with a digit gets `_` before it, and one without a
 * letter or digit is `Object`. A name that the user chose, by `3303`, stands for the words.
 *
 * Files have the words in small letters with `_` between them and only the letters and digits of ASCII, so that they are
 * the same on every file system; none has a name that Windows keeps for a device, because of the ID.
 */
export function objectNames({ id, name, version }: ObjectDefinition, names: ReadonlyMap<string, string>): ObjectNames {
  const chosen = names.get(String(id));
  const words = wordsOf(chosen ?? name);
  const stem = chosen ?? withoutDigitAtStart(pascalCase(words) || "Object");
  const fileStem = words.flatMap((word) => word.toLowerCase().replace(/[^a-z0-9]/gu, "") || []).join("_") || "object";
  const suffix = `v${version.replace(".", "_")}`;
  return {
    symbol: `${stem}_${id}_${suffix}`,
    aliasSymbol: `${stem}_${id}`,
    file: `${fileStem}_${id}_${suffix}`,
    aliasFile: `${fileStem}_${id}`,
  };
}
