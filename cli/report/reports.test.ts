import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { fileText, itemText, objectText } from "../../lwm2m/definition/rules/example.js";
import { rules } from "../../lwm2m/definition/rules/index.js";
import { runIn, testFolder, type RunSetting } from "../testing/runIn.js";

/** An element that is there twice, with a related place; and a missing final line end with a safe fix. */
const text = fileText(objectText({ Resources: [itemText({ Units: "m</Units>\n        <Units>s" })] })).trimEnd();

/** What a format says about the text in a file with an awkward name. */
async function report(t: TestContext, format: string, setting: RunSetting = {}): Promise<string> {
  const { path } = testFolder(t, { "a b/10%,ä.xml": text });
  const { stdout } = await runIn(path, ["validate", "--format", format, "a b", "missing.xml"], setting);
  return stdout;
}

test("JSON holds places, related places, fixes, the summary and what could not be read", async (t) => {
  const json: unknown = JSON.parse(await report(t, "json"));
  const found = JSON.stringify(json);
  assert.match(found, /^\{"version":1,"summary":\{"definitions":1,"definitionsWithFindings":1,/u);
  assert.match(found, /"unreadable":\[\{"path":"missing\.xml","message":"There is no such file or folder\."\}\]/u);
  assert.match(found, /"path":"a b\/10%,ä\.xml","fixesApplied":0/u);
  assert.match(found, /"rule":"final-newline","oma":406,"level":"warning"/u);
  assert.ok(found.includes(`"offset":${text.length}`), found);
  assert.match(found, /"isSafe":true,"edits":\[\{"start":\{[^}]*\},"end":\{[^}]*\},"newText":"\\n"\}\]/u);
  assert.match(found, /"related":\[\{"message":"[^"]+","start":\{"offset":\d+,"line":21,"column":10\}/u);
});

test("GitHub's commands escape what would end them", async (t) => {
  const lines = (await report(t, "github")).trimEnd().split("\n");
  assert.equal(lines.length, 2);
  assert.match(
    lines[0] ?? "",
    /^::error file=a b\/10%25%2Cä\.xml,line=22,endLine=22,col=10,endColumn=15,title=element-duplicate::[^\n]+$/u,
  );
  assert.match(lines[1] ?? "", /^::warning file=[^:]*,title=final-newline%2C OMA 406::/u);
});

test("GitHub's paths start at the checkout", async (t) => {
  const { path } = testFolder(t, { "sub/10999.xml": text });
  const { stdout } = await runIn(`${path}/sub`, ["validate", "--format", "github"], {
    env: { GITHUB_WORKSPACE: path },
  });
  assert.match(stdout, /^::error file=sub\/10999\.xml,/u);
});

test("SARIF carries every rule and points results at it", async (t) => {
  const found = await report(t, "sarif");
  const log: unknown = JSON.parse(found);
  const index = rules.findIndex(({ id }) => id === "element-duplicate");
  const compact = JSON.stringify(log);
  for (const { id, title } of rules) {
    assert.ok(compact.includes(`{"id":"${id}","shortDescription":{"text":${JSON.stringify(title)}}`), id);
  }
  assert.ok(compact.includes(`{"ruleId":"element-duplicate","ruleIndex":${index},"level":"error",`), compact);
  assert.ok(compact.includes(`"artifactLocation":{"uri":"a%20b/10%25%2C%C3%A4.xml","uriBaseId":"%SRCROOT%"}`));
  assert.ok(compact.includes(`"region":{"startLine":22,"startColumn":10,"endLine":22,"endColumn":15}`));
  assert.match(compact, /"executionSuccessful":false,"toolExecutionNotifications":\[\{"level":"error"/u);
  assert.match(compact, /"insertedContent":\{"text":"\\n"\}/u);
});

test("colors are for people: a terminal, unless the environment says otherwise", async (t) => {
  const hasColors = async (setting: RunSetting): Promise<boolean> =>
    (await report(t, "text", setting)).includes("\u001B[");
  assert.equal(await hasColors({}), false);
  assert.equal(await hasColors({ isTerminal: true }), true);
  assert.equal(await hasColors({ isTerminal: true, env: { NO_COLOR: "1" } }), false);
  assert.equal(await hasColors({ isTerminal: true, env: { TERM: "dumb" } }), false);
  assert.equal(await hasColors({ env: { FORCE_COLOR: "1" } }), true);
  assert.equal(await hasColors({ isTerminal: true, env: { FORCE_COLOR: "0" } }), false);
});
