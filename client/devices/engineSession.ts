import type { EngineClient } from "../../engine/client/engineClient.js";
import { EngineError } from "../../engine/protocol/engineError.js";
import type { EngineMethod, EngineParams, EngineResult } from "../../engine/protocol.js";
import type { CredentialInput } from "../../engine/protocol/credentials.js";
import type { DeviceSummary } from "../../engine/protocol/devices.js";
import type { OperationResult } from "../../engine/protocol/operations.js";
import type { ServerSettings, ServerState } from "../../engine/protocol/server.js";
import type { SimulatorInfo, SimulatorOptions } from "../../engine/protocol/simulators.js";
import type { Clock } from "../../lwm2m/base/clock.js";
import { disposeAll, type Disposable } from "../../lwm2m/base/disposal.js";
import { messageOf } from "../../lwm2m/base/errorText.js";
import { Emitter, type Event } from "../../lwm2m/base/event.js";
import type { Logger } from "../../lwm2m/base/logger.js";
import { judgeCrash, type CrashVerdict } from "../crashPolicy.js";
import type { DefinitionFeed } from "../language/definitionFeed.js";
import { CredentialSync } from "./credentials/credentialSync.js";
import { DefinitionSync } from "./definitionSync.js";
import { followEngine } from "./followEngine.js";
import { LogRelay, type LoggedRecords } from "./logRelay.js";
import * as change from "./state/changes.js";
import { initialState, type DevicesState, type StateChange } from "./state/deviceState.js";
import type { EngineHealth } from "./state/engineHealth.js";
import * as want from "./state/wanted.js";

/** What a session needs from its surroundings. */
export interface EngineSessionSetup {
  /** Connects to the engine, which is started if need be. */
  readonly connect: () => Promise<EngineClient>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly credentials: {
    readonly all: () => Promise<readonly CredentialInput[]>;
    readonly onDidChange: Event<void>;
  };
  readonly definitions: DefinitionFeed;
  readonly onCrash: (verdict: CrashVerdict) => void;
}

/** The operations on a device that answer with an `OperationResult`. */
export type Operation = Extract<EngineMethod, `device/${string}`>;

/**
 * This window's share of the engine: connected when it is first needed, connected again after a crash with everything
 * that the window had asked for, and told what this window knows (keys, definitions). It holds what the views show.
 */
export class EngineSession implements Disposable {
  readonly #setup: EngineSessionSetup;
  readonly #changes = new Emitter<StateChange>();
  /** Fires after each change of `state`. */
  readonly onDidChange = this.#changes.event;
  readonly #logged = new Emitter<LoggedRecords>();
  /** Fires with what each engine has logged before this window was connected to it, and with what it logs then. */
  readonly onDidLog = this.#logged.event;
  #state: DevicesState = initialState;
  #wanted = want.nothingWanted;
  #connection: Promise<EngineClient> | undefined;
  #client: EngineClient | undefined;
  #ofClient: readonly Disposable[] = [];
  #crashes: readonly number[] = [];
  #restart: Disposable | undefined;
  #isOver = false;
  /** Trees that are being asked for, by device. */
  readonly #treeLoads = new Map<string, Promise<void>>();
  /** Devices of which something has changed while their tree was asked for. */
  readonly #staleTrees = new Set<string>();

  constructor(setup: EngineSessionSetup) {
    this.#setup = setup;
  }

  get state(): DevicesState {
    return this.#state;
  }

  /** The process of the engine while this window is connected to it. */
  get processId(): number | undefined {
    return this.#client?.engine.processId;
  }

  /**
   * The connection to a running engine, which is started if need be.
   * @throws {Error} with a sentence for the user if it cannot be started
   */
  connect(): Promise<EngineClient> {
    this.#restart?.dispose();
    this.#connection ??= this.#open().catch((error: unknown) => {
      // A crash meanwhile has been dealt with.
      if (this.#state.engine.kind === "connecting") {
        this.#leave();
        const isOtherVersion = error instanceof EngineError && error.code === "version mismatch";
        const problem = messageOf(error);
        this.#setHealth({ kind: "failed", reason: isOtherVersion ? "otherVersion" : "failed", problem });
      }
      throw error;
    });
    return this.#connection;
  }

  /** Asks the engine, once it is there. */
  async request<M extends EngineMethod>(method: M, params: EngineParams<M>): Promise<EngineResult<M>> {
    return (await this.connect()).request(method, params);
  }

  /** Opens the ports of the LwM2M Server; after a crash of the engine they are opened again. */
  async startServer(settings: ServerSettings): Promise<ServerState> {
    const server = await this.request("server/start", settings);
    this.#wanted = want.wantServer(this.#wanted, server);
    this.#update({ ...this.#state, server });
    return server;
  }

  async stopServer(): Promise<ServerState> {
    const server = await this.request("server/stop", {});
    this.#wanted = want.wantServer(this.#wanted, server);
    this.#update({ ...this.#state, server });
    return server;
  }

  async startSimulator(options: SimulatorOptions): Promise<SimulatorInfo> {
    const info = await this.request("simulators/start", options);
    // It needs the LwM2M Server, whichever window has started that.
    if (this.#wanted.server === undefined) this.#wanted = want.wantServer(this.#wanted, this.#state.server);
    this.#wanted = want.wantSimulator(this.#wanted, options, info);
    return info;
  }

  async connectDevice(params: EngineParams<"devices/connect">): Promise<DeviceSummary> {
    const device = await this.request("devices/connect", params);
    this.#wanted = want.wantConnection(this.#wanted, device.id, params);
    this.#update(change.withDevice(this.#state, device));
    return device;
  }

  /** Performs an operation on a device, and keeps what became of it at its place. */
  async operate<M extends Operation>(method: M, params: EngineParams<M>): Promise<OperationResult> {
    const result: OperationResult = await this.request(method, params);
    this.#update(change.withResult(this.#state, params, result), { kind: "device", deviceId: params.deviceId });
    // What is observed, and which resources there are, stands in the tree.
    if (result.kind === "success" && method !== "device/read") await this.loadTree(params.deviceId);
    return result;
  }

  /** Asks for the tree of a device, again if it is known. What goes wrong is kept beside it. */
  loadTree(deviceId: string): Promise<void> {
    const running = this.#treeLoads.get(deviceId);
    if (running !== undefined) {
      // The answer under way may be from before what has happened now.
      this.#staleTrees.add(deviceId);
      return running;
    }
    const load = this.#loadTree(deviceId).finally(() => this.#treeLoads.delete(deviceId));
    this.#treeLoads.set(deviceId, load);
    return load;
  }

  /**
   * Finds out what an object instance has and what it says: a discovery, because only that tells of executable
   * resources, and a read.
   */
  async explore(deviceId: string, path: string): Promise<void> {
    const discovered = await this.operate("device/discover", { deviceId, path });
    // A device that does not answer at all need not be asked twice.
    if (discovered.kind === "failed") return;
    await this.operate("device/read", { deviceId, path });
    await this.loadTree(deviceId);
  }

  /** Leaves the engine, which ends by itself when nobody needs it. */
  dispose(): void {
    this.#isOver = true;
    this.#restart?.dispose();
    this.#leave();
    this.#changes.dispose();
    this.#logged.dispose();
  }

  async #open(): Promise<EngineClient> {
    this.#setHealth({ kind: "connecting" });
    const { logger, credentials, definitions } = this.#setup;
    const client = await this.#setup.connect();
    if (this.#isOver) {
      client.dispose();
      throw new Error("The window has been closed meanwhile.");
    }
    this.#client = client;
    const keys = new CredentialSync(client, credentials, logger);
    const models = new DefinitionSync(client, definitions, logger);
    const log = new LogRelay(client, (records) => {
      this.#logged.fire(records);
    });
    this.#ofClient = [
      client,
      keys,
      models,
      log,
      followEngine(client, {
        state: () => this.#state,
        update: (state, what) => {
          this.#update(state, what);
        },
        treeChanged: (deviceId) => {
          if (this.#state.devices.get(deviceId)?.tree !== undefined) void this.loadTree(deviceId);
        },
        deviceRemoved: (deviceId) => (this.#wanted = want.dropConnection(this.#wanted, deviceId)),
        serverChanged: (server) => {
          // Somebody else's start is not ours to repeat, but a stop takes ours back.
          if (server.kind === "stopped") this.#wanted = want.wantServer(this.#wanted, server);
        },
        simulatorsChanged: (present) => (this.#wanted = want.keepSimulators(this.#wanted, present)),
      }),
      client.onClose(() => {
        this.#closed(client);
      }),
    ];
    await keys.sendAll();
    models.sendAll();
    const snapshot = await client.request("engine/snapshot", {});
    this.#update(change.withSnapshot(this.#state, snapshot));
    log.begin(snapshot.log);
    await this.#restore(client, want.missing(this.#wanted, snapshot));
    this.#setHealth({ kind: "connected", engine: client.engine });
    logger.log("info", "Connected to the engine.", {
      process: client.engine.processId,
      version: client.engine.version,
    });
    for (const [deviceId, { tree }] of this.#state.devices) if (tree !== undefined) void this.loadTree(deviceId);
    return client;
  }

  /** Asks a new engine for what an earlier one did for this window. What does not work any more is logged. */
  async #restore(client: EngineClient, { server, simulators, connections }: want.Wanted): Promise<void> {
    const attempts: (() => Promise<unknown>)[] = [
      ...(server === undefined ? [] : [() => client.request("server/start", server)]),
      ...[...simulators.values()].map((options) => () => client.request("simulators/start", options)),
      ...[...connections.values()].map((params) => () => client.request("devices/connect", params)),
    ];
    for (const attempt of attempts) {
      await attempt().catch((error: unknown) => {
        this.#setup.logger.log("warn", `Not restored after the engine's restart: ${String(error)}`);
      });
    }
  }

  async #loadTree(deviceId: string): Promise<void> {
    do {
      this.#staleTrees.delete(deviceId);
      const what: StateChange = { kind: "device", deviceId };
      try {
        const tree = await this.request("devices/tree", { deviceId });
        this.#update(change.withTree(this.#state, tree), what);
      } catch (error) {
        const problem = messageOf(error);
        this.#update(change.withTreeProblem(this.#state, deviceId, problem), what);
      }
    } while (this.#staleTrees.has(deviceId));
  }

  /** The engine is gone although this side has not left it: that was a crash. */
  #closed(client: EngineClient): void {
    if (client !== this.#client) return;
    this.#leave();
    const verdict = judgeCrash(this.#crashes, this.#setup.clock.now());
    this.#crashes = verdict.crashes;
    this.#setup.logger.log("error", "The engine has ended unexpectedly.", { process: client.engine.processId });
    if (verdict.kind === "restart") {
      this.#setHealth({ kind: "crashed", secondsToRestart: verdict.delay / 1000 });
      this.#restart = this.#setup.clock.after(verdict.delay, () => void this.connect().catch(() => undefined));
    } else {
      const problem = `It has crashed ${verdict.crashes.length} times within three minutes and stays down.`;
      this.#setHealth({ kind: "failed", reason: "crashed", problem });
    }
    this.#setup.onCrash(verdict);
  }

  #leave(): void {
    this.#client = undefined;
    this.#connection = undefined;
    disposeAll(this.#ofClient);
    this.#ofClient = [];
  }

  #setHealth(engine: EngineHealth): void {
    if (engine.kind === "failed") this.#setup.logger.log("error", `The engine cannot be used: ${engine.problem}`);
    this.#update({ ...this.#state, engine });
  }

  #update(state: DevicesState, what: StateChange = { kind: "all" }): void {
    this.#state = state;
    this.#changes.fire(what);
  }
}
