import type { Entry } from "../../data/entry.js";
import type { Value, ValueType } from "../../data/value.js";
import { integerLimits } from "../../data/valueText.js";
import type { ObjectDefinition } from "../../definition/model.js";

function integers(type: "Integer" | "Unsigned Integer" | "Time"): readonly Value[] {
  const { min, max } = integerLimits[type === "Time" ? "Integer" : type];
  const whole = [min, max, 0n, 127n, 255n, 2n ** 31n, 2n ** 32n, 2n ** 53n + 1n, max - 1n];
  const negative = [-1n, -24n, -25n, -128n, -129n, -32769n, -(2n ** 31n), -(2n ** 31n) - 1n, -(2n ** 53n) - 1n];
  const values = [...whole, ...negative].filter((value) => value >= min && value <= max);
  return values.map((value) => ({ type, value }));
}

/** Finite numbers that every format holds, the least and greatest of 32 and 64 bits among them. */
const floats = [
  0,
  -0,
  2 ** -149,
  2 ** -150,
  2 ** -1022,
  2 ** 127,
  Number.MIN_VALUE,
  Number.MAX_VALUE,
  -0.1,
  2 ** 53,
  1e21,
  2 ** 64,
];

const texts = [
  "",
  " ",
  "\ufeff5",
  "\r\n",
  "\u0000",
  "\u{10ffff}\ufeff",
  `"\\/\u2028`,
  "a".repeat(300),
  "12",
  "true",
  "/3/0",
];

/** The ends of what each type holds, whatever a definition allows. */
const extremes: Readonly<Record<ValueType, readonly Value[]>> = {
  String: texts.map((value) => ({ type: "String", value })),
  Integer: integers("Integer"),
  "Unsigned Integer": integers("Unsigned Integer"),
  Float: floats.map((value) => ({ type: "Float", value })),
  Boolean: [true, false].map((value) => ({ type: "Boolean", value })),
  Opaque: [0, 1, 2, 3, 7, 8, 255, 256].map((length) => ({ type: "Opaque", value: new Uint8Array(length).fill(0xfb) })),
  Time: integers("Time"),
  Objlnk: [0, 255, 65534, 65535].map((id) => ({ type: "Objlnk", value: { objectId: id, objectInstanceId: id } })),
  Corelnk: [{ type: "Corelnk", value: `</3/0>;title="é, \\"x\\"",</>` }],
};

/** IDs of resource instances at the edges where formats change their width. */
const sparseIds = [0, 23, 24, 255, 256, 65534];

/**
 * The `turn`th extreme value for every resource of an object that holds one, and one after the other for the instances of a
 * multiple resource, whose IDs have gaps.
 */
export function extremeEntries({ id, resources }: ObjectDefinition, objectInstanceId: number, turn: number): Entry[] {
  return resources.flatMap(({ type, id: resourceId, isMultiple, operations }) => {
    if (type === undefined || operations === "E") return [];
    const path = { objectId: id, objectInstanceId, resourceId };
    const values = extremes[type];
    return (isMultiple ? sparseIds : [undefined]).flatMap((resourceInstanceId, index) => {
      const value = values[(turn + index) % values.length];
      if (value === undefined) return [];
      return [{ path: resourceInstanceId === undefined ? path : { ...path, resourceInstanceId }, value }];
    });
  });
}
