import { parseArgs } from "node:util";
import { fuzz } from "./fuzzing.js";
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

const start = Date.now();
const results = await fuzz({ targets, firstSeed, inputs, isTimeUp: () => Date.now() >= start + seconds * 1000 });
for (const { target, failure } of results) {
  if (failure === undefined) continue;
  const again = `npm run fuzz -- --only ${target.name} --seed ${failure.seed} --seconds 0`;
  console.error(`${target.name} fails with seed ${failure.seed}; "${again}" shows it again.`, failure.error);
}
console.log(`From seed ${firstSeed}:`);
for (const { target, inputs, sessions } of results) {
  console.log(`${target.name}: ${inputs} ${target.inputs} in ${sessions} sessions`);
}
const failed = results.filter(({ failure }) => failure !== undefined).length;
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(`In ${Math.round((Date.now() - start) / 1000)} s, with at most ${megabytes} MB of memory`);
console.log(`${results.reduce((sum, { sessions }) => sum + sessions, 0)} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
