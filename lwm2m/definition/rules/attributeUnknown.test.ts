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

test("prefixes and the names of schemas are nobody's business", () => {
  const attributes =
    'xmlns:a="urn:a" xsi:noNamespaceSchemaLocation="a.xsd" xsi:schemaLocation="urn:a a.xsd" ObjectType';
  checkRule(attributeUnknown, changed(objectExample({}), "ObjectType", attributes));
});

test("nothing is nil and no type is chosen, as the schema says", () => {
  for (const attribute of ['«xsi:nil»="false"', '«xsi:type»="xs:string"', '«xsi:foo»="1"']) {
    const bad = changed(itemExample({}), "<Units>", `<Units ${attribute}>`);
    checkRule(attributeUnknown, bad, { fixed: itemExample({}).file });
  }
});
