import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { statusNotification, type InitializationOptions, type ServerStatus } from "../../server/protocol.js";
import { judgeCrash, type CrashVerdict } from "../crashPolicy.js";
import type { Health } from "./health.js";

/** How many milliseconds a start may take that is in the way of a restart. */
const patienceWithStart = 10_000;

/** What a session needs from its surroundings. */
export interface SessionSetup {
  readonly serverModule: string;
  /** Where the language server logs. */
  readonly log: vscode.LogOutputChannel;
  readonly initializationOptions: () => InitializationOptions;
  readonly onCrash: (verdict: CrashVerdict) => void;
}

/**
 * The life of the language server: started when it is first needed, started again after a crash, stopped at the end.
 * Each run has its own client, so that nothing is left over from the run before.
 */
export class LanguageSession implements vscode.Disposable {
  readonly #setup: SessionSetup;
  readonly #healthChanges = new vscode.EventEmitter<Health>();
  /** Fires with each change of `health`. */
  readonly onDidChangeHealth = this.#healthChanges.event;
  readonly #launches = new vscode.EventEmitter<LanguageClient>();
  /** Fires for each run of the language server before its client starts, so that no notification is missed. */
  readonly onWillStart = this.#launches.event;
  #health: Health = { kind: "not started" };
  #client: LanguageClient | undefined;
  #started: Promise<LanguageClient> | undefined;
  #restarts: Promise<void> = Promise.resolve();
  #isUsed = false;
  #crashes: readonly number[] = [];
  #restartTimer: NodeJS.Timeout | undefined;

  constructor(setup: SessionSetup) {
    this.#setup = setup;
  }

  get health(): Health {
    return this.#health;
  }

  /** The process of the language server while it runs. */
  get processId(): number | undefined {
    return this.#client?.serverProcess?.pid;
  }

  /** The client of a running language server, which is started if need be; rejects if it cannot be started. */
  start(): Promise<LanguageClient> {
    clearTimeout(this.#restartTimer);
    this.#isUsed = true;
    this.#started ??= this.#launch();
    return this.#started;
  }

  /** The client if the language server runs now. */
  get running(): LanguageClient | undefined {
    return this.#client?.isRunning() === true ? this.#client : undefined;
  }

  /** Ends the language server and starts a new one, one restart after the other; earlier crashes are forgiven. */
  restart(): Promise<void> {
    this.#restarts = this.#restarts
      .catch(() => undefined)
      .then(async () => {
        this.#crashes = [];
        await this.stop();
        await this.start();
      });
    return this.#restarts;
  }

  /** Restarts the language server if it is in use, so that it is initialized anew. */
  async refresh(): Promise<void> {
    if (this.#isUsed && this.#health.kind !== "down") await this.restart();
  }

  /** Ends the language server. It can be started again. */
  async stop(): Promise<void> {
    clearTimeout(this.#restartTimer);
    // A server that is just starting is let finish, within reason: then it can be asked to end.
    const patience = new Promise((resolve) => setTimeout(resolve, patienceWithStart).unref());
    await Promise.race([this.#started?.catch(() => undefined), patience]);
    const client = this.#client;
    this.#client = undefined;
    this.#started = undefined;
    try {
      if (client?.isRunning() === true) await client.stop();
      else client?.serverProcess?.kill();
    } catch (error) {
      this.#setup.log.warn(`The language server did not stop in time: ${String(error)}`);
    }
    this.#setHealth({ kind: "not started" });
  }

  dispose(): void {
    void this.stop();
    this.#healthChanges.dispose();
    this.#launches.dispose();
  }

  async #launch(): Promise<LanguageClient> {
    this.#setHealth({ kind: "starting" });
    const { createLanguageClient, State } = await import("./client.js");
    const client = createLanguageClient(this.#setup);
    this.#client = client;
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Stopped || newState === State.StartFailed) this.#ended(client);
    });
    client.onNotification(statusNotification, (status: ServerStatus) => {
      this.#setHealth({ kind: "running", status });
    });
    this.#launches.fire(client);
    await client.start();
    // The library also says that it has started when the server ended meanwhile.
    if (!client.isRunning()) throw new Error("The language server ended while it started.");
    if (this.#health.kind === "starting") this.#setHealth({ kind: "running", status: undefined });
    return client;
  }

  /** A run is over; unless `stop` ended it, that was a crash. */
  #ended(client: LanguageClient): void {
    if (client !== this.#client) return;
    this.#client = undefined;
    this.#started = undefined;
    const verdict = judgeCrash(this.#crashes, Date.now());
    this.#crashes = verdict.crashes;
    if (verdict.kind === "restart") {
      this.#setHealth({ kind: "crashed", secondsToRestart: verdict.delay / 1000 });
      this.#restartTimer = setTimeout(() => void this.start().catch(() => undefined), verdict.delay);
    } else {
      this.#setHealth({ kind: "down" });
    }
    this.#setup.onCrash(verdict);
  }

  #setHealth(health: Health): void {
    this.#health = health;
    this.#healthChanges.fire(health);
  }
}
