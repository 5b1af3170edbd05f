import { parseArgs } from "node:util";
import { fullClient, minimalClient } from "../../server/testing/clients.js";
import { fuzzLanguageServer } from "./languageServer.js";

const { values } = parseArgs({ options: { seconds: { type: "string", default: "60" }, seed: { type: "string" } } });
const seconds = Number(values.seconds);
const firstSeed = Number(values.seed ?? Date.now() % 1_000_000);
if (!Number.isFinite(seconds) || !Number.isSafeInteger(firstSeed)) {
  console.error("Usage: npm run fuzz -- [--seconds N] [--seed N]");
  process.exit(2);
}

const end = Date.now() + seconds * 1000;
let requests = 0;
let sessions = 0;
let failed = 0;
for (let seed = firstSeed; failed === 0 && Date.now() < end; seed++) {
  try {
    requests += await fuzzLanguageServer(
      seed,
      seed % 4 === 0 ? minimalClient : fullClient,
      seed % 4 === 0 ? "utf-8" : "utf-16",
    );
    sessions++;
  } catch (error) {
    failed++;
    console.error(`Seed ${seed} fails; "npm run fuzz -- --seed ${seed} --seconds 1" shows it again.`, error);
  }
}
console.log(`${requests} requests on damaged text, from seed ${firstSeed}`);
console.log(`${sessions} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
