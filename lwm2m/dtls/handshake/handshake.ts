import { equalBytes } from "../../base/bytes.js";
import type { Clock } from "../../base/clock.js";
import type { DtlsLimits } from "../endpoint.js";
import type { HandshakeOutcome } from "../handshakeReport.js";
import { Held } from "../record/held.js";
import type { Epoch, Opened, RecordLayer } from "../record/recordLayer.js";
import { recognizePlainCoap } from "../strangers/plainCoap.js";
import { outcomeOfAlert } from "../report/outcomeOfAlert.js";
import type { HandshakeDraft } from "../report/handshakeDraft.js";
import { parseAlert, type AlertName } from "../tables/alerts.js";
import { contentTypes } from "../tables/contentTypes.js";
import { parseFragments, type HandshakeFragment } from "../wire/handshakeMessage.js";
import { detached, type DtlsRecord } from "../wire/record.js";
import { Doubt } from "./doubt.js";
import { FlightSender } from "./flightSender.js";
import type { HandshakeEnd } from "./handshakeEnd.js";
import type { HandshakeMachine } from "./machine.js";
import { Reassembly } from "./reassembly.js";
import type { Step } from "./step.js";

export interface HandshakeSetup {
  readonly clock: Clock;
  readonly limits: DtlsLimits;
  readonly records: RecordLayer;
  readonly machine: HandshakeMachine;
  readonly draft: HandshakeDraft;
  /** The number of the first message that is awaited. */
  readonly expected: number;
  /** Tells the handshakes of one client apart. */
  readonly clientRandom?: Uint8Array;
  readonly send: (datagram: Uint8Array) => void;
  /** Called once, whatever the end is. */
  readonly onEnd: (end: HandshakeEnd) => void;
}

/** One datagram may be a stranger's, or a late one of somebody who had the address before. */
const enoughPlainAnswers = 2;

const undecryptable =
  "Its Finished does not decrypt, although everything before it was right: one side computes the keys wrongly, or its " +
  "records are changed on the way.";

/** One handshake with one peer, from the first flight to its end: messages to the machine, its flights to the peer. */
export class Handshake {
  readonly #setup: HandshakeSetup;
  readonly #reassembly: Reassembly;
  readonly #flights: FlightSender;
  /** Records of the next epoch that came before its keys (RFC 6347 §4.1). */
  readonly #early: Held<DtlsRecord>;
  /** Application data, which does not count before Finished is verified (RFC 5246 §7.4.9). */
  readonly #data: Held<Opened>;
  /** Messages below this number belong to flights that were answered. */
  #answered: number;
  /** Whether the peer has our key. */
  readonly #doubt: Doubt;
  /** What our next message is written in: the new keys once our ChangeCipherSpec is out. */
  #writeEpoch: Epoch = 0;
  #plainAnswers = 0;
  #isOver = false;

  constructor(setup: HandshakeSetup) {
    const { clock, limits, records, send, expected } = setup;
    this.#setup = setup;
    this.#reassembly = new Reassembly(limits.handshakeMessage, expected);
    this.#answered = expected;
    this.#early = new Held(limits, ({ fragment }) => fragment.length);
    this.#data = new Held(limits, ({ content }) => content.length);
    this.#doubt = new Doubt(clock, () => {
      this.#concludeWrongKey("decrypt_error");
    });
    const onSilence = (): void => {
      const isUnanswered = this.#setup.draft.step === "HelloVerifyRequest";
      this.#fail(isUnanswered ? "no answer after HelloVerifyRequest" : "silence", undefined, "");
    };
    this.#flights = new FlightSender({ clock, limits, records, send, onSilence });
  }

  /** Sends the first flight. */
  start(): void {
    this.#take(this.#setup.machine.start());
  }

  /** True if the handshake began with this random of the client. */
  isOf(clientRandom: Uint8Array): boolean {
    return this.#setup.clientRandom !== undefined && equalBytes(this.#setup.clientRandom, clientRandom);
  }

  /** The peer has said again what we answered already. */
  repeat(): void {
    this.#flights.repeat();
  }

  /** Ends the handshake from our side, or because the client has given it up. */
  abandon(outcome: "canceled" | "started over", problem: string): void {
    if (outcome === "started over" && this.#doubt.first !== undefined) this.#concludeWrongKey();
    else this.#fail(outcome, outcome === "canceled" ? "close_notify" : undefined, problem);
  }

  /** Takes a record of the peer. */
  receive(record: DtlsRecord): void {
    if (this.#isOver) return;
    if (record.epoch === 0) this.#receiveContent(record.type, record.fragment, 0);
    else this.#receiveEncrypted(record);
  }

  /** Takes a datagram that is no DTLS. CoAP without it, again and again, is the answer of a port for that. */
  receiveOther(datagram: Uint8Array): void {
    const coap = recognizePlainCoap(datagram);
    if (this.#isOver || coap === undefined || this.#setup.draft.step !== "ClientHello") return;
    if (++this.#plainAnswers >= enoughPlainAnswers)
      this.#fail("not DTLS", undefined, `It answers our ClientHello with CoAP without DTLS (${coap}).`);
  }

  #receiveEncrypted(record: DtlsRecord): void {
    const { records } = this.#setup;
    if (!records.isProtected) {
      this.#early.hold(detached(record));
      return;
    }
    const opened = records.open(record);
    if (opened === "forged") this.#doubtKey(record);
    else if (typeof opened === "string") return;
    else if (opened.type === contentTypes.ApplicationData) this.#data.hold(opened);
    else this.#receiveContent(opened.type, opened.content, 1);
  }

  #receiveContent(type: number, content: Uint8Array, epoch: number): void {
    if (type === contentTypes.Handshake)
      for (const fragment of parseFragments(content)) this.#receiveFragment(fragment, epoch);
    else if (type === contentTypes.Alert) this.#receiveAlert(content);
    else if (type === contentTypes.ChangeCipherSpec && this.#setup.machine.expectsFinished())
      this.#setup.draft.reached("ChangeCipherSpec");
  }

  #receiveFragment(fragment: HandshakeFragment, epoch: number): void {
    if (fragment.sequence < this.#answered) {
      this.#receiveAgain(fragment);
      return;
    }
    this.#reassembly.add(fragment, epoch);
    while (this.#takeNext()) this.#releaseEarly();
  }

  /** The peer repeats a flight that we answered, unless it means something else by it. */
  #receiveAgain({ type, sequence, length, data }: HandshakeFragment): void {
    const isWhole = data.length === length && !this.#isOver;
    const step = isWhole ? this.#setup.machine.receiveAgain({ type, sequence, body: data }) : undefined;
    if (step === undefined) this.#flights.repeat();
    else this.#take(step);
  }

  /** Takes the next message if it is whole. */
  #takeNext(): boolean {
    const message = this.#isOver ? undefined : this.#reassembly.next();
    if (message === undefined) return false;
    this.#take(this.#setup.machine.receive(message));
    return true;
  }

  /** Once there are keys, what came before them is read. */
  #releaseEarly(): void {
    while (!this.#isOver && this.#setup.records.isProtected) {
      const record = this.#early.take();
      if (record === undefined) return;
      this.#receiveEncrypted(record);
    }
  }

  /** Alerts before the end are not authenticated, but all that they can end is this handshake. */
  #receiveAlert(content: Uint8Array): void {
    const { draft } = this.#setup;
    const alert = parseAlert(content);
    if (alert === undefined || this.#isOver) return;
    if (!alert.isFatal && alert.name !== "close_notify" && alert.name !== "user_canceled") return;
    draft.alertReceived = alert.name;
    this.#fail(outcomeOfAlert(alert.name, draft), undefined, draft.withheld ?? "");
  }

  /** With a connection ID, the type of the content is encrypted too. */
  #doubtKey(record: DtlsRecord): void {
    const mayBeFinished = record.type === contentTypes.Handshake || record.type === contentTypes.ConnectionId;
    if (mayBeFinished && this.#setup.machine.expectsFinished()) this.#doubt.raise(record);
  }

  /** RFC 4279 §2 names decrypt_error for a key that is incorrect; bad_record_mac would say no more than "damaged". */
  #concludeWrongKey(alert?: AlertName): void {
    const { draft, machine } = this.#setup;
    // Certificates and public keys are proved by signatures, and no key is left that could be another one.
    if (draft.suite?.keyExchange === "ecdhe_ecdsa") {
      this.#fail("protocol error", alert, undecryptable);
      return;
    }
    draft.keyMistake = this.#doubt.first && machine.findKeyMistake(this.#doubt.first);
    this.#fail("wrong key", alert, "");
  }

  #take(step: Step): void {
    switch (step.kind) {
      case "wait":
        return;
      case "send":
        this.#answered = this.#reassembly.expected;
        if (step.flight.some(({ kind }) => kind === "ChangeCipherSpec")) this.#writeEpoch = 1;
        this.#flights.send(step.flight);
        return;
      case "complete":
        this.#complete(step);
        return;
      case "fail":
        this.#fail(step.outcome, step.alert, step.problem);
    }
  }

  #complete({ agreement, lastFlight }: Extract<Step, { kind: "complete" }>): void {
    const { records, draft, clientRandom } = this.#setup;
    this.#isOver = true;
    this.#doubt.dispose();
    if (lastFlight === undefined) this.#flights.dispose();
    else this.#flights.sendLast(lastFlight);
    draft.retransmissions = this.#flights.retransmissions;
    const established = { agreement, records, clientRandom, flights: this.#flights, held: this.#data.release() };
    this.#setup.onEnd({ report: draft.finish("completed"), established });
  }

  #fail(outcome: HandshakeOutcome, alert: AlertName | undefined, problem: string): void {
    if (this.#isOver) return;
    const { draft, onEnd, clientRandom } = this.#setup;
    this.#isOver = true;
    this.#doubt.dispose();
    const { retransmissions } = this.#flights;
    if (alert === undefined) this.#flights.dispose();
    else {
      this.#flights.sendLast([{ kind: "alert", alert, epoch: this.#writeEpoch }]);
      draft.alertSent = alert;
    }
    draft.retransmissions = retransmissions;
    const report = draft.finish(outcome, problem);
    this.#early.release();
    this.#data.release();
    // The random may be a part of the whole hello, which is not to be kept.
    const random = clientRandom && Uint8Array.from(clientRandom);
    onEnd(alert === undefined ? { report } : { report, refusal: { clientRandom: random, flights: this.#flights } });
  }
}
