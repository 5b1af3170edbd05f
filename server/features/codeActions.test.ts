import assert from "node:assert/strict";
import { test } from "node:test";
import { TextDocumentEdit, type CodeAction } from "vscode-languageserver";
import { fileText, itemText, objectText } from "../../lwm2m/definition/rules/example.js";
import { validate } from "../../lwm2m/definition/validate.js";
import { editedText, fixture, type Fixture } from "../testing/fixture.js";
import { fullSupport, testOptions } from "../testing/options.js";
import { codeActions, fixAllKind } from "./codeActions.js";

const header = `<?xml version="1.0" encoding="UTF-8"?>\n<!-- License -->\n`;

function actionsAt({ doc, offset }: Fixture, only?: readonly string[]): readonly CodeAction[] {
  const diagnostics = validate(doc.file, testOptions);
  const range = { start: offset, end: offset };
  return codeActions({ doc, diagnostics, options: testOptions, support: fullSupport }, { range, only });
}

/** The text after taking the action of that title at the caret. */
function checkTaken(marked: string, title: string | RegExp, expected: string): CodeAction {
  const place = fixture(marked);
  const actions = actionsAt(place);
  const found = actions.find((action) =>
    typeof title === "string" ? action.title === title : title.test(action.title),
  );
  assert.ok(found, `not among: ${actions.map((action) => action.title).join("; ")}`);
  assert.equal(taken(place, found), expected);
  return found;
}

function taken({ doc }: Fixture, action: CodeAction): string {
  const [change] = action.edit?.documentChanges ?? [];
  assert.ok(TextDocumentEdit.is(change) && change.textDocument.version === doc.source.version);
  return editedText(
    doc.source,
    change.edits.map((edit) => {
      assert.ok("newText" in edit);
      return edit;
    }),
  );
}

function withItems(...items: readonly string[]): string {
  return fileText(objectText({ Resources: items }));
}

test("a problem's fix is offered where the problem is, and preferred if it is safe", () => {
  const wrong = withItems(itemText({ Mandatory: "Y|es" }));
  const found = checkTaken(wrong, "Write Mandatory", withItems(itemText()));
  assert.equal(found.isPreferred, true);
  assert.equal(found.kind, "quickfix");
  assert.equal(found.diagnostics?.[0]?.code, "OMA 415");
  assert.equal(found.diagnostics[0].source, "lwm2m");
});

test("all problems of a kind are fixed at once", () => {
  const items = (mark: string) =>
    withItems(itemText({ Mandatory: `Yes${mark}` }), itemText({ id: "1", Mandatory: "Yes" }));
  checkTaken(items("|"), /^Fix all 2 problems of this kind/u, withItems(itemText(), itemText({ id: "1" })));
});

test("fix all is a source action and leaves the rest of the text alone", () => {
  const text = withItems(itemText({ Mandatory: "Yes|", Operations: "WR" }), itemText({ id: "1", Mandatory: "No" }));
  const place = fixture(text);
  const actions = actionsAt(place, ["source.fixAll"]);
  assert.deepEqual(
    actions.map(({ kind }) => kind),
    [fixAllKind],
  );
  const fixed = withItems(itemText({ Operations: "RW" }), itemText({ id: "1", Mandatory: "Optional" }));
  assert.ok(actions[0]);
  assert.equal(taken(place, actions[0]), fixed);
  assert.deepEqual(actionsAt(fixture(`${fixed}|`), [fixAllKind]), []);
});

test("only what is asked for is offered", () => {
  const place = fixture(withItems(itemText({ Mandatory: "Yes|" })));
  assert.deepEqual(actionsAt(place, ["refactor"]), []);
  assert.ok(actionsAt(place, ["quickfix"]).every(({ kind }) => kind === "quickfix"));
  assert.ok(actionsAt(place, ["source"]).every(({ kind }) => kind === fixAllKind));
});

test("a problem is suppressed by a comment above its line", () => {
  const wrong = withItems(itemText({ Units: "bog|us" }));
  const plain = withItems(itemText({ Units: "bogus" }));
  const comment = "        <!-- lwm2m-disable-next-line units-unknown -->\n";
  const at = plain.indexOf("        <Units>");
  const expected = plain.slice(0, at) + comment + plain.slice(at);
  checkTaken(wrong, "Suppress units-unknown on this line", expected);
  assert.deepEqual(validate(fixture(`${expected}|`).doc.file, testOptions), []);
});

test("a second rule joins the comment that is there", () => {
  const before = `<LWM2M>\n<!-- lwm2m-disable-next-line some-rule -->\n<Object ObjectType="x|"></Object>\n</LWM2M>\n`;
  const expected = before.replace("|", "").replace("some-rule", "some-rule object-type");
  checkTaken(before, "Suppress object-type on this line", expected);
});

test("no comment is offered where none can stand", () => {
  for (const marked of [
    `|<LWM2M></LWM2M>`,
    `${header}<LWM2M\n  f|oo="1"><Object ObjectType="MODefinition"></Object></LWM2M>`,
  ]) {
    const titles = actionsAt(fixture(marked)).map(({ title }) => title);
    assert.ok(!titles.some((title) => title.startsWith("Suppress")), titles.join());
  }
});

test("edits never split a line end or a character", () => {
  const place = fixture(withItems(itemText({ Mandatory: "Yes|" })).replace(/\n/gu, "\r\n"));
  for (const action of actionsAt(place)) taken(place, action);
});

test("a line with several problems of a rule is suppressed once", () => {
  const bare = itemText({ Name: null, Units: null, Description: null });
  const place = fixture(withItems(bare.replace("<Item", "<It|em")));
  const titles = actionsAt(place).flatMap(({ title }) => (title.startsWith("Suppress") ? [title] : []));
  assert.deepEqual(titles, ["Suppress element-missing on this line"]);
});
