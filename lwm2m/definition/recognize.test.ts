import assert from "node:assert/strict";
import { test } from "node:test";
import { recognize, recognizesDefinition } from "./recognize.js";

function checkRecognized(expected: boolean, texts: readonly string[]): void {
  for (const text of texts) assert.equal(recognizesDefinition(text), expected, text.slice(0, 80));
}

test("a text whose first element is LWM2M is an object definition", () => {
  checkRecognized(true, [
    "<LWM2M/>",
    `<LWM2M xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><Object/></LWM2M>`,
    `<?xml version="1.0"?>\n<!-- <html> -->\n<LWM2M\n>`,
    `\uFEFF<?xml version="1.0"?><?style <a> ?><LWM2M></LWM2M>`,
  ]);
});

test("a text that is still being typed or is damaged before its root is recognized", () => {
  checkRecognized(true, [
    "<LWM2M",
    "<LWM2M ",
    "stray text <LWM2M>",
    "< <LWM2M>",
    "</Object><LWM2M>",
    "<!-- never closed\n<LWM2M>",
    `<?xml version="1.0">\n<LWM2M>`,
    `<!DOCTYPE LWM2M SYSTEM "x.dtd">\n<LWM2M>`,
    "<![CDATA[<html>]]><LWM2M>",
    `<!DOCTYPE LWM2M [ <!ENTITY a "<b>"> ]><LWM2M>`,
    "<!-- a license that is being typed, <somebody@example.org>\n<LWM2M>\n<Object>",
  ]);
});

test("other XML is left alone", () => {
  checkRecognized(false, [
    "",
    "LWM2M",
    "<",
    "<LWM2",
    "<LWM2MX>",
    "<LWM2M.x>",
    "<LWM2M:x>",
    "<lwm2m>",
    "<x:LWM2M>",
    "<project><LWM2M/></project>",
    "<!-- <LWM2M> --><project/>",
    "<?xml <LWM2M> ?><project/>",
    "<DDFList/>",
  ]);
});

test("other XML has the name of its root element", () => {
  assert.deepEqual(recognize("<!-- x --><DDFList><Item/></DDFList>"), { kind: "other", rootName: "DDFList" });
  assert.deepEqual(recognize("no XML at all"), { kind: "other", rootName: undefined });
});

test("OMA's list of reusable resources is no object definition", () => {
  const text = `<LWM2M a="b">\n<!-- x --><Object ObjectType="CommonResources"><Resources/></Object></LWM2M>`;
  assert.deepEqual(recognize(text), { kind: "reusableResources" });
  assert.equal(recognizesDefinition(text), false);
});

test("hostile text is looked through once", { timeout: 20_000 }, () => {
  for (const markup of ["<!--", "<?", "<![CDATA[", "<", "<!DOCTYPE ", "<!DOCTYPE>", "<!DOCTYPE [>", "<!---->"]) {
    assert.equal(recognizesDefinition(markup.repeat(1_000_000)), false);
  }
});
