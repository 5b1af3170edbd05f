import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { formatCommand } from "./commands/format.js";
import { explainCommand, rulesCommand } from "./commands/rules.js";
import { validateCommand } from "./commands/validate.js";
import { exitCodes, type ExitCode, type Io, type Product } from "./io.js";
import { addDeviceCommands } from "./devices/register.js";
import { addGenerate } from "./generate/register.js";
import { wholeNumber } from "./numbers.js";
import { examplesText } from "./text/examples.js";
import { reportFormats, type ReportFormat } from "./report/formats.js";

/** Runs the command line with its arguments and answers the exit code: 0 fine, 1 findings, 2 usage or I/O. */
export async function run(argv: readonly string[], io: Io, product: Product): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.clean;
  const program = buildProgram(io, product, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? exitCodes.clean : exitCodes.trouble;
  }
}

type Done = (code: ExitCode) => void;

function buildProgram(io: Io, product: Product, done: Done): Command {
  const program = new Command("lwm2m")
    .description(
      "Checks, formats and explains LwM2M object definitions, generates TypeScript from them, and talks to LwM2M devices.",
    )
    .version(product.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print help for a command")
    .showHelpAfterError(`Run "lwm2m --help" to see what there is.`)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        io.stdout.write(text);
      },
      writeErr: (text) => {
        io.stderr.write(text);
      },
      outputError: (text, write) => {
        write(text.replace(/^error: /u, "lwm2m: "));
      },
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  program.addHelpText(
    "after",
    examplesText([
      "lwm2m validate",
      "lwm2m validate my-objects --fix",
      "lwm2m explain 413",
      "lwm2m generate --objects 3,3303 --out src/lwm2m",
      "lwm2m serve --credentials keys.json",
    ]),
  );
  addValidate(program, io, product, done);
  addFormat(program, io, done);
  addGenerate(program, io, product, done);
  addRules(program, io, product, done);
  addRegistry(program, io, done);
  addDeviceCommands(program, { io, product, done });
  addLanguageServer(program, product);
  return program;
}

const targetsHelp = "files, folders, glob patterns, or - for standard input (default: the current folder)";

interface ValidateFlags {
  readonly format: ReportFormat;
  readonly fix?: true;
  readonly maxWarnings?: number;
  readonly config?: string;
  readonly submission?: true;
  readonly quiet?: true;
  readonly stdinFilename?: string;
}

function addValidate(program: Command, io: Io, product: Product, done: Done): void {
  program
    .command("validate")
    .description("Report every mistake in object definitions.")
    .argument("[targets...]", targetsHelp)
    .addOption(new Option("-f, --format <format>", "how to report").choices(reportFormats).default("text"))
    .option("--fix", "apply the safe fixes and write the files")
    .option("--max-warnings <count>", "fail if there are more warnings", wholeNumber)
    .option("-c, --config <file>", "use this configuration instead of the nearest lwm2m.config.json of each file")
    .option("--submission", "judge as OMA does: fail on every finding with an OMA number, whatever its level")
    .option("-q, --quiet", "report errors only")
    .option("--stdin-filename <name>", "the name of the file that standard input stands for")
    .addHelpText("after", validateHelp)
    .action(async (targets: string[], flags: ValidateFlags) => {
      const { fix = false, submission = false, quiet = false, maxWarnings, config, stdinFilename, format } = flags;
      const request = { targets, format, fix, submission, quiet, maxWarnings, config, stdinFilename };
      done(await validateCommand(request, io, product));
    });
}

const validateHelp = `
Folders are searched for *.xml, except node_modules and folders whose name starts with a dot.
XML that is no object definition is passed over and counted.

Exit codes: 0 no errors, 1 errors (or too many warnings), 2 wrong usage or something could not be read.
${examplesText([
  "lwm2m validate",
  `lwm2m validate "objects/**/*.xml" --max-warnings 0`,
  "lwm2m validate 10999.xml --submission",
  "lwm2m validate --format sarif > lwm2m.sarif",
  "lwm2m validate - --stdin-filename 10999.xml < draft.xml",
])}`;

function addFormat(program: Command, io: Io, done: Done): void {
  program
    .command("format")
    .description("Lay out object definitions; values, comments and descriptions stay as they are.")
    .argument("[targets...]", targetsHelp)
    .option("--check", "write nothing; fail if something would change")
    .option("--indent <indent>", `"tab" or a number of blanks (default: what each file uses)`, indentText)
    .option("--stdin-filename <name>", "the name of the file that standard input stands for")
    .addHelpText(
      "after",
      examplesText(["lwm2m format 10999.xml", "lwm2m format --check", "lwm2m format - < draft.xml"]),
    )
    .action(async (targets: string[], flags: { check?: true; indent?: string; stdinFilename?: string }) => {
      const { check = false, indent, stdinFilename } = flags;
      done(await formatCommand({ targets, check, indent, stdinFilename }, io));
    });
}

function addRules(program: Command, io: Io, product: Product, done: Done): void {
  program
    .command("rules")
    .description("List all rules with their levels and OMA numbers.")
    .option("--json", "as JSON")
    .action(({ json = false }: { json?: boolean }) => {
      done(rulesCommand({ json }, io));
    });
  program
    .command("explain")
    .description("Print what a rule asks for, why, and an example.")
    .argument("<rule>", "the id of a rule, or OMA's number")
    .addHelpText("after", examplesText(["lwm2m explain type-on-executable", "lwm2m explain 413"]))
    .action((rule: string) => {
      done(explainCommand(rule, io, product));
    });
}

function addRegistry(program: Command, io: Io, done: Done): void {
  program
    .command("registry")
    .description("Work with OMA's registry of objects.")
    .command("build")
    .description("Make the facts table of a folder with the OMA registry.")
    .argument("<folder>", "a checkout of the registry")
    .option("-o, --out <file>", "the file to write (default: standard output)")
    .option("--commit <commit>", "the commit of the folder, if it is no git checkout")
    .option("--date <date>", "the day of that commit, such as 2024-02-22")
    .action(async (folder: string, flags: { out?: string; commit?: string; date?: string }) => {
      // Its reader of XML is a sixth of all code, and few people build a table.
      const { registryBuild } = await import("./registry.js");
      done(await registryBuild(folder, flags, { stdout: io.stdout.write, stderr: io.stderr.write }));
    });
}

function addLanguageServer(program: Command, product: Product): void {
  program
    .command("language-server")
    .description("Serve an editor that speaks the Language Server Protocol.")
    .option("--stdio", "on standard input and output, the only way there is")
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async () => {
      await product.startLanguageServer();
    });
}

function indentText(text: string): string {
  if (text === "tab") return "\t";
  if (!/^[1-8]$/u.test(text)) throw new InvalidArgumentError(`Write "tab", or a number from 1 to 8.`);
  return " ".repeat(Number(text));
}
