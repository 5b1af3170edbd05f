import type { Socket } from "node:net";
import { createMessageConnection, ErrorCodes, ResponseError, type MessageConnection } from "vscode-jsonrpc/node";
import type { Disposable } from "../../lwm2m/base/disposal.js";
import { Emitter } from "../../lwm2m/base/event.js";
import {
  protocolVersion,
  type EngineMethod,
  type EngineNotification,
  type EngineNotifications,
  type EngineParams,
  type EngineResult,
} from "../protocol.js";
import { EngineError, errorCode } from "../protocol/engineError.js";
import { DirectMessageWriter, LimitedMessageReader } from "../rpc/framing.js";
import type { EngineClient } from "./engineClient.js";

type Emitters = { readonly [N in EngineNotification]: Emitter<EngineNotifications[N]> };

/** A connection on which this client has not introduced itself yet. */
export class EngineConnection implements Disposable {
  readonly #socket: Socket;
  readonly #connection: MessageConnection;
  readonly #closes = new Emitter<void>();
  readonly #emitters: Emitters = {
    "server/changed": new Emitter(),
    "devices/changed": new Emitter(),
    "devices/removed": new Emitter(),
    "devices/treeChanged": new Emitter(),
    "devices/values": new Emitter(),
    "simulators/changed": new Emitter(),
    "credentials/changed": new Emitter(),
    "log/added": new Emitter(),
  };
  #isOver = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#connection = createMessageConnection(new LimitedMessageReader(socket), new DirectMessageWriter(socket));
    this.#forward("server/changed", this.#emitters["server/changed"]);
    this.#forward("devices/changed", this.#emitters["devices/changed"]);
    this.#forward("devices/removed", this.#emitters["devices/removed"]);
    this.#forward("devices/treeChanged", this.#emitters["devices/treeChanged"]);
    this.#forward("devices/values", this.#emitters["devices/values"]);
    this.#forward("simulators/changed", this.#emitters["simulators/changed"]);
    this.#forward("credentials/changed", this.#emitters["credentials/changed"]);
    this.#forward("log/added", this.#emitters["log/added"]);
    this.#connection.onError(() => {
      this.#lost();
    });
    this.#connection.onClose(() => {
      this.#lost();
    });
    this.#connection.listen();
  }

  /**
   * Introduces this client.
   * @throws {EngineError} if the engine does not understand it
   */
  async initialize(client: { readonly name: string; readonly version: string }): Promise<EngineClient> {
    const engine = await this.request("engine/initialize", { protocolVersion, ...client });
    return {
      engine,
      request: (method, params) => this.request(method, params),
      onNotification: (name, listener) => this.#emitters[name].event(listener),
      onClose: (listener) => this.#closes.event(listener),
      dispose: () => {
        this.dispose();
      },
    };
  }

  async request<M extends EngineMethod>(method: M, params: EngineParams<M>): Promise<EngineResult<M>> {
    try {
      return await this.#connection.sendRequest<EngineResult<M>>(method, params);
    } catch (error) {
      throw this.#isOver ? lostError(error) : translated(error);
    }
  }

  dispose(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#connection.dispose();
    this.#socket.destroy();
    this.#closes.dispose();
    for (const emitter of Object.values(this.#emitters)) emitter.dispose();
  }

  #lost(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#connection.dispose();
    this.#socket.destroy();
    this.#closes.fire();
  }

  #forward<N extends EngineNotification>(name: N, emitter: Emitter<EngineNotifications[N]>): void {
    this.#connection.onNotification(name, (params: EngineNotifications[N]) => {
      emitter.fire(params);
    });
  }
}

/** The engine answered, but is of another version and ends, so that one of ours can be started. */
export function isMakingWay(error: unknown): boolean {
  if (!(error instanceof EngineError) || error.code !== "version mismatch") return false;
  const data: unknown = error.cause instanceof ResponseError ? error.cause.data : undefined;
  return typeof data === "object" && data !== null && "isEnding" in data && data.isEnding === true;
}

function translated(error: unknown): EngineError {
  if (!(error instanceof ResponseError)) return lostError(error);
  if (error.code === ErrorCodes.MethodNotFound) {
    const message = "The engine that is running is older and cannot do this. Reload the other windows, then try again.";
    return new EngineError("version mismatch", message, { cause: error });
  }
  return new EngineError(errorCode(error.code), error.message, { cause: error });
}

function lostError(cause: unknown): EngineError {
  return new EngineError("connection lost", "The connection to the engine is lost. Try again.", { cause });
}
