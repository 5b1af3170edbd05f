import { toUtf8 } from "../../base/bytes.js";
import type { Address } from "../../base/datagram.js";
import { silentLogger } from "../../base/logger.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { SimulatedClock } from "../../base/testing/simulatedClock.js";
import { SimulatedNetwork, type NetworkFaults } from "../../base/testing/simulatedNetwork.js";
import { createCoapEndpoint } from "../createEndpoint.js";
import type { CoapResponse, RequestOutcome } from "../exchange.js";
import type { CoapEndpoint, CoapEndpointSetup } from "../endpoint.js";
import type { CoapSession, RequestHandler } from "../session.js";
import { createUdpTransport, type UdpTransport } from "../transport/udp.js";

/** One program on the simulated network. */
export interface Host {
  readonly address: Address;
  readonly endpoint: CoapEndpoint;
  readonly transport: UdpTransport;
}

/** Two programs that speak CoAP over a simulated network. */
export interface CoapPair {
  readonly clock: SimulatedClock;
  readonly network: SimulatedNetwork;
  readonly client: Host;
  readonly server: Host;
  /** The client's session with the server. */
  readonly session: CoapSession;
}

export interface PairSetup {
  /** Answers at the server. */
  readonly handler?: RequestHandler;
  /** Answers at the client. */
  readonly clientHandler?: RequestHandler;
  readonly faults?: Partial<NetworkFaults>;
  readonly seed?: number;
  /** What else both endpoints are made from. */
  readonly both?: Partial<CoapEndpointSetup>;
}

export const clientAddress: Address = { host: "192.0.2.1", port: 40000 };
export const serverAddress: Address = { host: "192.0.2.2", port: 5683 };

/** Sets two programs up. */
export function coapPair(setup: PairSetup = {}): CoapPair {
  const clock = new SimulatedClock();
  const random = seededBytes(setup.seed ?? 1);
  const network = new SimulatedNetwork(clock, random, setup.faults ?? {});
  const host = (address: Address, answer: RequestHandler | undefined): Host => {
    const endpoint = createCoapEndpoint({
      logger: silentLogger,
      ...setup.both,
      clock,
      random,
      ...(answer === undefined ? {} : { handler: answer }),
    });
    const socket = network.socket(address.host, address.port);
    const transport = createUdpTransport({ socket, clock, onChannel: (channel) => void endpoint.accept(channel) });
    return { address, endpoint, transport };
  };
  const client = host(clientAddress, setup.clientHandler);
  const server = host(serverAddress, setup.handler);
  const session = client.endpoint.accept(client.transport.channelTo(serverAddress));
  return { clock, network, client, server, session };
}

/** The response of an outcome that must be one. */
export function responseOf(outcome: RequestOutcome | undefined): CoapResponse {
  if (outcome?.kind !== "response") throw new Error(`There is no response: ${JSON.stringify(outcome)}`);
  return outcome.response;
}

/** The payload of such a response, as text. */
export function textOf(outcome: RequestOutcome | undefined): string {
  return toUtf8(responseOf(outcome).payload ?? new Uint8Array(0)) ?? "";
}

/** Bytes that differ from block to block. */
export function patternOf(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => index * 7 + (index >> 8));
}

/** Lets time pass until nothing is remembered any more, so that a test can assert that no timer is left. */
export const longEnough = 600_000;
