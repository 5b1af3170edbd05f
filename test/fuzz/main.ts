import { parseArgs } from "node:util";
import { fuzz } from "./fuzzing.js";
import { FuzzRecord, type SlowestSession } from "./fuzzRecord.js";
import { fuzzTargets } from "./targets.js";

const { values } = parseArgs({
  options: {
    seconds: { type: "string" },
    inputs: { type: "string" },
    seed: { type: "string" },
    only: { type: "string" },
  },
});
const inputs = Number(values.inputs ?? "Infinity");
// A number of inputs has the time that it needs.
const seconds = Number(values.seconds ?? (values.inputs === undefined ? "60" : "Infinity"));
const firstSeed = Number(values.seed ?? Date.now() % 1_000_000);
const targets = fuzzTargets.filter(({ name }) => values.only === undefined || name === values.only);
if (Number.isNaN(seconds) || Number.isNaN(inputs) || !Number.isSafeInteger(firstSeed) || targets.length === 0) {
  const names = fuzzTargets.map(({ name }) => name).join(" | ");
  console.error(`Usage: npm run fuzz -- [--seconds N] [--inputs N] [--seed N] [--only ${names}]`);
  process.exit(2);
}

/** Bytes in use after a collection. */
function heapInUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

const start = Date.now();
const record = new FuzzRecord(() => performance.now(), heapInUse);
const results = await fuzz({
  targets,
  firstSeed,
  inputs,
  isTimeUp: () => Date.now() >= start + seconds * 1000,
  onSession: (result, seed) => {
    record.add(result.target.name, seed, Math.max(result.inputs / inputs, (Date.now() - start) / (seconds * 1000)));
  },
});
for (const { target, failure } of results) {
  if (failure === undefined) continue;
  const again = `npm run fuzz -- --only ${target.name} --seed ${failure.seed} --seconds 0`;
  console.error(`${target.name} fails with seed ${failure.seed}; "${again}" shows it again.`, failure.error);
}
console.log(`From seed ${firstSeed}:`);
for (const { target, inputs, sessions } of results) {
  console.log(
    `${target.name}: ${inputs} ${target.inputs} in ${sessions} sessions${printSlowest(record.slowest(target.name))}`,
  );
}
const failed = results.filter(({ failure }) => failure !== undefined).length;
const duration = Math.round((Date.now() - start) / 1000);
const { early, last } = record.heap();
const most = process.resourceUsage().maxRSS * 1024;
console.log(
  `In ${duration} s; heap ${megabytes(early)} after a tenth and ${megabytes(last)} at the end, with at most ${megabytes(most)} of memory`,
);
console.log(`${results.reduce((sum, { sessions }) => sum + sessions, 0)} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function printSlowest(slowest: SlowestSession | undefined): string {
  return slowest === undefined ? "" : `, the slowest in ${(slowest.time / 1000).toFixed(1)} s (seed ${slowest.seed})`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MB`;
}
