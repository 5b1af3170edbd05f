import { Emitter } from "../../base/event.js";
import type { Address } from "../../base/datagram.js";
import type { SimulatedNetwork, SimulatedSocket } from "../../base/testing/simulatedNetwork.js";
import { seededBytes } from "../../base/testing/seededBytes.js";
import { createClientMachine } from "../handshake/clientMachine.js";
import { Handshake } from "../handshake/handshake.js";
import type { HandshakeEnd } from "../handshake/handshakeEnd.js";
import { defaultLimits } from "../limits.js";
import { RecordLayer } from "../record/recordLayer.js";
import { HandshakeDraft } from "../report/handshakeDraft.js";
import { parseAlert } from "../tables/alerts.js";
import { contentTypes } from "../tables/contentTypes.js";
import { handshakeTypes, type HandshakeTypeName } from "../tables/handshakeTypes.js";
import { dtls12 } from "../tables/versions.js";
import { printClientHello, type ClientHello } from "../wire/clientHello.js";
import { parseFragments, printMessage, type HandshakeFragment } from "../wire/handshakeMessage.js";
import { parseHelloVerifyRequest } from "../wire/helloVerifyRequest.js";
import { parseServerHello, type ServerHello } from "../wire/serverHello.js";
import { parseRecords, printRecord, type DtlsRecord } from "../wire/record.js";
import { identity, key, type SimulatedPair } from "./simulatedPair.js";

/** A client that a test moves by hand: it says what it is told to, and keeps what comes. */
export class RawClient {
  readonly records: DtlsRecord[] = [];
  readonly #clock: SimulatedPair["clock"];
  readonly #server: Address;
  readonly #socket: SimulatedSocket;
  readonly onRecord = new Emitter<DtlsRecord>();
  /** The number of the next record. */
  sequence = 0;

  constructor(
    {
      network,
      clock,
      server,
    }: { network: SimulatedNetwork; clock: SimulatedPair["clock"]; server: { localAddress: Address } },
    address: Address = { host: "192.0.2.3", port: 50_000 },
  ) {
    this.#clock = clock;
    this.#server = server.localAddress;
    this.#socket = network.socket(address.host, address.port);
    this.#socket.onDatagram(({ data }) => {
      for (const record of parseRecords(data)) {
        this.records.push(record);
        this.onRecord.fire(record);
      }
    });
  }

  /** A ClientHello as most devices send it, with changes. */
  hello(changes: Partial<ClientHello> = {}): ClientHello {
    return {
      version: dtls12,
      random: new Uint8Array(32).fill(9),
      sessionId: new Uint8Array(),
      cookie: new Uint8Array(),
      suites: [0xc0a8],
      compressions: Uint8Array.of(0),
      extensions: new Map(),
      ...changes,
    };
  }

  /** Sends bytes as they are. */
  sendBytes(bytes: Uint8Array): void {
    this.#socket.send(bytes, this.#server);
  }

  sendRecord(record: Partial<DtlsRecord>): void {
    const header = { type: contentTypes.Handshake, version: dtls12, epoch: 0, sequence: this.sequence++ };
    this.sendBytes(printRecord({ ...header, fragment: new Uint8Array(), ...record }));
  }

  sendMessage(name: HandshakeTypeName, sequence: number, body: Uint8Array): void {
    this.sendRecord({ fragment: printMessage({ type: handshakeTypes[name], sequence, body }) });
  }

  /** Goes through the exchange of cookies, and lets the server answer. */
  async greet(changes: Partial<ClientHello> = {}): Promise<void> {
    const hello = this.hello(changes);
    this.sendMessage("ClientHello", 0, printClientHello(hello));
    await this.#clock.advance(50);
    const cookie = this.cookie();
    this.sendMessage("ClientHello", 1, printClientHello({ ...hello, cookie }));
    await this.#clock.advance(50);
  }

  /** Goes through a whole handshake; what it returns seals and opens the records of the session. */
  async shake(): Promise<RecordLayer> {
    const records = new RecordLayer({ firstSequence: this.sequence });
    const [clock, random] = [this.#clock, seededBytes(77)];
    const draft = new HandshakeDraft({ role: "client", peer: this.#server, local: this.#socket.localAddress, clock });
    const credentials = { kind: "psk", identity, key } as const;
    const machine = createClientMachine({
      credentials,
      serverName: undefined,
      session: undefined,
      clock,
      random,
      records,
      draft,
    });
    const send = (datagram: Uint8Array): void => {
      this.sendBytes(datagram);
    };
    const ended = new Promise<HandshakeEnd>((onEnd) => {
      const handshake = new Handshake({
        clock,
        limits: defaultLimits,
        records,
        machine,
        draft,
        expected: 0,
        send,
        onEnd,
      });
      this.onRecord.event((record) => {
        handshake.receive(record);
      });
      handshake.start();
    });
    await this.#clock.until(ended);
    return records;
  }

  /** Messages of one kind that came unencrypted. */
  messages(name: HandshakeTypeName): readonly HandshakeFragment[] {
    return this.records
      .filter(({ epoch, type }) => epoch === 0 && type === contentTypes.Handshake)
      .flatMap(({ fragment }) => parseFragments(fragment))
      .filter(({ type }) => type === handshakeTypes[name]);
  }

  /** The last cookie that came. */
  cookie(): Uint8Array {
    const body = this.messages("HelloVerifyRequest").at(-1)?.data ?? new Uint8Array();
    return parseHelloVerifyRequest(body).value?.cookie ?? new Uint8Array();
  }

  /** The last ServerHello that came. */
  serverHello(): ServerHello | undefined {
    const last = this.messages("ServerHello").at(-1);
    return last && parseServerHello(last.data).value;
  }

  /** The names of the alerts that came unencrypted. */
  alerts(): readonly string[] {
    return this.records
      .filter(({ epoch, type }) => epoch === 0 && type === contentTypes.Alert)
      .map(({ fragment }) => parseAlert(fragment)?.name ?? "?");
  }
}
