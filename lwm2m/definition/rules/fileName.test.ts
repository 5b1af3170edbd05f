import { test } from "node:test";
import { checkRule } from "./checkRule.js";
import { objectExample } from "./example.js";
import { fileName } from "./fileName.js";

test("the ID and the version of the name are compared", () => {
  checkRule(fileName, objectExample({ ObjectID: "«10999»", ObjectURN: "urn:oma:lwm2m:x:10999" }), {
    fileName: "3.xml",
    messages: ["Write 3, or rename the file; 3.xml stands for object 3."],
    fixed: objectExample({ ObjectID: "3", ObjectURN: "urn:oma:lwm2m:oma:3" }).file,
  });
  checkRule(fileName, objectExample({ ObjectID: "«10999»", ObjectVersion: "«1.0»" }), { fileName: "3-1_1.xml" });
});

test("other names, and what has another form, are not compared", () => {
  for (const name of [
    "10999.xml",
    "010999.xml",
    "10999-1_0.XML",
    "tank.xml",
    "LWM2M_3.xml",
    "3-draft.xml",
    undefined,
  ]) {
    checkRule(fileName, objectExample({}), { fileName: name });
  }
  checkRule(fileName, objectExample({ ObjectID: "three", ObjectVersion: "1" }), { fileName: "3-1_0.xml" });
});
