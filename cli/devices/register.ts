import type { Command } from "commander";
import { defaultServerSettings } from "../../engine/protocol/server.js";
import type { ExitCode, Io, Product } from "../io.js";
import { portNumber, positiveNumber, secondsNumber } from "../numbers.js";
import { examplesText } from "../text/examples.js";
import { exitCodesText } from "./exitCodes.js";
import { devicesCommand } from "./listDevices.js";
import { observeCommand, type ObserveFlags } from "./observe.js";
import {
  discoverCommand,
  executeCommand,
  readCommand,
  writeCommand,
  type OperationFlags,
  type WriteFlags,
} from "./operate.js";
import { serveCommand } from "./serve.js";

/** What a command needs besides its arguments. */
export interface CommandContext {
  readonly io: Io;
  readonly product: Product;
  readonly done: (code: ExitCode) => void;
}

/** Adds the commands that talk to devices. */
export function addDeviceCommands(program: Command, ctx: CommandContext): void {
  addServe(program, ctx);
  addSimulate(program, ctx);
  program
    .command("devices")
    .description("List the devices that have registered or that are connected.")
    .option("--json", "as JSON")
    .addHelpText("after", exitCodesText())
    .action(async ({ json = false }: { json?: boolean }) => {
      ctx.done(await devicesCommand({ json }, ctx.io, ctx.product));
    });
  addOperations(program, ctx);
}

const definitionsHelp = "files or folders with definitions that are not OMA's";

const credentialsHelp = `
A credentials file is a JSON object with the keys by PSK identity, in hexadecimal digits; only you may read it:
  { "thermostat-1": "000102030405060708090a0b0c0d0e0f" }
`;

interface ServeFlags {
  readonly host?: string;
  readonly port?: number;
  readonly securePort?: number;
  readonly credentials?: string;
  readonly definitions?: readonly string[];
  readonly messages?: true;
  readonly json?: true;
}

function addServe(program: Command, { io, product, done }: CommandContext): void {
  const { host, port, securePort } = defaultServerSettings;
  program
    .command("serve")
    .description("Run the LwM2M Server, and show which devices come and why others cannot.")
    .option("--host <address>", `the address of this machine to listen on (default: ${host})`)
    .option("--port <port>", `for plain CoAP; 0 is any free one (default: ${port})`, portNumber)
    .option("--secure-port <port>", `for DTLS; 0 is any free one (default: ${securePort})`, portNumber)
    .option("--credentials <file>", "the keys of the devices")
    .option("--definitions <paths...>", definitionsHelp)
    .option("--messages", "show every CoAP message")
    .option("--json", "a JSON object a line")
    .addHelpText(
      "after",
      credentialsHelp +
        examplesText(["lwm2m serve --credentials keys.json", "lwm2m serve --messages"]) +
        exitCodesText(),
    )
    .action(async ({ credentials, definitions = [], messages, json, ...asked }: ServeFlags) => {
      const shown = { messages: messages === true, json: json === true };
      done(await serveCommand({ asked, credentials, definitions, ...shown }, io, product));
    });
}

interface SimulateFlags {
  readonly endpoint: string;
  readonly server: string;
  readonly identity?: string;
  readonly credentials?: string;
  readonly lifetime?: number;
}

function addSimulate(program: Command, { io, product, done }: CommandContext): void {
  program
    .command("simulate")
    .description("Simulate a device that registers at an LwM2M Server, this one or another.")
    .argument("<objects...>", "object IDs, such as 3303 or 3303@1.1, and definition files")
    .option("--endpoint <name>", "the endpoint client name", "simulated-device")
    .option("--server <uri>", "coap://host:port, or coaps://host:port for DTLS", "coap://127.0.0.1:5683")
    .option("--identity <identity>", "the PSK identity for coaps://")
    .option("--credentials <file>", "the file that has the key of that identity")
    .option("--lifetime <seconds>", "the lifetime of the registration", positiveNumber)
    .addHelpText(
      "after",
      credentialsHelp +
        examplesText([
          "lwm2m simulate 3303 3304",
          "lwm2m simulate my-object.xml --server coaps://127.0.0.1 --identity thermostat-1 --credentials keys.json",
        ]) +
        exitCodesText(),
    )
    .action(async (objects: string[], { identity, credentials, lifetime, ...flags }: SimulateFlags) => {
      // The whole LwM2M Client comes with it, which no other command needs.
      const { simulateCommand } = await import("./simulate.js");
      done(await simulateCommand({ objects, ...flags, identity, credentials, lifetime }, io, product));
    });
}

const deviceHelp = "an endpoint, or coap://host:port to connect to";
const pathHelp = "such as /3/0/9";

function addOperations(program: Command, { io, product, done }: CommandContext): void {
  operation(program, "read", "Read an object, an object instance or a resource.").action(
    async (device: string, path: string, flags: OperationFlags) => {
      done(await readCommand({ device, path }, flags, io, product));
    },
  );
  operation(program, "discover", "List what is below a path, with attributes.").action(
    async (device: string, path: string, flags: OperationFlags) => {
      done(await discoverCommand({ device, path }, flags, io, product));
    },
  );
  operation(program, "write", "Write a resource.")
    .argument(
      "<value>",
      "as it is read: 21.5, true, 2026-01-31T12:00:00Z, hexadecimal digits for Opaque, 3/0 for Objlnk",
    )
    .option("--type <type>", "the data type, where no definition tells it")
    .option("--update", "change only what is named (POST), instead of replacing (PUT)")
    .option("--file", "the value is the name of a file, whose bytes are written")
    .action(async (device: string, path: string, value: string, flags: WriteFlags) => {
      done(await writeCommand({ device, path, value }, flags, io, product));
    });
  operation(program, "execute", "Execute a resource.")
    .argument("[arguments]", "such as 0='U',1")
    .action(async (device: string, path: string, given: string | undefined, flags: OperationFlags) => {
      done(await executeCommand({ device, path, arguments: given }, flags, io, product));
    });
  operation(program, "observe", "Observe a path and show its values as they change.")
    .option("--count <count>", "end after so many notifications", positiveNumber)
    .action(async (device: string, path: string, flags: ObserveFlags) => {
      done(await observeCommand({ device, path }, flags, io, product));
    });
}

/** A command on a place of a device, with what all of them have. */
function operation(program: Command, name: string, description: string): Command {
  return program
    .command(name)
    .description(description)
    .argument("<device>", deviceHelp)
    .argument("<path>", pathHelp)
    .option("--content-format <format>", "ask for it or write in it: a name such as senml-json, or a number")
    .option("--timeout <seconds>", "give up after so long, connecting included (default: 93)", secondsNumber)
    .option("--identity <identity>", "the PSK identity for coaps://")
    .option("--definitions <paths...>", definitionsHelp)
    .option("--json", "as JSON")
    .addHelpText("after", exitCodesText());
}
