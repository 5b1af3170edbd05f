import type { Clock } from "../../lwm2m/base/clock.js";
import { disposeAll, type Disposable } from "../../lwm2m/base/disposal.js";
import type { Logger } from "../../lwm2m/base/logger.js";
import type { Random } from "../../lwm2m/base/random.js";
import type { Channel } from "../../lwm2m/coap/channel.js";
import type { CoapEndpoint } from "../../lwm2m/coap/endpoint.js";
import { dtlsChannel } from "../../lwm2m/coap/transport/dtls.js";
import { TransportError } from "../../lwm2m/coap/transport/transportError.js";
import { createUdpTransport } from "../../lwm2m/coap/transport/udp.js";
import { openUdpSocket } from "../../lwm2m/coap/transport/udpSocket.js";
import { createDtlsEndpoint } from "../../lwm2m/dtls/createEndpoint.js";
import type { ServerCredentials } from "../../lwm2m/dtls/credentials.js";
import type { HandshakeReport } from "../../lwm2m/dtls/handshakeReport.js";
import type { DtlsSession } from "../../lwm2m/dtls/session.js";
import type { ServerSettings, ServerState } from "../protocol/server.js";

/** What the sockets are made from, and who hears of what happens there. */
export interface DeviceSocketsSetup {
  readonly endpoint: CoapEndpoint;
  readonly credentials: ServerCredentials;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly onHandshake: (report: HandshakeReport) => void;
  readonly onSession: (channel: Channel, session: DtlsSession) => void;
  readonly onState: (state: ServerState) => void;
}

/** A port that is open, with everything on it. */
interface OpenPort extends Disposable {
  readonly port: number;
}

/** The ports of the LwM2M Server. Starts and stops come one after the other, however many clients ask for them. */
export class DeviceSockets {
  readonly #setup: DeviceSocketsSetup;
  #state: ServerState = { kind: "stopped" };
  #settings: ServerSettings | undefined;
  #open: readonly Disposable[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(setup: DeviceSocketsSetup) {
    this.#setup = setup;
  }

  get state(): ServerState {
    return this.#state;
  }

  /** Opens the ports; those that are open with other settings are closed before, and opened again if this fails. */
  start(settings: ServerSettings): Promise<ServerState> {
    return this.#inTurn(async () => {
      if (this.#state.kind === "running" && isSame(settings, this.#settings)) return this.#state;
      const before = this.#state.kind === "running" ? { state: this.#state, settings: this.#settings } : undefined;
      this.#close();
      this.#settings = settings;
      const next = await this.#openPorts(settings);
      if (next.kind === "running" || before === undefined) return this.#become(next);
      // What ran for another window or terminal goes on where it was; only who asked is told.
      this.#settings = before.settings;
      this.#become(await this.#openPorts(before.state));
      return next;
    });
  }

  stop(): Promise<ServerState> {
    return this.#inTurn(() => {
      this.#close();
      return this.#state.kind === "stopped" ? this.#state : this.#become({ kind: "stopped" });
    });
  }

  async #openPorts({ host, port, securePort }: ServerSettings): Promise<ServerState> {
    const open: OpenPort[] = [];
    try {
      const plain = port === undefined ? undefined : await this.#openPlain(host, port);
      if (plain !== undefined) open.push(plain);
      const secure = securePort === undefined ? undefined : await this.#openSecure(host, securePort);
      if (secure !== undefined) open.push(secure);
      this.#open = open;
      return {
        kind: "running",
        host,
        ...(plain === undefined ? {} : { port: plain.port }),
        ...(secure === undefined ? {} : { securePort: secure.port }),
      };
    } catch (error) {
      disposeAll(open);
      if (!(error instanceof TransportError)) throw error;
      return { kind: "failed", problem: error.message };
    }
  }

  async #openPlain(host: string, port: number): Promise<OpenPort> {
    const { clock, endpoint, logger } = this.#setup;
    const socket = await openUdpSocket({ host, port, logger });
    const transport = createUdpTransport({ socket, clock, onChannel: (channel) => void endpoint.accept(channel) });
    return { port: socket.localAddress.port, dispose: transport.dispose };
  }

  async #openSecure(host: string, port: number): Promise<OpenPort> {
    const { clock, random, endpoint, logger, credentials, onHandshake, onSession } = this.#setup;
    const socket = await openUdpSocket({ host, port, logger });
    const dtls = createDtlsEndpoint({ socket, clock, random, logger, server: credentials });
    dtls.onHandshake(onHandshake);
    dtls.onSession((session) => {
      const channel = dtlsChannel(session);
      onSession(channel, session);
      endpoint.accept(channel);
    });
    return { port: socket.localAddress.port, dispose: dtls.dispose };
  }

  #close(): void {
    disposeAll(this.#open);
    this.#open = [];
    this.#settings = undefined;
  }

  #become(state: ServerState): ServerState {
    this.#state = state;
    this.#setup.onState(state);
    return state;
  }

  #inTurn(action: () => ServerState | Promise<ServerState>): Promise<ServerState> {
    const turn = this.#turn.then(action, action);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

function isSame(left: ServerSettings, right: ServerSettings | undefined): boolean {
  return left.host === right?.host && left.port === right.port && left.securePort === right.securePort;
}
