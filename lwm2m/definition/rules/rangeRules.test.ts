import assert from "node:assert/strict";
import { test } from "node:test";
import { unmark, itemExample, type ItemContents } from "./example.js";
import { checkRule, testOptions } from "./checkRule.js";
import { executableRangeOrUnits } from "./executableRangeOrUnits.js";
import { rangeBlank } from "./rangeBlank.js";
import { rangeFreeText } from "./rangeFreeText.js";
import { rangeFromDescription } from "./rangeFromDescription.js";
import { rangeLargeBound } from "./rangeLargeBound.js";
import { rangeMixedList } from "./rangeMixedList.js";
import { rangeNearPowerOfTwo } from "./rangeNearPowerOfTwo.js";
import { rangeSeparator } from "./rangeSeparator.js";
import { rangeSingleNumber } from "./rangeSingleNumber.js";
import { rangeTypeMismatch } from "./rangeTypeMismatch.js";
import { rangeUnitWord } from "./rangeUnitWord.js";
import { rangeUpsideDown } from "./rangeUpsideDown.js";
import { rangeValueLabels } from "./rangeValueLabels.js";
import type { Rule } from "./rule.js";
import { rules } from "./index.js";
import { validateText } from "../validate.js";

/**
 * Checks a rule on a resource whose contents mark the wrong places: its messages, and the titles of its fixes with "!"
 * before those that are safe.
 */
function check(rule: Rule, contents: ItemContents, messages: readonly string[], fixes: readonly string[] = []): void {
  const found = checkRule(rule, itemExample(contents), { messages });
  const titles = found.flatMap((diagnostic) =>
    diagnostic.fixes.map(({ title, isSafe }) => (isSafe ? "!" : "") + title),
  );
  assert.deepEqual(titles, fixes);
}

test("a range that cannot be cut into places is marked as a whole", () => {
  const messages = ["Write 0..5 with two dots."];
  check(rangeSeparator, { RangeEnumeration: "«0&#45;5»" }, messages, ["!Write 0..5"]);
  check(rangeSeparator, { RangeEnumeration: "<![CDATA[ 0«-»5 ]]>" }, messages, ["!Write 0..5"]);
});

test("a hyphen between bounds that are upside down is not mended unasked", () => {
  check(rangeSeparator, { RangeEnumeration: "5«-»0" }, ["Write 5..0 with two dots."], ["Write 5..0"]);
});

test("a unit word is advice by type", () => {
  check(
    rangeUnitWord,
    { Type: "Opaque", RangeEnumeration: "6 «bytes»" },
    ["Write 6; the length counts octets anyway."],
    ["!Write 6"],
  );
  check(
    rangeUnitWord,
    { Type: "String", RangeEnumeration: "0..9 «chars»" },
    ["Write 0..9; the length counts octets."],
    ["Write 0..9"],
  );
  check(
    rangeUnitWord,
    { Type: "Opaque", RangeEnumeration: "16 «bit»" },
    ["Write 2; the length counts octets."],
    ["Write 2"],
  );
  check(rangeUnitWord, { Type: "Opaque", RangeEnumeration: "12 «bit»" }, ["Write the length in octets."]);
  const size = "Write the smallest and the largest value, such as 0..65535, instead of the size.";
  check(rangeUnitWord, { RangeEnumeration: "2 «bytes»" }, [size], ["Write 0..65535"]);
  check(rangeUnitWord, { RangeEnumeration: "16 «bit»" }, [size], ["Write 0..65535"]);
  check(
    rangeUnitWord,
    { RangeEnumeration: "0..100 «s»", Units: "s" },
    ["Write 0..100; the unit stands in Units."],
    ["!Write 0..100"],
  );
  check(
    rangeUnitWord,
    { RangeEnumeration: "0..100 «(s)»" },
    ["Write 0..100; write the unit into Units."],
    ["Write 0..100"],
  );
});

test("blanks are removed at the edges, between the bounds, and instead of nothing", () => {
  const remove = "!Remove the blanks";
  check(
    rangeBlank,
    { RangeEnumeration: "«\n    »" },
    ["Remove the blanks; an empty element says that there is no limit."],
    [remove],
  );
  const around = "Remove the blanks around the range.";
  check(rangeBlank, { RangeEnumeration: "« »0..5«\n»" }, [around, around], [remove, remove]);
  check(rangeBlank, { RangeEnumeration: "0« .. »5" }, ["Write 0..5 without blanks."], [remove]);
  check(rangeBlank, { RangeEnumeration: "<![CDATA[« »0..5]]>" }, [around], [remove]);
  check(rangeBlank, { RangeEnumeration: "5, 10, 15" }, []);
});

test("values with names keep their names in the description", () => {
  const message = "Write 0,1, and what the values mean in Description.";
  const fix = "!Write 0,1, and move the rest to Description";
  check(rangeValueLabels, { RangeEnumeration: "«0: off\n1: on»", Description: "" }, [message], [fix]);
  check(
    rangeValueLabels,
    { RangeEnumeration: "«0: off\n\t1: on»", Description: "0: off 1: on" },
    [message],
    ["!Write 0,1"],
  );
  // The characters would need other markup in the description.
  check(rangeValueLabels, { RangeEnumeration: "«0: &lt;off\n1: on»" }, [message]);
  const cdata = itemExample({ RangeEnumeration: "«0: off\n1: on»", Description: "<![CDATA[State. ]]>" });
  const { text } = unmark(cdata.file);
  const fixed = text
    .replace("0: off\n1: on", "0,1")
    .replace("<![CDATA[State. ]]>", "<![CDATA[State.\n0: off\n1: on ]]>");
  checkRule(rangeValueLabels, cdata, { fixed });
});

test("texts of a list are put into quotation marks on a String only", () => {
  const message = "Separate the values of a list by commas";
  check(
    rangeFreeText,
    { Type: "String", RangeEnumeration: "«ON;OFF»" },
    [`${message}: "ON","OFF".`],
    [`!Write "ON","OFF"`],
  );
  check(rangeFreeText, { Type: "Float", RangeEnumeration: "«ON;OFF»" }, [`${message}.`]);
  check(rangeFreeText, { RangeEnumeration: "«1;2;3»" }, [`${message}: 1,2,3.`], ["!Write 1,2,3"]);
});

test("a mixed list is written out for whole numbers", () => {
  const message = "Write one range with two bounds, or a list of single values, but not both.";
  check(rangeMixedList, { Type: "Float", RangeEnumeration: "«0..3, 99»" }, [message]);
  check(rangeMixedList, { RangeEnumeration: "«0..247, 255»" }, [message]);
});

test("a range goes with its type", () => {
  const whole = "Write a whole number; the type is Integer.";
  check(rangeTypeMismatch, { RangeEnumeration: "«0.5»..«1.5»" }, [whole, whole]);
  check(rangeTypeMismatch, { RangeEnumeration: "0.0..100.0" }, []);
  check(rangeTypeMismatch, { Type: "Unsigned Integer", RangeEnumeration: "«-1»..5" }, [
    "Write 0 or more; an Unsigned Integer is never negative.",
  ]);
  check(rangeTypeMismatch, { RangeEnumeration: "0..«9223372036854775808»" }, [
    "Write a number from -9223372036854775808 to 9223372036854775807; an Integer has 64 bits.",
  ]);
  check(rangeTypeMismatch, { Type: "String", RangeEnumeration: "«-1»..«2.5»" }, [
    "Write a length in octets, 0 or more.",
    "Write a whole number; the range of a String is its length in octets.",
  ]);
  check(rangeTypeMismatch, { RangeEnumeration: '«"on","off"»' }, [
    "Write numbers; only a String has a list of texts, and this is Integer.",
  ]);
  check(rangeTypeMismatch, { Type: "Float", RangeEnumeration: "0.000001..1.0" }, []);
  check(rangeTypeMismatch, { Type: "Strange", RangeEnumeration: '"on"' }, []);
});

test("large bounds and near misses", () => {
  check(rangeLargeBound, { Type: "Unsigned Integer", RangeEnumeration: "0..«18446744073709551615»" }, [
    "Keep this bound only if it is needed, else leave the range empty; floating point numbers cannot hold it exactly.",
  ]);
  check(rangeLargeBound, { RangeEnumeration: "0..9007199254740991" }, []);
  check(rangeLargeBound, { Type: "Float", RangeEnumeration: "0..18446744073709551615" }, []);
  check(
    rangeNearPowerOfTwo,
    { RangeEnumeration: "0..«4294967259»" },
    ["Write 4294967295 (2^32 − 1), if that is what was meant."],
    ["Write 0..4294967295"],
  );
  check(
    rangeNearPowerOfTwo,
    { RangeEnumeration: "0..«429496795»" },
    ["Write 4294967295 (2^32 − 1), if that is what was meant."],
    ["Write 0..4294967295"],
  );
  for (const most of ["65534", "65536", "65535", "65000", "60000", "86399", "864000", "268435455", "1023"]) {
    check(rangeNearPowerOfTwo, { RangeEnumeration: `0..${most}` }, []);
  }
});

test("values in a description are counted once each, and long rows become a range", () => {
  const row = Array.from({ length: 10 }, (_, index) => `${index}: mode ${index}x`).join(", ");
  for (const [description, text] of [
    [row, "0..9"],
    ["2=on,1=off (2=on)", "1,2"],
  ]) {
    assert.ok(description !== undefined && text !== undefined);
    const example = itemExample({ Description: description });
    const file = example.file.replace("<RangeEnumeration>", "<«RangeEnumeration»>");
    const [found] = checkRule(rangeFromDescription, file);
    assert.equal(found?.fixes[0]?.title, `Write ${text}`);
  }
  check(rangeFromDescription, { Description: "At 10:30 or 11:45; ratio 1:2; 5: only one" }, []);
  check(rangeFromDescription, { Type: "Float", Description: "0: off, 1: on" }, []);
  check(
    rangeFromDescription,
    { RangeEnumeration: null, Description: "State. «0: off, 1»: on" },
    ["Write 0,1 into RangeEnumeration; Description lists these values."],
    ["Write 0,1"],
  );
});

test("an executable resource has one problem, not two", () => {
  const contents = { Operations: "E", Type: "" } as const;
  check(rangeFreeText, { ...contents, RangeEnumeration: "anything" }, []);
  check(
    executableRangeOrUnits,
    { ...contents, RangeEnumeration: "«anything»" },
    ["Leave RangeEnumeration empty; an executable resource has no value that could have a range."],
    ["Empty RangeEnumeration"],
  );
  check(executableRangeOrUnits, { ...contents, RangeEnumeration: "0-5" }, []);
  check(rangeSeparator, { ...contents, RangeEnumeration: "0«-»5" }, ["Write 0..5 with two dots."], ["!Write 0..5"]);
});

test("a text of Common.xml is a hint that offers no fix", () => {
  const logClass = itemExample({ id: "4010", Name: "LogClass", Operations: "RW", RangeEnumeration: "«255»" });
  const [found] = checkRule(rangeSingleNumber, logClass);
  assert.equal(found?.level, "hint");
  assert.deepEqual(found.fixes, []);
  assert.match(found.message, /Common\.xml has the same text/u);
  const [other] = checkRule(rangeSingleNumber, itemExample({ id: "4010", RangeEnumeration: "«254»" }));
  assert.equal(other?.level, "info");
});

test("whatever a range says, at most one rule speaks about it, blanks apart", () => {
  const texts = [
    "0-5",
    "1...5",
    "5..1",
    "8 bit",
    "0..3,9",
    "0: a, 1: b",
    "<5",
    "[1:2]",
    "1;2",
    "a,b",
    "'a'",
    "1,",
    "+1",
    "0..",
  ];
  const ownRules = rules.filter(({ id }) => id.startsWith("range-") && id !== "range-blank");
  assert.ok(ownRules.length > 10);
  for (const text of texts) {
    const { file } = itemExample({ RangeEnumeration: text.replace("<", "&lt;") });
    const found = validateText(file, testOptions()).filter(({ ruleId }) => ownRules.some(({ id }) => id === ruleId));
    assert.equal(found.length, 1, `${text}: ${found.map(({ ruleId }) => ruleId).join(", ")}`);
  }
  checkRule(rangeUpsideDown, itemExample({ RangeEnumeration: "5...1" }));
});
