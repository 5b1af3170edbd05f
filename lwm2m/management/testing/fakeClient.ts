import { fromUtf8, toUtf8 } from "../../base/bytes.js";
import type { Address } from "../../base/datagram.js";
import { silentLogger } from "../../base/logger.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import type { SimulatedClock } from "../../base/testing/simulatedClock.js";
import type { SimulatedNetwork, SimulatedSocket } from "../../base/testing/simulatedNetwork.js";
import { contentFormatId } from "../../codec/contentFormats.js";
import { codeOf, dottedCode } from "../../coap/codes.js";
import { createCoapEndpoint } from "../../coap/createEndpoint.js";
import type { CoapEndpoint } from "../../coap/endpoint.js";
import type { CoapRequest, CoapResponse, RequestOutcome } from "../../coap/exchange.js";
import type { CoapSession, IncomingRequest } from "../../coap/session.js";
import { createUdpTransport, type UdpTransport } from "../../coap/transport/udp.js";

/** Where the server listens. */
export const serverAddress: Address = { host: "10.0.0.1", port: 5683 };

/** What a client lives in. */
export interface World {
  readonly clock: SimulatedClock;
  readonly network: SimulatedNetwork;
}

/** A request of the server as the client saw it. */
export interface Seen {
  /** `GET /3/0`, with the options that matter behind it. */
  readonly line: string;
  readonly request: IncomingRequest;
}

/**
 * A client by hand: it sends what a test tells it to, right or wrong, and answers from `answers`. A GET with Observe 0 on
 * a path in `observable` begins an observation.
 */
export class FakeClient {
  readonly #world: World;
  readonly #socket: SimulatedSocket;
  readonly #endpoint: CoapEndpoint;
  readonly #transport: UdpTransport;
  #session: CoapSession;
  readonly seen: Seen[] = [];
  readonly answers = new Map<string, CoapResponse | ((request: IncomingRequest) => CoapResponse)>();
  readonly observable = new Set<string>();
  /** Tokens by path. */
  readonly observers = new Map<string, Uint8Array>();
  /** The location of the last Register that was accepted. */
  location: readonly string[] = [];

  constructor(world: World, address: Address) {
    this.#world = world;
    this.#socket = world.network.socket(address.host, address.port);
    this.#endpoint = createCoapEndpoint({
      clock: world.clock,
      random: seededBytes(address.port + Number(address.host.split(".")[3])),
      logger: silentLogger,
      handler: (request) => this.#answer(request),
    });
    this.#transport = createUdpTransport({
      socket: this.#socket,
      clock: world.clock,
      onChannel: (channel) => void this.#endpoint.accept(channel),
    });
    this.#session = this.#endpoint.accept(this.#transport.channelTo(serverAddress));
  }

  get address(): Address {
    return this.#socket.localAddress;
  }

  /** Moves to another address, as behind a network address translator, with the same identity if it had one. */
  moveTo(host: string): void {
    this.#socket.moveTo({ host, port: 40_000 });
  }

  /** Sends a request and waits for what becomes of it. */
  async send(request: CoapRequest): Promise<RequestOutcome> {
    return this.#world.clock.until(this.#session.request(request));
  }

  /** Sends a request; returns the code of the response with its diagnostic, such as `4.04 There is no …`. */
  async ask(request: CoapRequest): Promise<string> {
    const outcome = await this.send(request);
    if (outcome.kind !== "response") return outcome.kind;
    const { code, payload = new Uint8Array(), locationPath } = outcome.response;
    if (locationPath !== undefined) this.location = locationPath;
    return `${dottedCode(code)} ${toUtf8(payload) ?? ""}`.trim();
  }

  /** Registers; the query as in a URI, the list as text. */
  register(query: string, list = "</1/0>,</3/0>"): Promise<string> {
    return this.ask({
      code: codeOf("POST"),
      path: ["rd"],
      query: query.split("&").filter((part) => part !== ""),
      contentFormat: contentFormatId("link-format"),
      payload: fromUtf8(list),
    });
  }

  /** Updates at the last location, or at another one. */
  update(query = "", list = "", location: readonly string[] = this.location): Promise<string> {
    return this.ask({
      code: codeOf("POST"),
      path: location,
      query: query.split("&").filter((part) => part !== ""),
      ...(list === "" ? {} : { contentFormat: contentFormatId("link-format"), payload: fromUtf8(list) }),
    });
  }

  deregister(location: readonly string[] = this.location): Promise<string> {
    return this.ask({ code: codeOf("DELETE"), path: location });
  }

  /** Answers a path with text from now on. */
  serveText(path: string, text: string): void {
    this.serve(path, contentFormatId("text"), fromUtf8(text));
  }

  serve(path: string, contentFormat: number, payload: Uint8Array): void {
    this.answers.set(path, { code: codeOf("Content"), contentFormat, payload });
  }

  /** Notifies the observer of a path; false if there is none, or it rejects that. */
  async notify(path: string, response: CoapResponse, sequence: number): Promise<boolean> {
    const token = this.observers.get(path);
    if (token === undefined) return false;
    const outcome = this.#session.notify(token, { ...response, observe: sequence });
    return (await this.#world.clock.until(outcome)) === "taken";
  }

  /** The lines of what the server has asked, since the last time. */
  takeLines(): readonly string[] {
    return this.seen.splice(0).map(({ line }) => line);
  }

  #answer(request: IncomingRequest): CoapResponse {
    const path = `/${request.path.join("/")}`;
    this.seen.push({ line: lineOf(path, request), request });
    if (request.observe === 1) this.observers.delete(path);
    const prepared = this.answers.get(path) ?? { code: codeOf("Not Found") };
    const response = typeof prepared === "function" ? prepared(request) : prepared;
    if (request.observe !== 0 || !this.observable.has(path)) return response;
    this.observers.set(path, request.token);
    return { ...response, observe: 1 };
  }
}

const methods = ["GET", "POST", "PUT", "DELETE"] as const;

function lineOf(path: string, { code, observe, accept, contentFormat, query, payload }: IncomingRequest): string {
  const method = methods.find((name) => codeOf(name) === code) ?? dottedCode(code);
  return [
    `${method} ${path}${query.length === 0 ? "" : `?${query.join("&")}`}`,
    ...(observe === undefined ? [] : [`observe ${observe}`]),
    ...(accept === undefined ? [] : [`accept ${accept}`]),
    ...(contentFormat === undefined ? [] : [`format ${contentFormat}`]),
    ...(payload.length === 0 ? [] : [`${payload.length} bytes`]),
  ].join(", ");
}
