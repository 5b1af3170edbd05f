import { itemExample } from "./example.js";
import { certainly, checkEnumeration, probably, type Guess } from "./enumerated.js";
import { itemFieldsNamed } from "./fields.js";
import { resourceTypes } from "../structure.js";
import { isOneEditAway } from "../xml/similarity.js";
import type { Rule } from "./rule.js";

const names = resourceTypes.map(({ value }) => value);

const meanings = new Map([
  ...certainly({
    String: ["string", "str"],
    Integer: ["integer", "int", "int8", "int16", "int32", "int64", "signedinteger", "signed"],
    "Unsigned Integer": ["unsignedinteger", "unsignedint", "unsigned", "uint", "uint8", "uint16", "uint32", "uint64"],
    Float: ["float", "float32", "float64", "double"],
    Boolean: ["boolean", "bool"],
    Opaque: ["opaque"],
    Time: ["time", "timestamp"],
    Objlnk: ["objlnk", "objlink", "objectlink", "objectlnk"],
    Corelnk: ["corelnk", "corelink"],
  }),
  ...probably({
    String: ["text", "char", "utf8", "utf8string"],
    Integer: ["enum", "enumeration", "long", "short", "byte"],
    Float: ["decimal", "real", "number"],
    Opaque: ["binary", "bin", "bytes", "octets", "hex", "blob", "bytestring"],
    Time: ["date", "datetime", "unixtime"],
    Objlnk: ["link", "object"],
    "": ["none", "na"],
  }),
]);

function guess(folded: string): Guess | undefined {
  const known = meanings.get(folded);
  if (known !== undefined) return known;
  const near = names.filter((name) => isOneEditAway(name.toLowerCase().replace(" ", ""), folded));
  return near[0] === undefined || near.length > 1 ? undefined : { value: near[0], isCertain: near[0].length > 5 };
}

/** Checks the data type of each resource. */
export const typeValue: Rule = {
  id: "type-value",
  oma: 412,
  level: "error",
  title: "Type is one of the data types of LwM2M, spelled exactly so.",
  explanation:
    "The data types are String, Integer, Float, Boolean, Opaque, Time and Objlnk, and since LwM2M 1.1 also Unsigned " +
    "Integer and Corelnk. The schema compares letter by letter, blanks and case included. A tool that does not know a " +
    "type cannot decode the value; some stop, others take the value as undefined.\n\n" +
    "The size of a number is not part of its type: use Integer, and limit it with RangeEnumeration. An enumeration is " +
    "an Integer or a String with its values in RangeEnumeration.",
  source: "LwM2M TS 1.2 Appendix C and D.1; OMA validation error 412",
  bad: itemExample({ Type: "«int»" }),
  good: itemExample({ Type: "Integer" }),
  check(file) {
    // An empty type of a resource that is not executable is the business of the rule type-missing.
    const fields = itemFieldsNamed(file, "Type").filter(
      ({ value, item }) => value !== "" || item.field("Operations")?.value === "E",
    );
    return checkEnumeration(fields, enumeration);
  },
};

const enumeration = {
  values: ["", ...names],
  inWords: "String, Integer, Unsigned Integer, Float, Boolean, Opaque, Time, Objlnk or Corelnk",
  guess,
};
