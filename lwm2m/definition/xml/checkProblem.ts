import assert from "node:assert/strict";
import { definitionVocabulary } from "../structure.js";
import { unmark } from "../rules/example.js";
import { parseXml } from "./parse.js";
import type { XmlDocument, XmlProblem } from "./tree.js";

/** Checks that a text, whose wrong place is between « and », has exactly this one problem. */
export function checkProblem(marked: string, code: XmlProblem["code"], message: string | RegExp): XmlProblem {
  const { text, spans } = unmark(marked);
  const doc = parseXml(text, definitionVocabulary);
  const [problem, ...others] = doc.problems;
  assert.ok(problem, `${marked} has no problem`);
  assert.deepEqual(others, [], `${marked} has one problem`);
  assert.deepEqual([problem.code, problem.span], [code, spans[0]], marked);
  if (typeof message === "string") assert.equal(problem.message, message);
  else assert.match(problem.message, message);
  assert.match(problem.message, /^[A-Z][^]*\.$/u, "a message is a sentence");
  return problem;
}

/** Like `checkProblem`, and its repair gives this text, which has no problem. */
export function checkMended(marked: string, code: XmlProblem["code"], message: string | RegExp, mended: string): void {
  const { repair } = checkProblem(marked, code, message);
  assert.ok(repair, `${marked} has a repair`);
  const { text } = unmark(marked);
  assert.equal(text.slice(0, repair.span.start) + repair.text + text.slice(repair.span.end), mended);
  assert.match(repair.title, /^[A-Z]/u);
  checkClean(mended);
}

/** Checks that a text has no problem. */
export function checkClean(text: string): XmlDocument {
  const doc = parseXml(text, definitionVocabulary);
  assert.deepEqual(doc.problems, [], text);
  return doc;
}
