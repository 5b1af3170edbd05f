import { BoundedMap } from "../../base/boundedMap.js";
import type { Clock } from "../../base/clock.js";
import { printAddress, type Address } from "../../base/datagram.js";
import type { Disposable } from "../../base/disposal.js";
import type { Random } from "../../base/random.js";
import type { DtlsLimits } from "../endpoint.js";
import { Reassembly } from "../handshake/reassembly.js";
import type { HandshakeOutcome, HandshakeReport, HandshakeStep } from "../handshakeReport.js";
import { HandshakeDraft } from "../report/handshakeDraft.js";
import { contentTypes } from "../tables/contentTypes.js";
import { handshakeTypes } from "../tables/handshakeTypes.js";
import { helloVerifyVersion } from "../tables/versions.js";
import { parseClientHello, type ClientHello } from "../wire/clientHello.js";
import { printMessage, type HandshakeFragment, type HandshakeMessage } from "../wire/handshakeMessage.js";
import { printHelloVerifyRequest } from "../wire/helloVerifyRequest.js";
import type { MessageProblem } from "../wire/parsed.js";
import { printRecord } from "../wire/record.js";
import { Cookies } from "./cookies.js";
import { recognizePlainCoap } from "./plainCoap.js";
import { ReportLimiter } from "./reportLimiter.js";
import { UnverifiedClients } from "./unverifiedClients.js";

export interface StrangersSetup {
  readonly clock: Clock;
  readonly random: Random;
  readonly limits: DtlsLimits;
  readonly local: () => Address;
  readonly send: (datagram: Uint8Array, peer: Address) => void;
  readonly onReport: (report: HandshakeReport) => void;
}

/** A ClientHello whose sender has proved its address. */
export interface VerifiedHello {
  readonly message: HandshakeMessage;
  readonly hello: ClientHello;
  readonly problem: MessageProblem | undefined;
  /** When the client asked first, if that is remembered. */
  readonly startedAt: number | undefined;
}

/** No ClientHello has a cookie before the first; the second follows it (RFC 6347 §4.2.2). */
const mostHellos = 4;

/**
 * Devices send some 500 bytes, and a ticket or the key shares of DTLS 1.3 add hardly more than 2000. What is longer is
 * not taken, because it is kept for each address that anybody claims to have.
 */
const longestHello = 4096;

/** What is known of somebody who is reported. */
interface Stranger {
  readonly peer: Address;
  readonly step?: HandshakeStep;
  readonly hello?: ClientHello;
  readonly startedAt?: number;
}

/**
 * What comes from peers that have not proved their address (RFC 6347 §4.2.1). Handshakes begin only behind this; in
 * front of it nothing is kept but what is needed to tell the user who tries in vain.
 */
export class Strangers implements Disposable {
  readonly #setup: StrangersSetup;
  readonly #cookies: Cookies;
  readonly #unverified: UnverifiedClients;
  readonly #partial: BoundedMap<string, Reassembly>;
  readonly #limiter: ReportLimiter;

  constructor(setup: StrangersSetup) {
    const { clock, random, limits } = setup;
    this.#setup = setup;
    this.#cookies = new Cookies(clock, random);
    this.#partial = new BoundedMap(limits.partialHellos);
    this.#limiter = new ReportLimiter(clock, limits.reportsAboutStrangers);
    this.#unverified = new UnverifiedClients(limits.unverified, clock, (client) => {
      this.#report({ ...client, step: "HelloVerifyRequest" }, "no answer after HelloVerifyRequest", "");
    });
  }

  /** Takes a ClientHello, or a part of one. Without a valid cookie it is answered with HelloVerifyRequest. */
  greet(peer: Address, recordSequence: number, fragment: HandshakeFragment): VerifiedHello | undefined {
    if (fragment.length > longestHello) {
      const sentence = `Its ClientHello has ${fragment.length} bytes; the longest that is taken has ${longestHello}.`;
      this.#report({ peer, step: "ClientHello" }, "protocol error", sentence);
      return undefined;
    }
    const message = this.#whole(peer, fragment);
    if (message === undefined) return undefined;
    const { value: hello, problem } = parseClientHello(message.body);
    if (hello === undefined) {
      this.#report({ peer, step: "ClientHello" }, "protocol error", problem.sentence);
      return undefined;
    }
    if (this.#cookies.isValid(peer, hello))
      return { message, hello, problem, startedAt: this.#unverified.verified(peer) };
    this.#verify(peer, recordSequence, hello);
    return undefined;
  }

  /** Takes a datagram without any record. */
  receiveOther(peer: Address, datagram: Uint8Array): void {
    const coap = recognizePlainCoap(datagram);
    if (coap !== undefined) this.#report({ peer }, "not DTLS", coap);
  }

  dispose(): void {
    this.#unverified.dispose();
    this.#partial.clear();
  }

  /**
   * Puts the message together. Nearly always it comes in one piece; a few that do not are kept for a while. The bytes
   * are copied, so that they do not keep the datagram.
   */
  #whole(peer: Address, fragment: HandshakeFragment): HandshakeMessage | undefined {
    const { type, sequence, length, data } = fragment;
    if (sequence >= mostHellos) return undefined;
    if (data.length === length) return { type, sequence, body: Uint8Array.from(data) };
    const key = `${printAddress(peer)} ${sequence}`;
    const partial = this.#partial.get(key) ?? new Reassembly(longestHello, sequence);
    this.#partial.set(key, partial);
    partial.add(fragment, 0);
    const whole = partial.next();
    if (whole !== undefined) this.#partial.delete(key);
    return whole;
  }

  /** The answer has the record number of its question and message_seq 0 (RFC 6347 §4.2.1, §4.2.2). */
  #verify(peer: Address, sequence: number, hello: ClientHello): void {
    const body = printHelloVerifyRequest(this.#cookies.issue(peer, hello));
    const fragment = printMessage({ type: handshakeTypes.HelloVerifyRequest, sequence: 0, body });
    const header = { type: contentTypes.Handshake, version: helloVerifyVersion, epoch: 0, sequence };
    this.#setup.send(printRecord({ ...header, fragment }), peer);
    this.#unverified.add(peer, hello);
  }

  /** Makes a report only if it may be told, as there may be very many strangers. */
  #report({ peer, step, hello, startedAt }: Stranger, outcome: HandshakeOutcome, problem: string): void {
    const { clock, local, onReport } = this.#setup;
    if (!this.#limiter.allows(peer.host, outcome)) return;
    const parts = { role: "server", peer, local: local(), clock } as const;
    const draft = new HandshakeDraft(startedAt === undefined ? parts : { ...parts, startedAt });
    if (hello !== undefined) draft.offered(hello);
    if (step !== undefined) draft.reached(step);
    onReport(draft.finish(outcome, problem));
  }
}
