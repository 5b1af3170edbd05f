import { test } from "node:test";
import { checkDecode } from "./testing/checkDecode.js";

const cbor = 60;
const senmlJson = 110;
const senmlCbor = 112;

/** Numbers that a float of 64 bits would round, in every form that JSON and CBOR have for them. */
const numbers: readonly (readonly [format: number, path: string, payload: string, lines: string])[] = [
  [senmlJson, "/3/0/9", `text:[{"n":"/3/0/9","v":-9223372036854775808}]`, "/3/0/9 Integer -9223372036854775808"],
  [senmlJson, "/3/0/9", `text:[{"n":"/3/0/9","v":9007199254740993.0}]`, "/3/0/9 Integer 9007199254740993"],
  [senmlJson, "/3/0/9", `text:[{"n":"/3/0/9","v":9.223372036854775807e18}]`, "/3/0/9 Integer 9223372036854775807"],
  [senmlJson, "/3/0/9", `text:[{"n":"/3/0/9","v":-90071992547409.93E+2}]`, "/3/0/9 Integer -9007199254740993"],
  [
    senmlJson,
    "/1/0/14",
    `text:[{"n":"/1/0/14","v":1.8446744073709551615e19}]`,
    "/1/0/14 Unsigned Integer 18446744073709551615",
  ],
  // Neither zeros nor more digits than anybody needs change that.
  [
    senmlJson,
    "/3/0/9",
    `text:[{"n":"/3/0/9","v":90071992547409930e-1},{"n":"/3/0/9","v":9007199254740993.${"0".repeat(50)}}]`,
    "/3/0/9 Integer 9007199254740993\n/3/0/9 Integer 9007199254740993",
  ],
  [
    senmlJson,
    "/3/0/9",
    `text:[{"n":"/3/0/9","v":0.${"0".repeat(50)}9007199254740993e66}]`,
    "/3/0/9 Integer 9007199254740993",
  ],
  // Base values are added without loss, whatever each of the two looks like.
  [
    senmlJson,
    "/3/0/9",
    `text:[{"bn":"/3/0/9","bv":9007199254740993,"v":0},{"v":1.0},{"v":-1e0},{"bv":9223372036854775800.0,"v":7}]`,
    `/3/0/9 Integer 9007199254740993
     /3/0/9 Integer 9007199254740994
     /3/0/9 Integer 9007199254740992
     /3/0/9 Integer 9223372036854775807`,
  ],
  // So is what programs write that print JSON themselves, beside the problem that it is.
  [
    senmlJson,
    "/3/0/9",
    `text:[{"n":"/3/0/9","v":+9007199254740993},{"n":"/3/0/9","v":09007199254740993.}]`,
    `/3/0/9 Integer 9007199254740993
     /3/0/9 Integer 9007199254740993
     19 “+9007199254740993” is no JSON value; the number 9007199254740993 is assumed.
     56 “09007199254740993.” is no JSON value; the number 9007199254740993 is assumed.`,
  ],
  // Integers, bignums and decimal fractions of CBOR, and floats that are whole numbers.
  [cbor, "/3/0/9", "3b7fffffffffffffff", "/3/0/9 Integer -9223372036854775808"],
  [cbor, "/3/0/9", "c2487fffffffffffffff", "/3/0/9 Integer 9223372036854775807"],
  [cbor, "/3/0/9", "c3487fffffffffffffff", "/3/0/9 Integer -9223372036854775808"],
  [cbor, "/1/0/14", "c248ffffffffffffffff", "/1/0/14 Unsigned Integer 18446744073709551615"],
  [cbor, "/3/0/9", "c482021b0020000000000001", "/3/0/9 Integer 900719925474099300"],
  [cbor, "/3/0/9", "c48221c248000000000000c350", "/3/0/9 Integer 500"],
  [cbor, "/3/0/9", "fb43d0000000000000", "/3/0/9 Integer 4611686018427387904"],
  [senmlCbor, "/3/0/9", "81a200662f332f302f3902c248000000000000000a", "/3/0/9 Integer 10"],
  [cbor, "/3303/0/5700", "c249010000000000000000", "/3303/0/5700 Float 18446744073709552000"],
  // Without a definition too.
  [cbor, "/33000/0/0", "c24105", "/33000/0/0 Integer? 5"],
  [cbor, "/33000/0/0", "1bffffffffffffffff", "/33000/0/0 Unsigned Integer? 18446744073709551615"],
  [cbor, "/33000/0/0", "c249010000000000000000", "/33000/0/0 Float? 18446744073709552000"],
  // What is none of 64 bits, or not whole, is not cut to fit.
  [
    senmlJson,
    "/3/0/9",
    `text:[{"n":"/3/0/9","v":9.5e0}]`,
    "/3/0/9 Float 9.5\n19 /3/0/9 (Battery Level): expected an integer of 64 bits, found the number 9.5.",
  ],
  [
    senmlJson,
    "/3/0/9",
    `text:[{"n":"/3/0/9","v":1e300}]`,
    "/3/0/9 Float 1e+300\n19 /3/0/9 (Battery Level): expected an integer of 64 bits, found the number 1e+300.",
  ],
  [
    senmlJson,
    "/3/0/9",
    `text:[{"n":"/3/0/9","v":9007199254740992.5},{"bn":"/3/0/9","bv":0.0,"v":9007199254740992.5}]`,
    `/3/0/9 Float 9007199254740992
     /3/0/9 Float 9007199254740992
     19 /3/0/9 (Battery Level): expected an integer of 64 bits, found the number 9007199254740992 with a fraction that is cut off here.
     67 /3/0/9 (Battery Level): expected an integer of 64 bits, found the number 9007199254740992 with a fraction that is cut off here.`,
  ],
  [
    senmlJson,
    "/3/0/9",
    `text:[{"bn":"/3/0/9","bv":9007199254740992,"v":0.5}]`,
    "/3/0/9 Float 9007199254740992\n42 /3/0/9 (Battery Level): expected an integer of 64 bits, found the number 9007199254740992 with a fraction that is cut off here.",
  ],
  [
    cbor,
    "/3/0/9",
    "c48220 05",
    "/3/0/9 Float 0.5\n0 /3/0/9 (Battery Level): expected an integer of 64 bits, found an array of 2 items.",
  ],
  [
    cbor,
    "/3/0/9",
    "c4821a7fffffff05",
    "/3/0/9 Float Infinity\n0 /3/0/9 (Battery Level): expected an integer of 64 bits, found an array of 2 items.",
  ],
];

test("integers of 64 bits lose nothing, however they are written", () => {
  for (const [format, path, payload, lines] of numbers) checkDecode(format, path, payload, lines);
});
