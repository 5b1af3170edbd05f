import assert from "node:assert/strict";
import { test } from "node:test";
import { compileSnippets } from "./testing/compileSnippets.js";

const readable =
  '"position" | "target" | "mode" | "kind" | "openings" | "lastMoved" | "isStuck" | "calibration" | "pump" | "sensors"';
const writable = '"target" | "mode" | "pin" | "calibration" | "pump" | "sensors"';

/** Snippets with what the compiler says about them: nothing, or a text that its first line holds. */
const snippets: readonly (readonly [snippet: string, error?: string])[] = [
  // Reading.
  [
    `const { value } = lwm2m.decode(Valve, senmlCbor, bytes); export const position: number | undefined = value.position;`,
  ],
  [`export const mode: 0 | 1 | 2 | undefined = lwm2m.decodeResource(Valve, text, bytes, 0, "mode").value;`],
  [`export const kind: "gate" | "ball" | undefined = lwm2m.decode(Valve, senmlCbor, bytes).value.kind;`],
  [`export const one: number = lwm2m.decode(Valve, senmlCbor, bytes).value.position;`, "'number | undefined' is not"],
  [
    `lwm2m.decode(Valve, senmlCbor, bytes).value.pin;`,
    "Property 'pin' does not exist on type '{ readonly position?: n",
  ],
  [`lwm2m.decode(Valve, senmlCbor, bytes, 0, { access: "write" }).value.pin;`],
  [`lwm2m.decode(Valve, senmlCbor, bytes, 0, { receivedAt: 5 }).value.position;`],
  [`lwm2m.decode(Valve, senmlCbor, bytes, 0, { access: "bootstrap" }).value.key;`],
  // What another library may not have is as good as what it does not say.
  [
    `declare const time: number | undefined;
     lwm2m.decode(Valve, senmlCbor, bytes, 0, { receivedAt: time }); lwm2m.encode(Valve, senmlCbor, {}, 0, { time });`,
  ],
  [
    `declare const answer: { code: string; payload: Uint8Array | undefined; format: number | undefined };
     export const made: lwm2m.Lwm2mResponse = { code: answer.code, payload: answer.payload, contentFormat: answer.format };`,
  ],
  [`lwm2m.decode(Valve, text, bytes);`, "'SingleFormat' is not assignable to parameter of type 'StructuredFormat'"],
  [
    `lwm2m.decodeResource(Valve, text, bytes, 0, "pin");`,
    `'"pin"' is not assignable to parameter of type '${readable}'`,
  ],
  [`lwm2m.readRequest(Valve, 0, "target", text);`],
  [`lwm2m.readRequest(Valve, 0, "pin", text);`, `'"pin"' is not assignable to parameter of type '${readable}'`],
  [`lwm2m.readRequest(Valve, 0, "open", text);`, `'"open"' is not assignable to parameter of type '${readable}'`],
  [`lwm2m.readRequest(Valve, 0, "key", text);`, `'"key"' is not assignable to parameter of type '${readable}'`],
  [
    `for (const sample of lwm2m.decode(Valve, senmlCbor, bytes).history) {
       if (sample.key === "kind") { const kind: "ball" | "gate" = sample.value; void kind; }
       if (sample.key === "openings") { const opening: number = sample.value; void opening; }
       if (sample.key === "calibration") { const calibration: Uint8Array = sample.value; void calibration; }
     }`,
  ],
  [
    `const { value } = lwm2m.decode(Valve, senmlCbor, bytes);
     if (lwm2m.isComplete(Valve, value)) { const position: number = value.position; void position; }`,
  ],
  // Writing.
  [`lwm2m.encode(Valve, senmlCbor, { position: 1, openings: new Map([[3, 5]]), pump: lwm2m.noLink });`],
  [`lwm2m.encode(Valve, senmlCbor, { position: "x" });`, "Type 'string' is not assignable to type 'number'"],
  [`lwm2m.encode(Valve, senmlCbor, { position: undefined });`, "'{ position: undefined; }' is not assignable"],
  [`lwm2m.encode(Valve, senmlCbor, { mode: 7 });`, "Type '7' is not assignable to type '0 | 1 | 2'"],
  [
    `lwm2m.encode(Valve, senmlCbor, { openings: [1] });`,
    "'number[]' is missing the following properties from type 'Rea",
  ],
  [`lwm2m.encode(Valve, senmlCbor, { lastMoved: 17 });`, "Type 'number' is not assignable to type 'UnixSeconds'"],
  [`lwm2m.encode(Valve, senmlCbor, { lastMoved: lwm2m.unixSeconds(17) });`],
  [
    `lwm2m.encode(Valve, senmlCbor, { nothing: 1 });`,
    "'nothing' does not exist in type '{ readonly position?: number;",
  ],
  [`lwm2m.encode(Valve, senmlCbor, { pin: "1234" });`, "'pin' does not exist in type"],
  [`lwm2m.encode(Valve, senmlCbor, { pin: "1234" }, 0, { access: "write" });`],
  [`lwm2m.encode(Valve, senmlCbor, { position: 1 }, 0, { access: "write" });`, "'position' does not exist in type"],
  [`lwm2m.encode(otherValve, senmlCbor, { mode: 1n, openings: { 3: 5n }, lastMoved: new Date(0), ratio: 0.1 });`],
  [`lwm2m.encode(otherValve, senmlCbor, { mode: 1 });`, "Type 'number' is not assignable to type '0n | 1n | 2n'"],
  [`lwm2m.writeRequest(Valve, 0, "target", 50, text);`],
  [`lwm2m.writeRequest(Valve, 0, "target", "x", text);`, "'string' is not assignable to parameter of type 'number'"],
  [
    `lwm2m.writeRequest(Valve, 0, "position", 1, text);`,
    `'"position"' is not assignable to parameter of type '${writable}'`,
  ],
  [`lwm2m.writeRequest(Valve, 0, "open", 1, text);`, `'"open"' is not assignable to parameter of type '${writable}'`],
  [`lwm2m.updateRequest(Valve, 0, { target: 5, pin: "1234" }, senmlCbor);`],
  [`lwm2m.updateRequest(Valve, 0, { position: 5 }, senmlCbor);`, "'position' does not exist in type"],
  // Executing.
  [`lwm2m.executeRequest(Valve, 0, "open");`],
  [`lwm2m.executeRequest(Valve, 0, "position");`, `'"position"' is not assignable to parameter of type '"open"'`],
  [`lwm2m.executeRequest(otherValve, 0, "mode");`, `'"mode"' is not assignable to parameter of type 'never'`],
  // Paths.
  [`export const path: lwm2m.Lwm2mPath<\`/33000/\${number}/0\`> = lwm2m.resourcePath(Valve, 0, "position");`],
  [`export const path: lwm2m.Lwm2mPath = lwm2m.resourcePath(Valve, 0, "position"); export const words: string = path;`],
  [`export const path: lwm2m.Lwm2mPath = "/33000/0/0";`, "Type 'string' is not assignable to type 'Lwm2mPath'"],
  [
    `export const path: lwm2m.Lwm2mPath<\`/33000/\${number}/1\`> = lwm2m.resourcePath(Valve, 0, "position");`,
    "'Lwm2mPath<`/33000/${number}/0`>' is not assignable to type 'Lwm2mPath<`/33000/${number}/1`>'",
  ],
  [
    `export const path: lwm2m.Lwm2mPath<\`/33000/\${number}\`> = lwm2m.instancePath(otherValve, 0);`,
    "'Lwm2mPath<`/33001/${number}`>' is not assignable to type 'Lwm2mPath<`/33000/${number}`>'",
  ],
  [
    `lwm2m.resourcePath(Valve, 0, "nothing");`,
    `'"nothing"' is not assignable to parameter of type '"position" | "target"`,
  ],
  [`lwm2m.resourceInstancePath(Valve, 0, "openings", 3);`],
  [
    `lwm2m.resourceInstancePath(Valve, 0, "position", 3);`,
    `'"position"' is not assignable to parameter of type '"openings"`,
  ],
  // A device behind a CoAP library.
  [
    `export const mode: Promise<lwm2m.ReadResult<0 | 1 | 2, lwm2m.DecodedResource<0 | 1 | 2>>> = lwm2m.bind(Valve, 0, send, [senmlCbor]).read("mode");`,
  ],
  [`void lwm2m.bind(Valve, 0, send, [senmlCbor, text]).write("pin", "1234");`],
  [`void lwm2m.bind(Valve, 0, send, [text]);`, "'SingleFormat' is not assignable to type 'StructuredFormat'"],
  [
    `void lwm2m.bind(Valve, 0, send, [senmlCbor]).read("pin");`,
    `'"pin"' is not assignable to parameter of type '${readable}'`,
  ],
  [`void lwm2m.bind(Valve, 0, send, [senmlCbor]).write("kind", "gate");`, `to parameter of type '${writable}'`],
  [
    `void lwm2m.bind(Valve, 0, send, [senmlCbor]).write("mode", 9);`,
    "'9' is not assignable to parameter of type '0 | 1 | 2'",
  ],
  [
    `void lwm2m.bind(Valve, 0, send, [senmlCbor]).execute("mode");`,
    `'"mode"' is not assignable to parameter of type '"open"'`,
  ],
];

test("what a device does not do does not compile, and the compiler says so in words that one can read", () => {
  const errors = compileSnippets(snippets.map(([snippet]) => snippet));
  for (const [index, [snippet, expected]] of snippets.entries()) {
    const [line] = errors[index]?.split("\n") ?? [];
    if (expected === undefined) assert.equal(line, undefined, snippet);
    else assert.ok(line?.includes(expected), `${snippet}\n${line}`);
    assert.doesNotMatch(line ?? "", /urn:oma/u, "The error shows the whole definition.");
  }
});
