import type { EngineClient } from "../engine/client/engineClient.js";
import type { StandaloneDeviceOptions } from "../engine/standaloneDevice.js";
import type { SimulatedDevice } from "../lwm2m/device/simulatedDevice.js";
import type { GeneratedFile } from "../lwm2m/codegen/bindings.js";
import type { BindingOptions } from "../lwm2m/definition/bindingOptions.js";
import type { Registry } from "../lwm2m/definition/registry/registry.js";

/** Where text goes. */
export interface Output {
  readonly write: (text: string) => void;
  /** True if a person watches. */
  readonly isTerminal: boolean;
  /** The width of the terminal in characters, if it is one. */
  readonly columns: number | undefined;
}

/** Everything that a command line touches besides files: a test gives its own. */
export interface Io {
  /** The current folder as an absolute path. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Fulfilled when the user wants the program to end; a program that asks ends by itself then. */
  readonly interrupted: () => Promise<"interrupted">;
}

/** What the program is made of besides its commands. */
export interface Product {
  /** The version of the program. */
  readonly version: string;
  /** Reads the registry table; called only when it is needed. */
  readonly registry: () => Registry;
  /** The runtime that stands beside generated files; none where the options name a package that has it. */
  readonly runtimeFiles: (options: BindingOptions) => readonly GeneratedFile[];
  /** Serves an editor on standard input and output. */
  readonly startLanguageServer: () => Promise<void>;
  /** Connects to the engine, which is started if none runs; rejected with a sentence for the user. */
  readonly connectEngine: () => Promise<EngineClient>;
  /** Starts a simulated device in this process; rejected with a sentence for the user. */
  readonly startStandaloneDevice: (options: StandaloneDeviceOptions) => Promise<SimulatedDevice>;
}

/** What a run of the program comes to. */
export const exitCodes = { clean: 0, findings: 1, trouble: 2 } as const;

/** An exit code of the program. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
