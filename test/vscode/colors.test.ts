import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import { loadWASM, OnigScanner, OnigString } from "vscode-oniguruma";
import { INITIAL, parseRawGrammar, Registry, type IGrammar } from "vscode-textmate";
import { definition, item } from "./support/definition.js";
import { suite, test } from "./runner.js";

const ours = "lwm2m.definition.injection";

/** Where an extension of this VS Code is. */
function extensionPath(id: string): string {
  const path = vscode.extensions.getExtension(id)?.extensionPath;
  assert.ok(path !== undefined, `${id} is there.`);
  return path;
}

/** The XML grammar of this VS Code with our injection, by the same engine as in the editor. */
async function xmlGrammar(): Promise<IGrammar> {
  const root = extensionPath("lwm2m-workbench.lwm2m-workbench");
  const wasm = readFileSync(join(root, "node_modules/vscode-oniguruma/release/onig.wasm"));
  await loadWASM(Uint8Array.from(wasm).buffer);
  const files = new Map([
    [ours, join(root, "syntaxes/lwm2m-definition.tmLanguage.json")],
    ["text.xml", join(extensionPath("vscode.xml"), "syntaxes/xml.tmLanguage.json")],
  ]);
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new OnigScanner(sources),
      createOnigString: (text) => new OnigString(text),
    }),
    loadGrammar: (scope) => {
      const file = files.get(scope);
      return Promise.resolve(file === undefined ? null : parseRawGrammar(readFileSync(file, "utf8"), file));
    },
    getInjections: (scope) => (scope === "text.xml" ? [ours] : undefined),
  });
  const grammar = await registry.loadGrammar("text.xml");
  assert.ok(grammar);
  return grammar;
}

let loaded: Promise<IGrammar> | undefined;

/** A piece of text with its scopes, the outermost first. */
interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

async function tokensOf(text: string): Promise<readonly Token[]> {
  loaded ??= xmlGrammar();
  const grammar = await loaded;
  let state = INITIAL;
  return text.split("\n").flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
  });
}

/** The innermost scope of ours that a text has anywhere. */
function scopeOf(tokens: readonly Token[], text: string): string | undefined {
  return tokens.flatMap((token) => (token.text === text ? token.scopes.slice(2) : [])).find((s) => s.endsWith("lwm2m"));
}

suite("colors", () => {
  test("the values of a definition have scopes of their own", async () => {
    const items = [
      item(7, { Operations: "RW", Units: "Cel", RangeEnumeration: "-30..15.5" }),
      item(8, { Type: "Unsigned Integer", RangeEnumeration: `"on"`, Operations: "E" }),
    ].join("\n      <!-- lwm2m-disable-next-line type-value -->\n");
    const tokens = await tokensOf(definition({ items, fields: { ObjectURN: "urn:oma:lwm2m:x:10999:1.1" } }));
    const expected = {
      "10999": "constant.numeric.id.lwm2m",
      x: "variable.other.enummember.urn.lwm2m",
      "1.1": "constant.numeric.version.lwm2m",
      "7": "constant.numeric.id.lwm2m",
      RW: "keyword.control.operations.lwm2m",
      Single: "variable.other.enummember.lwm2m",
      "Unsigned Integer": "support.type.lwm2m",
      "-30": "constant.numeric.lwm2m",
      "..": "keyword.operator.range.lwm2m",
      "15.5": "constant.numeric.lwm2m",
      '"on"': "string.quoted.double.lwm2m",
      Cel: "keyword.other.unit.lwm2m",
      "lwm2m-disable-next-line": "keyword.control.suppression.lwm2m",
      "type-value": "constant.other.rule.lwm2m",
    };
    const found = Object.fromEntries(Object.keys(expected).map((text) => [text, scopeOf(tokens, text)]));
    assert.deepEqual(found, expected);
  });

  test("tags, comments and CDATA in a definition keep the colors that XML gives them", async () => {
    const text = definition({
      header: "<!-- a -->\n",
      items: item(0, { Description: "<![CDATA[<Type>Float</Type>]]>" }),
    });
    const tokens = await tokensOf(text.replace("<Resources>", "<!-- <Type>Time</Type> -->\n<Resources>"));
    const units = tokens.filter((token) => token.text === "Units");
    assert.equal(units.length, 2);
    for (const { scopes } of units) assert.ok(scopes.some((scope) => scope.startsWith("entity.name.tag")));
    assert.equal(scopeOf(tokens, "Float"), undefined);
    assert.equal(scopeOf(tokens, "Time"), undefined);
    const last = tokens.findLast((token) => token.text === "LWM2M");
    assert.ok(last?.scopes.some((scope) => scope.startsWith("entity.name.tag")));
  });

  test("other XML has no scope of ours", async () => {
    const tokens = await tokensOf(
      `<project>\n<Type>Integer</Type><Units>Cel</Units>\n<Item ID="1"/><!-- <LWM2M> --><LWM2Mx/></project>\n`,
    );
    assert.ok(tokens.length > 20);
    assert.deepEqual(
      tokens.filter(({ scopes }) => scopes.some((scope) => scope.includes("lwm2m"))),
      [],
    );
  });

  test("what follows a definition is XML again", async () => {
    const tokens = await tokensOf(`${definition()}<a/>`);
    assert.deepEqual(
      tokens.filter(({ text }) => text === "a").map(({ scopes }) => scopes.some((scope) => scope.includes("lwm2m"))),
      [false],
    );
  });
});
