import { silentLogger } from "../../base/logger.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { SimulatedClock } from "../../base/testing/simulatedClock.js";
import { createCoapEndpoint } from "../createEndpoint.js";
import type { CoapEndpoint, CoapEndpointSetup } from "../endpoint.js";
import { FrameReader } from "../frameReader.js";
import type { MessageContent } from "../message.js";
import type { CoapSession, RequestHandler } from "../session.js";
import { decodeStreamMessage, encodeStreamMessage } from "../streamCodec.js";
import { defaultBacklog, streamChannel } from "../transport/streamChannel.js";
import { clientAddress, serverAddress } from "./coapPair.js";
import { simulatedConnections, type ConnectionFaults, type SimulatedConnection } from "./simulatedConnection.js";

/** Two programs that speak CoAP over one connection in memory. */
export interface StreamPair {
  readonly clock: SimulatedClock;
  readonly client: StreamHost;
  readonly server: StreamHost;
}

/** One program, its end of the connection, and its session. */
export interface StreamHost {
  readonly endpoint: CoapEndpoint;
  readonly connection: SimulatedConnection;
  readonly session: CoapSession;
}

export interface StreamPairSetup {
  /** Answers at the server. */
  readonly handler?: RequestHandler;
  /** Answers at the client. */
  readonly clientHandler?: RequestHandler;
  readonly faults?: Partial<ConnectionFaults>;
  readonly seed?: number;
  readonly maximumBacklog?: number;
  readonly clientSetup?: Partial<CoapEndpointSetup>;
  readonly serverSetup?: Partial<CoapEndpointSetup>;
}

/** Sets two programs up. */
export function streamPair(setup: StreamPairSetup = {}): StreamPair {
  const clock = new SimulatedClock();
  const random = seededBytes(setup.seed ?? 1);
  const connections = simulatedConnections(clock, { client: clientAddress, server: serverAddress }, setup.faults);
  const host = (
    connection: SimulatedConnection,
    isOutgoing: boolean,
    handler: RequestHandler | undefined,
    more: Partial<CoapEndpointSetup> = {},
  ): StreamHost => {
    const answering = handler === undefined ? {} : { handler };
    const endpoint = createCoapEndpoint({ logger: silentLogger, clock, random, ...answering, ...more });
    const { maximumBacklog = defaultBacklog } = setup;
    const channel = streamChannel({ connection, transport: "tcp", identity: undefined, isOutgoing, maximumBacklog });
    return { endpoint, connection, session: endpoint.accept(channel) };
  };
  return {
    clock,
    client: host(connections.client, true, setup.clientHandler, setup.clientSetup),
    server: host(connections.server, false, setup.handler, setup.serverSetup),
  };
}

/** A session whose peer has no CoAP layer: a test says what it sends, and sees what comes. */
export class RawStreamPeer {
  readonly received: MessageContent[] = [];
  readonly connection: SimulatedConnection;
  /** Called with each message that comes. */
  answer: (message: MessageContent) => void = () => undefined;

  constructor(connection: SimulatedConnection) {
    this.connection = connection;
    const reader = new FrameReader(1e9);
    connection.onData((data) => {
      const problem = reader.take(data, (frame) => {
        const { message } = decodeStreamMessage(frame);
        if (message === undefined) throw new Error("Our side sent no CoAP message.");
        this.received.push(message);
        this.answer(message);
        return true;
      });
      if (problem !== undefined) throw new Error(problem);
    });
  }

  /** Sends a message; what is not said is empty. */
  send(message: Partial<MessageContent>): void {
    const nothing = new Uint8Array(0);
    this.connection.send(encodeStreamMessage({ code: 0, token: nothing, options: [], payload: nothing, ...message }));
  }

  sendBytes(data: Uint8Array): void {
    this.connection.send(data);
  }
}

/** A session of ours, in the role of who has accepted the connection, and its raw peer. */
export function rawStream(setup: Pick<StreamPairSetup, "handler" | "faults"> & Partial<CoapEndpointSetup> = {}): {
  readonly clock: SimulatedClock;
  readonly session: CoapSession;
  readonly endpoint: CoapEndpoint;
  readonly peer: RawStreamPeer;
} {
  const { faults, ...more } = setup;
  const clock = new SimulatedClock();
  const connections = simulatedConnections(clock, { client: clientAddress, server: serverAddress }, faults);
  const endpoint = createCoapEndpoint({ logger: silentLogger, clock, random: seededBytes(1), ...more });
  const channel = streamChannel({
    connection: connections.server,
    transport: "tcp",
    identity: undefined,
    isOutgoing: false,
    maximumBacklog: defaultBacklog,
  });
  return { clock, session: endpoint.accept(channel), endpoint, peer: new RawStreamPeer(connections.client) };
}
