import type { Socket } from "node:net";
import { createMessageConnection, ErrorCodes, ResponseError, type MessageConnection } from "vscode-jsonrpc/node";
import type { Disposable } from "../../lwm2m/base/disposal.js";
import { stackOf } from "../../lwm2m/base/errorText.js";
import type { Logger } from "../../lwm2m/base/logger.js";
import type { AnyNotification, ClientId, CoreMethod, EngineCore } from "../core/core.js";
import { protocolVersion, type ClientInfo, type EngineInfo, type EngineResult } from "../protocol.js";
import { EngineError, errorNumber } from "../protocol/engineError.js";
import { DirectMessageWriter, LimitedMessageReader } from "./framing.js";
import { Outbox } from "./outbox.js";
import { isEngineMethod, paramShapes } from "./params.js";

/** Above so many bytes that the client has not read, it gets no notifications, and no request of its is read. */
const cloggedAbove = 256 * 1024;

/** A client that leaves so many bytes unread is given up. */
const hopelessAbove = 64 * 1024 * 1024;

/** So many requests of one client are answered at a time; the next ones wait in its socket. */
const mostRequests = 200;

/** What a connection needs from the engine. */
export interface ClientSetup {
  readonly id: ClientId;
  readonly socket: Socket;
  readonly info: EngineInfo;
  readonly core: EngineCore;
  readonly logger: Logger;
  /** Called once, when it has introduced itself. */
  readonly onInitialized: () => void;
  /** Called for a client of another version, before it is told so; true if the engine makes way for it. */
  readonly makesWay: () => boolean;
  /** Called once, when it is gone. */
  readonly onGone: () => void;
}

/** One client: its requests are checked and answered, notifications go to it as fast as it reads. */
export class ClientConnection implements Disposable {
  readonly #setup: ClientSetup;
  readonly #connection: MessageConnection;
  readonly #outbox: Outbox;
  readonly #following: Disposable;
  #client: ClientInfo | undefined;
  #requests = 0;
  #isOver = false;

  constructor(setup: ClientSetup) {
    this.#setup = setup;
    const { socket, core } = setup;
    this.#connection = createMessageConnection(new LimitedMessageReader(socket), new DirectMessageWriter(socket));
    this.#outbox = new Outbox({ send: this.#send, isClogged: () => socket.writableLength > cloggedAbove });
    this.#following = core.onNotification((notification) => {
      if (this.#client !== undefined) this.#outbox.post(notification);
    });
    this.#connection.onRequest((method: string, params: unknown) => this.#answer(method, params));
    this.#connection.onError(([error]) => {
      setup.logger.log("warn", `A client's connection broke: ${error.message}`, { client: setup.id });
      this.dispose();
    });
    socket.on("drain", () => {
      this.#outbox.resume();
      this.#regulate();
    });
    socket.on("close", () => {
      this.dispose();
    });
    this.#connection.listen();
  }

  get isInitialized(): boolean {
    return this.#client !== undefined;
  }

  dispose(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#following.dispose();
    this.#outbox.dispose();
    this.#connection.dispose();
    this.#setup.socket.destroy();
    this.#setup.onGone();
  }

  readonly #send = ({ name, params }: AnyNotification): void => {
    void this.#connection.sendNotification(name, params).catch(() => undefined);
    if (this.#setup.socket.writableLength <= hopelessAbove) return;
    this.#setup.logger.log("warn", "A client that does not read is given up.", { client: this.#setup.id });
    this.dispose();
  };

  /** Reads the next requests only when the earlier ones are answered and the answers read. */
  #regulate(): void {
    const { socket } = this.#setup;
    if (this.#requests >= mostRequests || socket.writableLength > cloggedAbove) socket.pause();
    else socket.resume();
  }

  async #answer(method: string, params: unknown): Promise<unknown> {
    this.#requests += 1;
    this.#regulate();
    try {
      return (await this.#dispatch(method, params ?? {})) ?? null;
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      if (error instanceof EngineError) throw new ResponseError(errorNumber(error.code), error.message);
      this.#setup.logger.log("error", `${method} failed unexpectedly: ${stackOf(error)}`);
      throw new ResponseError(
        errorNumber("failed"),
        "The engine made a mistake. This should not happen; please report it, with the engine's log.",
      );
    } finally {
      this.#requests -= 1;
      // The library writes the answer right after this.
      setImmediate(() => {
        this.#regulate();
      });
    }
  }

  #dispatch(method: string, params: unknown): unknown {
    if (!isEngineMethod(method)) {
      throw new ResponseError(ErrorCodes.MethodNotFound, `The engine knows no request "${method.slice(0, 100)}".`);
    }
    if (method === "engine/initialize") return this.#initialize(params);
    if (this.#client === undefined) {
      throw new EngineError("not initialized", `The first request must be "engine/initialize", not "${method}".`);
    }
    return this.#ask(method, params);
  }

  #ask<M extends CoreMethod>(method: M, params: unknown): EngineResult<M> | Promise<EngineResult<M>> {
    const shape = paramShapes[method];
    const problem = shape.problem(params, "params");
    if (problem !== undefined || !shape.accepts(params)) throw new EngineError("invalid parameter", problem ?? "");
    return this.#setup.core.handlers[method](params, this.#setup.id);
  }

  #initialize(params: unknown): EngineInfo {
    const { info, logger, id } = this.#setup;
    const shape = paramShapes["engine/initialize"];
    const problem = shape.problem(params, "params");
    if (problem !== undefined || !shape.accepts(params)) throw new EngineError("invalid parameter", problem ?? "");
    if (this.#client !== undefined)
      throw new EngineError("invalid parameter", "This client has introduced itself before.");
    if (params.protocolVersion !== protocolVersion) {
      const isEnding = this.#setup.makesWay();
      throw new ResponseError(errorNumber("version mismatch"), mismatchText(params, info), { isEnding });
    }
    this.#client = params;
    logger.log("info", `${params.name} ${params.version} has connected.`, { client: id });
    this.#setup.onInitialized();
    return info;
  }
}

function mismatchText(client: ClientInfo, engine: EngineInfo): string {
  return (
    `An engine of version ${engine.version} is running for your other windows, and ${client.name} ${client.version} ` +
    `does not understand it. Close or reload the windows that still use the other version, then try again.`
  );
}
