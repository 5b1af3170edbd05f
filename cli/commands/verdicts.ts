import type { Config } from "../../lwm2m/definition/config.js";
import { parseDefinitionFile, type DefinitionFile } from "../../lwm2m/definition/definitionFile.js";
import { rules } from "../../lwm2m/definition/rules/index.js";
import type { Diagnostic } from "../../lwm2m/definition/rules/rule.js";
import { validate, type ValidationOptions } from "../../lwm2m/definition/validate.js";

const rulesAboutText = rules.filter(({ looksAtFileName }) => looksAtFileName !== true);
const rulesAboutName = rules.filter(({ looksAtFileName }) => looksAtFileName === true);

/** More texts than this are not remembered at once. */
const maximumTexts = 2000;

/** What is known of a text, whatever the file is called. */
interface Verdict {
  readonly file: DefinitionFile;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Judges texts, and the same text only once under the same configuration: a checkout of OMA's registry holds every
 * newest object twice, in the root and in version_history.
 */
export class Verdicts {
  readonly #byConfig = new Map<Config, Map<string, Verdict>>();

  /** All diagnostics of a text, in its order. The options are those of the configuration, but for the file's name. */
  judge(text: string, config: Config, options: ValidationOptions): readonly Diagnostic[] {
    const { file, diagnostics } = this.#verdict(text, config, options);
    const aboutName = validate(file, options, rulesAboutName);
    if (aboutName.length === 0) return diagnostics;
    return [...diagnostics, ...aboutName].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }

  #verdict(text: string, config: Config, options: ValidationOptions): Verdict {
    const known = this.#byConfig.get(config) ?? new Map<string, Verdict>();
    this.#byConfig.set(config, known);
    const before = known.get(text);
    if (before !== undefined) return before;
    const file = parseDefinitionFile(text);
    const verdict = { file, diagnostics: validate(file, options, rulesAboutText) };
    if (known.size === maximumTexts) known.clear();
    known.set(text, verdict);
    return verdict;
  }
}
