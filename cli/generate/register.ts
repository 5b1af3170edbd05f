import { InvalidArgumentError, Option, type Command } from "commander";
import { maximumId } from "../../lwm2m/definition/idWindow.js";
import type { ExitCode, Io, Product } from "../io.js";
import { wholeNumber } from "../numbers.js";
import { examplesText } from "../text/examples.js";
import type { OptionFlags } from "./generateFlags.js";

interface Flags extends OptionFlags {
  readonly objects?: readonly string[];
  readonly out?: string;
  readonly config?: string;
  readonly stdinFilename?: string;
  readonly check?: true;
  readonly list?: true;
  readonly json?: true;
  readonly keepGoing?: true;
  readonly prune?: true;
}

/** Adds `lwm2m generate`. */
export function addGenerate(program: Command, io: Io, product: Product, done: (code: ExitCode) => void): void {
  program
    .command("generate")
    .description("Write typed TypeScript for object definitions.")
    .argument(
      "[targets...]",
      "files, folders, glob patterns, or - for standard input (default: what the configuration says)",
    )
    .option("--objects <objects>", "objects of OMA's registry, such as 3,3303@1.1; all; all-versions", objectList)
    .option("-o, --out <folder>", "where to write (default: what the configuration says)", folderName)
    .option("--check", "write nothing; fail if a file is not up to date")
    .option("--list", "write nothing; list what would be generated")
    .option("--resources <ids...>", "only these resources, besides mandatory ones", resourceIds)
    .addOption(choice("--int64 <type>", "what integers are", ["number", "bigint"]))
    .addOption(choice("--time <type>", "what times are: seconds since 1970, or a Date", ["unix", "date"]))
    .addOption(choice("--instances <type>", "what multiple resources are", ["map", "record"]))
    .addOption(choice("--sort <order>", "the order of resources", ["file", "id"]))
    .option("--enums-from-descriptions", "take lists of values in descriptions for types")
    .option("--aliases", "also write files that name the newest versions without their numbers")
    .option("--index", "also write index.ts, which exports everything")
    .option("--runtime <package>", "import the runtime from this package instead of writing it", packageName)
    .addOption(choice("--import-extension <extension>", "how imports end", [".js", ".ts", "none"]))
    .option("--prune", "remove everything else that was generated into the folder")
    .option("--keep-going", "generate what can be, when something is wrong with the rest")
    .option("-c, --config <file>", "use this configuration instead of the nearest lwm2m.config.json")
    .option("--stdin-filename <name>", "the name of the file that standard input stands for")
    .option("--json", "tell what was done as JSON")
    .addHelpText("after", generateHelp)
    .action(async (targets: string[], flags: Flags) => {
      // The generator is of no use to the other commands, which start faster without.
      const { generateCommand } = await import("./generate.js");
      const { objects = [], out, config, stdinFilename } = flags;
      const { check = false, list = false, json = false, keepGoing = false, prune = false } = flags;
      const how = { check, list, json, keepGoing, prune };
      done(await generateCommand({ targets, objects, out, config, stdinFilename, ...how, flags }, io, product));
    });
}

function choice(flags: string, description: string, choices: readonly string[]): Option {
  return new Option(flags, description).choices(choices);
}

/** Commander adds a list to the one before, for options that are given twice. */
function objectList(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...partsOf(text, "Write IDs, such as 3,3303@1.1.")];
}

function resourceIds(text: string, before: readonly number[] = []): readonly number[] {
  const ids = partsOf(text, "Write IDs, such as 5700 5601.").map(wholeNumber);
  if (ids.some((id) => id > maximumId)) throw new InvalidArgumentError(`Write IDs from 0 to ${maximumId}.`);
  return [...before, ...ids];
}

function partsOf(text: string, whatToWrite: string): readonly string[] {
  const parts = text.split(/[\s,]+/u).filter((part) => part !== "");
  if (parts.length === 0) throw new InvalidArgumentError(whatToWrite);
  return parts;
}

/** A script whose variable is empty would otherwise write into the folder that it happens to be in. */
function folderName(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("Write the name of a folder, such as src/lwm2m.");
  return text;
}

function packageName(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("Write the name of a package.");
  return text;
}

const generateHelp = `
Without targets and objects, "generate" of lwm2m.config.json says what to generate, and what is not
generated any more is removed. Only files that were generated are ever replaced or removed.

Exit codes: 0 done, 1 with --check: something is not up to date, 2 mistakes, wrong usage or something could not be written.
${examplesText([
  "lwm2m generate",
  "lwm2m generate --check",
  "lwm2m generate my-objects --out src/lwm2m",
  "lwm2m generate --objects 3,3303@1.1 --out src/lwm2m --index",
  "lwm2m generate --objects all --list",
])}`;
