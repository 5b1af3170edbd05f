import { spawn } from "node:child_process";
import type { Disposable } from "../../lwm2m/base/disposal.js";
import { messageOf } from "../../lwm2m/base/errorText.js";
import type { Logger } from "../../lwm2m/base/logger.js";
import { openLog, type OpenLog } from "../home/logFile.js";
import { EngineError } from "../protocol/engineError.js";

/** What an engine is started with. */
export interface StarterSetup {
  readonly engineModule: string;
  readonly folder: string;
  readonly execPath: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly logger: Logger;
}

/**
 * Milliseconds from one start to the next, when the engine that was started found another one that is just ending, or
 * was gone again when it was asked.
 */
const pauseBetweenStarts = 500;

type Run =
  | { readonly kind: "running" }
  /** It found another engine serving, or has served and ended. */
  | { readonly kind: "ended" }
  | { readonly kind: "failed"; readonly reason: string };

/** Starts the engine's process, apart from ours, so that it outlives this client. */
export class EngineStarter implements Disposable {
  readonly #setup: StarterSetup;
  #run: Run = { kind: "ended" };
  #lastStart = Number.NEGATIVE_INFINITY;
  #log: OpenLog | undefined;

  constructor(setup: StarterSetup) {
    this.#setup = setup;
  }

  /**
   * Starts an engine unless one that this client has started is still on its way.
   * @throws {EngineError} if the last one could not start
   */
  ensureStarted(): void {
    if (this.#run.kind === "failed") {
      throw new EngineError(
        "could not start",
        ["The engine could not start.", this.#run.reason, this.lastWords()].filter(Boolean).join(" "),
      );
    }
    if (this.#run.kind === "running" || Date.now() - this.#lastStart < pauseBetweenStarts) return;
    this.#lastStart = Date.now();
    this.#start();
  }

  /** The end of what the engines have logged, in a sentence; undefined for nothing. */
  lastWords(): string | undefined {
    const tail = this.#log?.tail() ?? "";
    return tail === "" ? undefined : `It said:\n${tail}`;
  }

  /** Lets the engine go on alone. */
  dispose(): void {
    this.#log?.close();
  }

  #start(): void {
    const { engineModule, folder, execPath, env, logger } = this.#setup;
    this.#log ??= openLog(folder);
    try {
      const child = spawn(execPath, [engineModule], {
        detached: true,
        windowsHide: true,
        // A program's folder in use cannot be removed on Windows; the engine's own may stay.
        cwd: folder,
        stdio: ["ignore", "ignore", this.#log.descriptor],
        // An extension host's program is Electron, which runs scripts as Node when it is told to.
        env: { ...env, NODE_OPTIONS: undefined, ELECTRON_RUN_AS_NODE: "1", LWM2M_ENGINE_HOME: folder },
      });
      this.#run = { kind: "running" };
      child.once("error", (error) => {
        this.#run = { kind: "failed", reason: `${execPath} does not run: ${error.message}.` };
      });
      child.once("exit", (code, signal) => {
        if (this.#run.kind !== "running") return;
        if (code === 0) this.#run = { kind: "ended" };
        else this.#run = { kind: "failed", reason: signal === null ? "" : `It was ended by ${signal}.` };
      });
      child.unref();
      logger.log("info", "Starting the engine.", { process: child.pid, module: engineModule });
    } catch (error) {
      this.#run = { kind: "failed", reason: `${execPath} does not run: ${messageOf(error)}.` };
    }
  }
}
