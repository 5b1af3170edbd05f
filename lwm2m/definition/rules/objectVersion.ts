import { setText } from "../edits.js";
import { objectExample } from "./example.js";
import { objectFieldsNamed } from "./fields.js";
import { quote } from "../../base/quote.js";
import type { Finding, Fix, Rule } from "./rule.js";
import type { Field } from "../definitionFile.js";

/** Checks the form of ObjectVersion. */
export const objectVersion: Rule = {
  id: "object-version",
  oma: 260,
  level: "error",
  title: "ObjectVersion is one digit, a dot and one digit.",
  explanation:
    "The version of an object has a major and a minor number. A change that old Clients or Servers cannot follow raises " +
    "the major number, an optional resource more or less raises the minor one. OMA allows one digit each. The version " +
    "is also part of the object URN, unless it is 1.0, and of the names of archived files.\n\n" +
    "Leshan takes more digits, but no leading zeros and no third number.",
  source: "LwM2M TS 1.2 §7.2.1 and Appendix D.1; OMA validation error 260",
  bad: objectExample({ ObjectVersion: "«1»" }),
  good: objectExample({ ObjectVersion: "1.0" }),
  *check(file) {
    for (const field of objectFieldsNamed(file, "ObjectVersion")) {
      // An empty one is as good as a missing one, and reported as such.
      if (field.value !== "" && !/^[0-9]\.[0-9]$/u.test(field.raw)) yield finding(field);
    }
  },
};

function finding(field: Field): Finding {
  const { value, span, contentSpan } = field;
  const meant = meantVersion(value);
  if (meant?.version === value) {
    return { span: contentSpan, message: `Remove the blanks around ${value}.`, fixes: [write(field, value, true)] };
  }
  const example = meant?.version ?? "1.0";
  const message = `Write a digit, a dot and a digit, such as ${example}, instead of ${quote(value)}.`;
  return { span, message, fixes: meant === undefined ? [] : [write(field, meant.version, meant.isCertain)] };
}

function write({ element }: Field, version: string, isSafe: boolean): Fix {
  return { title: `Write ${version}`, edits: [setText(element, version)], isSafe };
}

/** `1`, `v1.1`, `01.1` and `1,1` leave no doubt, and a third number does not either if it is zero. */
function meantVersion(value: string): { version: string; isCertain: boolean } | undefined {
  const parts = /^v?\s*0*([0-9])(?:\s*[.,_-]\s*0*([0-9])(?:\.([0-9]+))?)?$/iu.exec(value);
  if (parts === null) return undefined;
  return { version: `${parts[1] ?? "1"}.${parts[2] ?? "0"}`, isCertain: Number(parts[3] ?? "0") === 0 };
}
