import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Clock } from "../../lwm2m/base/clock.js";
import type { Disposable } from "../../lwm2m/base/disposal.js";
import { messageOf } from "../../lwm2m/base/errorText.js";
import type { Logger } from "../../lwm2m/base/logger.js";
import { systemCode } from "./systemError.js";

/** Raised with every change that an older engine would misunderstand. */
const fileVersion = 1;

/** Milliseconds from a change to its being written; changes come in crowds. */
const pause = 1000;

/** What is written, and how. */
export interface StateFileSetup {
  readonly folder: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Everything that must survive, as plain JSON. */
  readonly state: () => unknown;
}

/** The path of the state of an engine. */
export function statePath(folder: string): string {
  return join(folder, "state.json");
}

/** Reads what an earlier engine has left; undefined for nothing. A file that is no such state is moved aside. */
export function readState(folder: string, logger: Logger): unknown {
  const path = statePath(folder);
  try {
    const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof parsed === "object" && parsed !== null && "version" in parsed && "state" in parsed) {
      if (parsed.version === fileVersion) return parsed.state;
    }
    moveAside(path, "It is of another version.", logger);
  } catch (error) {
    if (systemCode(error) !== "ENOENT") moveAside(path, messageOf(error), logger);
  }
  return undefined;
}

function moveAside(path: string, reason: string, logger: Logger): void {
  const aside = `${path}.broken`;
  logger.log("warn", `The state of the last engine cannot be read and was moved to ${aside}. ${reason}`);
  try {
    renameSync(path, aside);
  } catch (error) {
    logger.log("warn", `It could not be moved: ${messageOf(error)}`);
  }
}

/** Writes the state some time after a change, as a whole or not at all. */
export class StateFile implements Disposable {
  readonly #setup: StateFileSetup;
  #timer: Disposable | undefined;

  constructor(setup: StateFileSetup) {
    this.#setup = setup;
  }

  changed(): void {
    this.#timer ??= this.#setup.clock.after(pause, () => {
      this.#timer = undefined;
      this.write();
    });
  }

  /** Writes it now. A disk that is full must not end the engine. */
  write(): void {
    this.#timer?.dispose();
    this.#timer = undefined;
    const { folder, state, logger } = this.#setup;
    const path = statePath(folder);
    try {
      const descriptor = openSync(`${path}.new`, "w", 0o600);
      try {
        writeSync(descriptor, JSON.stringify({ version: fileVersion, state: state() }));
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      renameSync(`${path}.new`, path);
    } catch (error) {
      logger.log("warn", `The state could not be written to ${path}: ${messageOf(error)}`);
    }
  }

  dispose(): void {
    this.#timer?.dispose();
  }
}
