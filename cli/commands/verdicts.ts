import type { Config } from "../../lwm2m/definition/config.js";
import { parseDefinitionFile, type DefinitionFile } from "../../lwm2m/definition/definitionFile.js";
import { rules } from "../../lwm2m/definition/rules/index.js";
import type { Diagnostic } from "../../lwm2m/definition/rules/rule.js";
import { validate, type ValidationOptions } from "../../lwm2m/definition/validate.js";

const rulesAboutText = rules.filter(({ namesFor }) => namesFor === undefined);
const rulesAboutName = rules.filter(({ namesFor }) => namesFor !== undefined);

/** Texts of more UTF-16 code units than this, all together, are not remembered at once. */
const maximumLength = 16 * 1024 * 1024;

/** What is known of a text, whatever the file is called. It does not hold the tree, which takes fifty times the text. */
interface Verdict {
  readonly diagnostics: readonly Diagnostic[];
  /** True for a name that no rule objects to. */
  readonly fits: (fileName: string | undefined) => boolean;
}

/**
 * Judges texts, and the same text only once under the same configuration: a checkout of OMA's registry holds every
 * newest object twice, in the root and in version_history.
 */
export class Verdicts {
  readonly #byConfig = new Map<Config, Map<string, Verdict>>();
  #length = 0;

  /** All diagnostics of a text, in its order. The options are those of the configuration, but for the file's name. */
  judge(text: string, config: Config, options: ValidationOptions): readonly Diagnostic[] {
    const { diagnostics, fits } = this.#verdict(text, config, options);
    if (fits(options.fileName)) return diagnostics;
    const aboutName = validate(parseDefinitionFile(text), options, rulesAboutName);
    return [...diagnostics, ...aboutName].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }

  #verdict(text: string, config: Config, options: ValidationOptions): Verdict {
    const before = this.#byConfig.get(config)?.get(text);
    if (before !== undefined) return before;
    const file = parseDefinitionFile(text);
    const verdict = { diagnostics: validate(file, options, rulesAboutText), fits: allOf(namesTakenFor(file)) };
    this.#remember(text, config, verdict);
    return verdict;
  }

  #remember(text: string, config: Config, verdict: Verdict): void {
    this.#length += text.length;
    if (this.#length > maximumLength) {
      this.#byConfig.clear();
      this.#length = text.length;
    }
    const known = this.#byConfig.get(config) ?? new Map<string, Verdict>();
    this.#byConfig.set(config, known.set(text, verdict));
  }
}

type NameTest = Verdict["fits"];

function namesTakenFor(file: DefinitionFile): readonly NameTest[] {
  return rulesAboutName.flatMap(({ namesFor }) => (namesFor === undefined ? [] : [namesFor(file)]));
}

/** Stands alone, as a function made beside one that uses the file would hold on to the file. */
function allOf(tests: readonly NameTest[]): NameTest {
  return (fileName) => tests.every((takes) => takes(fileName));
}
