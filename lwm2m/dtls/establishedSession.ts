import { equalBytes } from "../base/bytes.js";
import type { Clock } from "../base/clock.js";
import { printAddress, type Address } from "../base/datagram.js";
import { Emitter, type Event } from "../base/event.js";
import type { Logger } from "../base/logger.js";
import type { DtlsLimits } from "./endpoint.js";
import type { FlightSender } from "./handshake/flightSender.js";
import type { Established } from "./handshake/handshakeEnd.js";
import type { PeerIdentity } from "./identity.js";
import { PeerAddress } from "./peerAddress.js";
import { ReceivedData } from "./receivedData.js";
import type { Opened, RecordLayer } from "./record/recordLayer.js";
import type { DtlsSession, SessionEnd } from "./session.js";
import { parseAlert, printAlert, type AlertName } from "./tables/alerts.js";
import { contentTypes } from "./tables/contentTypes.js";
import { handshakeTypes } from "./tables/handshakeTypes.js";
import { parseFragments } from "./wire/handshakeMessage.js";
import type { DtlsRecord } from "./wire/record.js";

/** What the sessions of an endpoint share. */
export interface SessionSurroundings {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits: DtlsLimits;
  readonly send: (datagram: Uint8Array, peer: Address) => void;
}

export interface SessionSetup {
  readonly role: "server" | "client";
  readonly peer: Address;
  readonly established: Established;
  readonly surroundings: SessionSurroundings;
}

/** A peer that wants to renegotiate is told once in a while, not each time. */
const refusalPause = 1000;

let lastId = 0;

/** A session from the verified Finished to its end. Only what is authenticated changes it. */
export class EstablishedSession implements DtlsSession {
  readonly id = `dtls-${++lastId}`;
  readonly role: "server" | "client";
  readonly identity: PeerIdentity;
  readonly suite: string;
  readonly overhead: number;
  readonly maximumDataSize: number;
  /** What stands in the records of the peer; empty if nothing does. */
  readonly connectionId: Uint8Array;
  readonly #surroundings: SessionSurroundings;
  readonly #records: RecordLayer;
  /** On the server's side. */
  readonly #clientRandom: Uint8Array | undefined;
  /** Our last flight, as long as the peer may have missed it. It holds the whole handshake. */
  #flights: FlightSender | undefined;
  readonly #data: ReceivedData;
  readonly #end = new Emitter<SessionEnd>();
  readonly #peerChange = new Emitter<Address>();
  #isOver = false;
  #refusedAt = Number.NEGATIVE_INFINITY;
  readonly #peer: PeerAddress;

  constructor(setup: SessionSetup) {
    const { agreement, records, flights, clientRandom } = setup.established;
    this.#surroundings = setup.surroundings;
    this.#records = records;
    this.#flights = flights;
    // A copy, which does not keep the whole ClientHello.
    this.#clientRandom = clientRandom && Uint8Array.from(clientRandom);
    this.#data = new ReceivedData(setup.surroundings.limits);
    this.#peer = new PeerAddress(setup.peer);
    this.role = setup.role;
    this.identity = agreement.session.identity;
    this.suite = agreement.suite.name;
    this.overhead = records.overhead(1);
    this.maximumDataSize = records.contentLimit;
    this.connectionId = records.connectionIds.ours;
  }

  get peer(): Address {
    return this.#peer.current;
  }

  get hasConnectionId(): boolean {
    return this.connectionId.length > 0;
  }

  readonly onEnd: Event<SessionEnd> = this.#end.event;
  readonly onPeerChange: Event<Address> = this.#peerChange.event;

  get onData(): Event<Uint8Array> {
    return this.#data.event;
  }

  readonly send = (data: Uint8Array): void => {
    if (this.#isOver) return;
    if (data.length > this.maximumDataSize) {
      this.#surroundings.logger.log("warn", this.#tooLong(data.length), {
        peer: printAddress(this.peer),
        id: this.id,
      });
      return;
    }
    // RFC 6347 §4.1: a number is never used twice, so that a session whose numbers are used up is over.
    if (!this.#sendRecord(contentTypes.ApplicationData, data)) this.finish({ kind: "closed" });
  };

  readonly close = (): void => {
    this.finish({ kind: "closed" }, "close_notify");
  };

  /** Ends the session; the peer hears of it if an alert is given. */
  finish(end: SessionEnd, alert?: "close_notify"): void {
    if (this.#isOver) return;
    if (alert !== undefined) this.#alert(alert);
    this.#isOver = true;
    this.#letGo();
    this.#records.dispose();
    this.#data.dispose();
    this.#end.fire(end);
    this.#end.dispose();
    this.#peerChange.dispose();
  }

  /** True if the session began with this random of the client. */
  isOf(clientRandom: Uint8Array): boolean {
    return this.#clientRandom !== undefined && equalBytes(this.#clientRandom, clientRandom);
  }

  /** Takes an encrypted record. False if it is not of this session, which then has not changed. */
  receive(record: DtlsRecord, from: Address): boolean {
    if (this.#isOver) return false;
    const opened = this.#records.open(record);
    if (typeof opened === "string") return false;
    this.#follow(opened, from);
    this.take(opened);
    return true;
  }

  /** Takes what was in a record. */
  take({ type, content }: Opened): void {
    switch (type) {
      case contentTypes.ApplicationData:
        // Who sends application data has got our last flight.
        this.#letGo();
        this.#data.take(content);
        break;
      case contentTypes.Alert:
        this.#receiveAlert(content);
        break;
      case contentTypes.Handshake:
        this.#receiveHandshake(content);
        break;
    }
  }

  /**
   * The peer is where its newest record came from (RFC 9146 §6). Older ones may have taken another way, and those without
   * a connection ID are known by their address alone.
   */
  #follow({ isNewest }: Opened, from: Address): void {
    if (!this.hasConnectionId || !isNewest) return;
    const before = this.#peer.follow(from);
    if (before === undefined) return;
    const fields = { id: this.id, before: printAddress(before), peer: printAddress(from) };
    this.#surroundings.logger.log("info", "The peer of a session has another address.", fields);
    this.#peerChange.fire(before);
  }

  /** The peer has our last flight. */
  #letGo(): void {
    this.#flights?.dispose();
    this.#flights = undefined;
  }

  #receiveAlert(content: Uint8Array): void {
    const alert = parseAlert(content);
    if (alert === undefined) return;
    // RFC 5246 §7.2.1: close_notify is answered with close_notify.
    if (alert.name === "close_notify") this.finish({ kind: "closed by the peer" }, "close_notify");
    else if (alert.isFatal) this.finish({ kind: "alert", alert: alert.name });
  }

  #receiveHandshake(content: Uint8Array): void {
    const { clock } = this.#surroundings;
    const renegotiation = this.role === "server" ? handshakeTypes.ClientHello : handshakeTypes.HelloRequest;
    for (const { type } of parseFragments(content)) {
      // RFC 6347 §4.2.4: the peer repeats its last flight, because ours was lost.
      if (type === handshakeTypes.Finished) this.#flights?.repeat();
      else if (type === renegotiation && clock.now() - this.#refusedAt >= refusalPause) {
        this.#refusedAt = clock.now();
        this.#alert("no_renegotiation");
      }
    }
  }

  /** Warnings (RFC 5246 §7.2): neither of them is an error. */
  #alert(name: Extract<AlertName, "close_notify" | "no_renegotiation">): void {
    this.#sendRecord(contentTypes.Alert, printAlert("warning", name));
  }

  /** False if there are no more numbers. */
  #sendRecord(type: number, content: Uint8Array): boolean {
    const record = this.#records.seal(type, 1, content);
    if (record === undefined) return false;
    if (this.#peer.takes(record.length)) this.#surroundings.send(record, this.peer);
    return true;
  }

  #tooLong(length: number): string {
    return (
      `A message of ${length} bytes was not sent: the peer takes at most ${this.maximumDataSize} bytes in one DTLS ` +
      "record, and application data is not cut. Send it in smaller blocks."
    );
  }
}
