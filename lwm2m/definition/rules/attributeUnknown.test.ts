import { test } from "node:test";
import { attributeUnknown } from "./attributeUnknown.js";
import { checkRule } from "./checkRule.js";
import { changed, itemExample, objectExample } from "./example.js";

test("an attribute in other letters gets its name", () => {
  checkRule(attributeUnknown, changed(itemExample({}), "ID=", "«id»="), { fixed: itemExample({}).file });
});

test("other attributes are removed", () => {
  const bad = changed(itemExample({}), '<Item ID="0">', '<Item «id»="1" ID="0" «x»="">');
  checkRule(attributeUnknown, bad, { fixed: itemExample({}).file });
});

test("prefixes and the attributes of XML Schema are nobody's business", () => {
  const attributes = 'xmlns:a="urn:a" xsi:nil="false" ObjectType';
  checkRule(attributeUnknown, changed(objectExample({}), "ObjectType", attributes));
});
