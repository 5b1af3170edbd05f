import assert from "node:assert/strict";
import { test } from "node:test";
import { carriageReturns } from "./carriageReturns.js";
import { checkRule } from "./checkRule.js";
import { collapsedFile } from "./collapsedFile.js";
import { fileText, objectText } from "./example.js";
import { finalNewline } from "./finalNewline.js";
import { itemMissing } from "./itemMissing.js";
import { objectMissing } from "./objectMissing.js";
import { objectType } from "./objectType.js";
import { rootElement } from "./rootElement.js";

const good = fileText(objectText());
const crLf = good.replaceAll("\n", "\r\n");

test("line ends that are all CRLF are a matter of the checkout", () => {
  checkRule(carriageReturns, crLf);
});

test("mixed line ends and lone carriage returns become line feeds", () => {
  checkRule(carriageReturns, crLf.replace("\r\n", "\n").replace("\r", "«\r»"), { fixed: good });
  checkRule(carriageReturns, good.replace(">\n", ">«\r»"), { fixed: good });
});

test("the last line gets the line end of the file", () => {
  checkRule(finalNewline, `${good.trimEnd().slice(0, -1)}«>»`, { fixed: good });
  checkRule(finalNewline, `${crLf.trimEnd().slice(0, -1)}«>»`, { fixed: crLf });
  checkRule(finalNewline, `${good}\n\n`);
  checkRule(finalNewline, `${good} «\t»`);
});

test("a root of the same letters is renamed safely, another one with a question", () => {
  const check = (name: string, isSafe: boolean) => {
    const text = good.replace("<LWM2M ", `<«${name}» `).replace("</LWM2M>", `</${name}>`);
    assert.equal(checkRule(rootElement, text, { fixed: good })[0]?.fixes[0]?.isSafe, isSafe);
  };
  check("lwm2m", true);
  check("LwM2M", true);
  check("DDFList", false);
});

test("something is missing only where nothing else stands in its place", () => {
  checkRule(objectMissing, fileText("<Obj></Obj>"));
  checkRule(itemMissing, fileText(objectText({ Resources: "<Itm></Itm>" })));
  checkRule(
    itemMissing,
    fileText(objectText({ Resources: "<!-- <Item/> -->" })).replace("<Resources>", "<«Resources»>"),
  );
});

test("the object type is added, or corrected where it is a slip", () => {
  const none = good.replace(' ObjectType="MODefinition"', "").replace("<Object>", "<«Object»>");
  assert.equal(checkRule(objectType, none, { fixed: good })[0]?.fixes[0]?.isSafe, true);
  const check = (value: string, isSafe: boolean) => {
    const [diagnostic] = checkRule(objectType, good.replace("MODefinition", `«${value}»`), { fixed: good });
    assert.equal(diagnostic?.fixes[0]?.isSafe, isSafe);
  };
  check("moDefinition", true);
  check(" MODefinition", true);
  check("CommonResources", false);
  check("xMODefinition", false);
});

test("a file counts as collapsed from ten elements on", () => {
  const collapsed = objectText().replace(/\n\s*/gu, "");
  checkRule(collapsedFile, fileText(collapsed).replace("<LWM2M", "<«LWM2M»"), { fixed: good });
  checkRule(collapsedFile, "<LWM2M><Object><Name/></Object></LWM2M>");
  checkRule(collapsedFile, fileText(objectText().replace(/\n\s*<(?=Type|Units)/gu, "<")));
});
