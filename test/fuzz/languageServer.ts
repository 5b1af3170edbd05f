import assert from "node:assert/strict";
import {
  CodeActionRequest,
  CompletionRequest,
  CompletionResolveRequest,
  DocumentDiagnosticRequest,
  DocumentFormattingRequest,
  DocumentRangeFormattingRequest,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  LinkedEditingRangeRequest,
  type ClientCapabilities,
  type CodeAction,
  type CompletionItem,
  type CompletionList,
  type DocumentSymbol,
  type Position,
} from "vscode-languageserver/node";
import { closeTagRequest } from "../../server/protocol.js";
import { startSession, type TestSession } from "../../server/testing/session.js";
import type { PositionEncoding } from "../../server/text/positionEncoding.js";
import { sourceText, type SourceText } from "../../server/text/sourceText.js";
import { plausibleDefinition } from "../fixtures/plausibleDefinition.js";
import { testRegistry } from "../fixtures/registry.js";
import { seededRandom, type SeededRandom } from "../fixtures/seededRandom.js";
import { checksFor } from "./checkAnswers.js";
import { mutated, mutation, placeIn } from "./mutate.js";

/** Requests of one session at the least; four sessions make twenty thousand. */
export const requestsInSession = 5000;
const requestsOnVersion = 25;
const versionsOfFile = 8;

const options = { tabSize: 2, insertSpaces: true };

/** Asks one thing about a text and checks the answer. */
type Question = (session: TestSession, source: SourceText, at: Position, random: SeededRandom) => Promise<unknown>;

const questions: readonly [Question, ...Question[]] = [
  async ({ client }, source, position) => {
    const params = { textDocument: source, position };
    checksFor(source).hover(await client.sendRequest(HoverRequest.type, params));
  },
  async ({ client }, source, position, random) => {
    const context = random.pick([
      { triggerKind: 1 as const },
      { triggerKind: 2 as const, triggerCharacter: random.pick(["<", "/", '"', ">", " "]) },
    ]);
    const params = { textDocument: { uri: source.uri }, position, context };
    const list = await client.sendRequest<CompletionList | null>(CompletionRequest.method, params);
    checksFor(source).completion(list, source.positionAt(source.offsetAt(position)));
    const item = list?.items[random.below(list.items.length)];
    if (list === null || item === undefined) return;
    checksFor(source).resolved(await client.sendRequest<CompletionItem>(CompletionResolveRequest.method, item), list);
  },
  async ({ client }, { uri, ...source }) => {
    const found = await client.sendRequest<DocumentSymbol[]>(DocumentSymbolRequest.method, { textDocument: { uri } });
    if (found[0] === undefined || "range" in found[0]) checksFor({ uri, ...source }).symbols(found);
  },
  async ({ client }, source) => {
    checksFor(source).folds((await client.sendRequest(FoldingRangeRequest.type, { textDocument: source })) ?? []);
  },
  async ({ client }, source) => {
    const params = { textDocument: { uri: source.uri }, options };
    checksFor(source).edits((await client.sendRequest(DocumentFormattingRequest.type, params)) ?? []);
  },
  async ({ client }, source, start, random) => {
    const end = source.positionAt(random.below(source.text.length + 1));
    const params = { textDocument: { uri: source.uri }, range: { start, end }, options };
    checksFor(source).edits((await client.sendRequest(DocumentRangeFormattingRequest.type, params)) ?? []);
  },
  async ({ client }, source, start, random) => {
    const end = source.positionAt(source.offsetAt(start) + random.below(400));
    const only = random.pick([undefined, undefined, ["quickfix"], ["source.fixAll"]]);
    const context = only === undefined ? { diagnostics: [] } : { diagnostics: [], only };
    const params = { textDocument: { uri: source.uri }, range: { start, end }, context };
    checksFor(source).actions(await client.sendRequest<CodeAction[]>(CodeActionRequest.method, params));
  },
  async ({ client }, source, position) => {
    const params = { textDocument: { uri: source.uri }, position };
    checksFor(source).linked(await client.sendRequest(LinkedEditingRangeRequest.type, params));
    await client.sendRequest<string | null>(closeTagRequest, params);
  },
  async ({ client }, source) => {
    const report = await client.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri: source.uri } });
    if (report.kind === "full") checksFor(source).diagnostics(report.items);
  },
];

/**
 * Opens mutated files in a session and asks about every version of them; answers how many requests were made.
 * The same seed asks the same things. Throws at the first answer that is wrong.
 */
export async function fuzzLanguageServer(
  seed: number,
  capabilities: ClientCapabilities,
  encoding: PositionEncoding,
): Promise<number> {
  const random = seededRandom(seed);
  const session = await startSession({ capabilities, environment: { registry: testRegistry() } });
  let asked = 0;
  for (let file = 0; asked < requestsInSession; file++) {
    const identity = { uri: `file:///project/${file}.xml`, languageId: "xml", encoding };
    let source = sourceText({ ...identity, version: 1 }, plausibleDefinition(seed * 1000 + file, 1 + random.below(6)));
    await session.open(source.uri, source.text);
    for (let version = 2; version <= versionsOfFile; version++) {
      const change = mutation(source.text, random);
      const range = source.rangeOf(change);
      const whole = { start: source.offsetAt(range.start), end: source.offsetAt(range.end), newText: change.newText };
      await session.change(source.uri, version, whole.newText, range);
      source = sourceText({ ...identity, version }, mutated(source.text, whole));
      const waiting = Array.from({ length: requestsOnVersion }, () => {
        const at = random.below(20) === 0 ? { line: random.below(9999), character: random.below(99) } : undefined;
        const position = at ?? source.positionAt(placeIn(source.text, random));
        const question = random.pick(questions);
        return question(session, source, position, random).catch((error: unknown) => {
          const offset = source.offsetAt(position);
          const text = `${source.text.slice(Math.max(0, offset - 80), offset)}‸${source.text.slice(offset, offset + 80)}`;
          throw new Error(`Question ${questions.indexOf(question)} at ${JSON.stringify(text)}`, { cause: error });
        });
      });
      await Promise.all(waiting);
      asked += waiting.length;
    }
    await session.close(source.uri);
  }
  assert.deepEqual(session.log, []);
  await session.end();
  return asked;
}
