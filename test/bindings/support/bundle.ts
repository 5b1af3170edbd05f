import { writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build, type BuildOptions } from "esbuild";

/** A program with everything it needs in one file. */
export interface ProgramBundle {
  readonly bytes: number;
  readonly text: string;
  /** The modules of which something is left, relative to the folder of the bindings. */
  readonly modules: readonly string[];
}

const options = {
  bundle: true,
  minify: true,
  format: "esm",
  platform: "node",
  target: "node20",
  logLevel: "error",
  write: false,
  metafile: true,
} as const satisfies BuildOptions;

/**
 * Bundles and minifies programs that are written as if they stood in a folder with bindings, each for itself. All of them
 * at once, because the modules are then read once.
 */
export async function bundlePrograms(folder: string, programs: readonly string[]): Promise<readonly ProgramBundle[]> {
  const names = programs.map((program, index) => {
    const name = `program${index}`;
    writeFileSync(join(folder, `${name}.ts`), program);
    return name;
  });
  const { outputFiles, metafile } = await build({
    ...options,
    absWorkingDir: folder,
    entryPoints: names.map((name) => `${name}.ts`),
    outdir: join(folder, "bundles"),
  });
  return names.map((name) => {
    const path = join(folder, "bundles", `${name}.js`);
    const output = outputFiles.find((file) => file.path === path);
    const inputs = metafile.outputs[relative(folder, path)]?.inputs;
    if (output === undefined || inputs === undefined) throw new Error(`esbuild made no bundle of ${name}.`);
    const modules = Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
    return {
      bytes: output.contents.length,
      text: output.text,
      modules: modules.map(([module]) => module).filter((module) => module !== `${name}.ts`),
    };
  });
}
