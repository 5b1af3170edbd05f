import { definitionVocabulary } from "../../lwm2m/definition/structure.js";
import { parseXml } from "../../lwm2m/definition/xml/parse.js";
import type { XmlDocument } from "../../lwm2m/definition/xml/tree.js";
import { seededRandom } from "../fixtures/seededRandom.js";
import { applyChange, typingStates, type Change, type TypingState } from "./damage.js";
import { whyUnusable } from "./usable.js";

/** What became of the files of one typing state. */
export interface StateResult {
  readonly name: string;
  files: number;
  /** Files whose tree can be worked with, see `whyUnusable`. */
  usable: number;
  /** Files with exactly one problem. */
  single: number;
  /** Files whose only problem has a repair that leaves none. */
  mended: number;
  readonly failures: string[];
}

/** Damages texts in every typing state, `count` files each, and judges the trees. */
export function typingTable(texts: readonly string[], count: number, seed: number): readonly StateResult[] {
  const docs = texts.map((text) => parseXml(text, definitionVocabulary));
  return typingStates.map((state, index) => {
    const result: StateResult = { name: state.name, files: 0, usable: 0, single: 0, mended: 0, failures: [] };
    for (let round = 0; result.files < count; round++) {
      const random = seededRandom(seed + index * 1_000_003 + round * 7919);
      const doc = docs[random.below(docs.length)];
      const change = doc && state.damage(doc, random);
      if (doc !== undefined && change !== undefined) judge(result, state, doc, change);
    }
    return result;
  });
}

function judge(result: StateResult, state: TypingState, original: XmlDocument, change: Change): void {
  const text = applyChange(original.text, change);
  const damaged = parseXml(text, definitionVocabulary);
  const why = whyUnusable(original, damaged, change);
  result.files++;
  if (why === undefined) result.usable++;
  else result.failures.push(`${state.name}: ${why}: ${excerpt(text, change)}`);
  const [problem, ...others] = damaged.problems;
  if (problem === undefined || others.length > 0) {
    result.failures.push(`${state.name}: ${damaged.problems.map(({ code }) => code).join()}: ${excerpt(text, change)}`);
    return;
  }
  result.single++;
  if (problem.repair === undefined) return;
  const { span, text: inserted } = problem.repair;
  const repaired = applyChange(text, { at: span.start, removed: span.end - span.start, inserted });
  if (parseXml(repaired, definitionVocabulary).problems.length === 0) result.mended++;
}

function excerpt(text: string, { at }: Change): string {
  return JSON.stringify(`${text.slice(Math.max(0, at - 40), at)}|${text.slice(at, at + 40)}`);
}

/** The table as text, a line for each state and one for all. */
export function tableText(results: readonly StateResult[]): string {
  const all: StateResult = { name: "all", files: 0, usable: 0, single: 0, mended: 0, failures: [] };
  for (const { files, usable, single, mended } of results) {
    all.files += files;
    all.usable += usable;
    all.single += single;
    all.mended += mended;
  }
  const header = `${"state".padEnd(26)} ${"files".padStart(6)} ${"usable".padStart(8)} ${"one problem".padStart(12)} mended`;
  return [header, ...[...results, all].map(line)].join("\n");
}

function line({ name, files, usable, single, mended }: StateResult): string {
  const percent = (count: number): string => `${((100 * count) / files).toFixed(1)} %`;
  const cells = [String(files).padStart(6), percent(usable).padStart(8), percent(single).padStart(12), percent(mended)];
  return `${name.padEnd(26)} ${cells.join(" ")}`;
}
