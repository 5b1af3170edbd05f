import type { Level, RuleLevel } from "../../base/level.js";
import type { Span } from "../../base/span.js";
import type { DefinitionFile } from "../definitionFile.js";
import type { Registry } from "../registry/registry.js";
import type { Example } from "./example.js";

/** One rule about object definitions: its documentation, its check and its fixes in one place. */
export interface Rule {
  /** Kebab-case, never renamed: users write it into settings and comments. */
  readonly id: string;
  /** The number of OMA's validation error that this rule stands for, if OMA has one. */
  readonly oma?: number;
  readonly level: RuleLevel;
  /** What the rule asks for, as one sentence: `The type of an executable resource is empty.` */
  readonly title: string;
  /** One or two plain paragraphs for the rule page: why, what breaks otherwise, exceptions, figures from the registry. */
  readonly explanation: string;
  /** Where the rule comes from: a section of the specification, of the XML schema, or OMA's validation error. */
  readonly source: string;
  /**
   * Only for a rule whose verdict depends on the name of the file: tells which names it takes for a file. The answer
   * does not hold on to the file, so that it can be kept for long.
   */
  readonly namesFor?: (file: DefinitionFile) => (fileName: string | undefined) => boolean;
  readonly bad: Example;
  readonly good: Example;
  /** Yields a finding for every place that breaks the rule, in the order of the text. Never throws. */
  readonly check: (file: DefinitionFile, ctx: RuleContext) => Iterable<Finding>;
}

/** What a rule may know besides the file. */
export interface RuleContext {
  readonly registry: Registry;
  /** The file's own name without folders; undefined for a text without one. */
  readonly fileName: string | undefined;
  /** True if an object ID belongs to a window that the user has declared private. */
  readonly isPrivateObjectId: (id: number) => boolean;
  /** True if a resource ID belongs to a window that the user has declared private. */
  readonly isPrivateResourceId: (id: number) => boolean;
}

/** A place that breaks a rule. */
export interface Finding {
  /** The narrowest span that is wrong: the value, not its element. */
  readonly span: Span;
  /** One sentence that says what to write instead. */
  readonly message: string;
  /** Where this finding is more or less serious than its rule's level. A level that the user sets wins. */
  readonly level?: Level;
  /** Other places of the same file that have to do with it. */
  readonly related?: readonly RelatedPlace[];
  /** Ways to mend it, the best first. */
  readonly fixes?: readonly Fix[];
}

export interface RelatedPlace {
  readonly span: Span;
  readonly message: string;
}

/** A change that mends a finding. */
export interface Fix {
  /** What it does, in the imperative: `Write Integer`. */
  readonly title: string;
  readonly edits: readonly Edit[];
  /** True if the meaning is certain, so that "fix all" may apply it unasked. */
  readonly isSafe: boolean;
}

/** A replacement of a span of the text. */
export interface Edit extends Span {
  readonly newText: string;
}

/** A finding as the user sees it. */
export interface Diagnostic {
  readonly ruleId: string;
  readonly oma: number | undefined;
  readonly level: Level;
  readonly span: Span;
  readonly message: string;
  readonly related: readonly RelatedPlace[];
  readonly fixes: readonly Fix[];
}
