import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { against, figure, median, timed } from "./timing.js";

const rounds = 7;

/** `lwm2m validate` over all files of a registry beside `xmllint` with OMA's schema on the same files. */
export async function benchValidate(registry: string): Promise<void> {
  const files = ["", "version_history"].flatMap((folder) =>
    readdirSync(join(registry, folder))
      .filter((name) => /^\d+(?:-\d+_\d+)?\.xml$/u.test(name))
      .map((name) => join(registry, folder, name)),
  );
  const schema = join(registry, "LWM2M-v1_1.xsd");
  const commands = {
    node: () => {
      run(process.execPath, ["-e", "0"], [0]);
    },
    ours: () => {
      run(process.execPath, ["dist/cli.cjs", "validate", "--quiet", ...files], [0, 1]);
    },
    xmllint: () => {
      run("xmllint", ["--noout", "--nonet", "--schema", schema, ...files], [0, 3]);
    },
  };
  const times: Record<keyof typeof commands, number[]> = { node: [], ours: [], xmllint: [] };
  for (let round = -1; round < rounds; round++) {
    for (const name of ["node", "ours", "xmllint"] as const) {
      const time = await timed(commands[name]);
      if (round >= 0) times[name].push(time);
    }
  }
  const start = median(times.node);
  const ours = median(times.ours) - start;
  const peer = median(times.xmllint);
  console.log(`validate ${files.length} files, medians of ${rounds} rounds`);
  console.log(`  Node's own start       ${figure(start)} ms`);
  console.log(`  lwm2m validate         ${figure(ours)} ms without that`);
  console.log(`  xmllint --schema       ${figure(peer)} ms`);
  console.log(`  ours to xmllint        ${against(ours / peer, 3, "times")}`);
}

function run(command: string, args: readonly string[], expected: readonly number[]): void {
  const { status, error } = spawnSync(command, args, { stdio: "ignore" });
  if (error !== undefined) throw new Error(`${command} cannot be run: ${error.message}. Install it and try again.`);
  if (status === null || !expected.includes(status)) throw new Error(`${command} ended with ${status ?? "a signal"}.`);
}
