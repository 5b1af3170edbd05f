import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

import { generateBindings } from "../../lwm2m/codegen/generateBindings.js";
import { usualBindingOptions } from "../../lwm2m/definition/bindingOptions.js";
import { bundlePrograms } from "../bindings/support/bundle.js";
import { writeFiles } from "../bindings/support/folder.js";
import { registrySources } from "../bindings/support/sources.js";
import { against, figure, median, timed } from "./timing.js";

const rounds = 7;
const peer = "@nordicsemiconductor/lwm2m-types";

/** What importing a module comes to, in a process of its own. */
interface ImportCost {
  readonly milliseconds: number;
  /** Bytes that stay on the heap. */
  readonly heap: number;
}

/** TypeScript for the whole registry: what making it costs us, and using it our users, beside an npm package like it. */
export async function benchBindings(): Promise<void> {
  const sources = registrySources();
  const generate = () => generateBindings(sources, { ...usualBindingOptions, index: true });
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await timed(generate));
  console.log(`TypeScript for ${sources.length} object versions`);
  console.log(`  generated              ${against(times[0] ?? 0, 1000, "ms")}; warm ${figure(median(times))} ms`);
  // Below the working directory, so that the peer is found from there.
  mkdirSync("out", { recursive: true });
  const folder = mkdtempSync(resolve("out", "bindings-bench-"));
  try {
    const { files } = generate();
    writeFiles(folder, files);
    await reportCosts(
      folder,
      files.map(({ path }) => path),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function reportCosts(folder: string, paths: readonly string[]): Promise<void> {
  const outdir = join(folder, "js");
  await build({ entryPoints: paths.map((path) => join(folder, path)), outdir, outbase: folder, format: "esm" });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const [everything, one, theirOne] = await bundlePrograms(folder, [
    'export * from "./index.js";',
    printOf("Temperature_3303_v1_1.urn", "./index.js"),
    printOf("Temperature_3303_urn", peer),
  ]);
  if (everything === undefined || one === undefined || theirOne === undefined) throw new Error("A bundle is missing.");
  const bundlePath = join(folder, "everything.mjs");
  writeFileSync(bundlePath, everything.text);
  const bundle = importCost(pathToFileURL(bundlePath).href);
  const files = importCost(pathToFileURL(join(outdir, "index.js")).href);
  console.log(
    `  loaded, one bundle     ${against(bundle.milliseconds, 50, "ms")}, heap ${figure(bundle.heap / 1e6)} MB`,
  );
  console.log(`  loaded, file by file   ${figure(files.milliseconds)} ms, heap ${figure(files.heap / 1e6)} MB`);
  console.log(`  program with one URN   ${against(one.bytes, 2048, "bytes")}`);
  console.log(`  ${peer}, with the newest versions only`);
  const theirs = tryImport(peer);
  if (theirs === undefined) {
    console.log(`    Node ${process.version} does not load it`);
  } else {
    const time = ratio(bundle.milliseconds, theirs.milliseconds);
    const heap = ratio(bundle.heap, theirs.heap);
    console.log(`    loaded               ${figure(theirs.milliseconds)} ms: ours to theirs ${time} times`);
    console.log(`    heap                 ${figure(theirs.heap / 1e6)} MB: ours to theirs ${heap} times`);
  }
  const size = ratio(one.bytes, theirOne.bytes);
  console.log(`    program with one URN ${theirOne.bytes} bytes: ours to theirs ${size} times`);
}

/** Ours to theirs, which may be little. */
function ratio(ours: number, theirs: number): string {
  return (ours / theirs).toPrecision(2);
}

/** A program that prints a constant of a module. */
function printOf(constant: string, module: string): string {
  return `import { ${constant.split(".")[0] ?? ""} } from "${module}";\nconsole.log(${constant});`;
}

/** The median of some imports, each in a process of its own. */
function importCost(module: string): ImportCost {
  const costs = Array.from({ length: rounds }, () => tryImport(module) ?? { milliseconds: NaN, heap: NaN });
  return {
    milliseconds: median(costs.map(({ milliseconds }) => milliseconds)),
    heap: median(costs.map(({ heap }) => heap)),
  };
}

/** What one import comes to; undefined if the module does not load. */
function tryImport(module: string): ImportCost | undefined {
  const args = ["--expose-gc", "--no-warnings", join("out", "bench", "importProbe.mjs"), module];
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) return undefined;
  const cost: unknown = JSON.parse(stdout);
  return cost as ImportCost;
}
