import { concatBytes } from "../../lwm2m/base/bytes.js";
import { printAddress, type Address } from "../../lwm2m/base/datagram.js";
import { seededBytes } from "../../lwm2m/base/testing/seededBytes.js";
import { silentLogger } from "../../lwm2m/base/logger.js";
import { createDtlsEndpoint } from "../../lwm2m/dtls/createEndpoint.js";
import { contentTypes } from "../../lwm2m/dtls/tables/contentTypes.js";
import { handshakeTypes } from "../../lwm2m/dtls/tables/handshakeTypes.js";
import { clientAddress, serverAddress, type SimulatedPair } from "../../lwm2m/dtls/testing/simulatedPair.js";
import { parseClientHello, printClientHello } from "../../lwm2m/dtls/wire/clientHello.js";
import { parseFragments, printMessage } from "../../lwm2m/dtls/wire/handshakeMessage.js";
import { parseHelloVerifyRequest } from "../../lwm2m/dtls/wire/helloVerifyRequest.js";
import { parseRecords, printRecord } from "../../lwm2m/dtls/wire/record.js";
import { seededRandom, type SeededRandom } from "../fixtures/seededRandom.js";
import { checkRest, establishBystander, fuzzedPair, knownDevices } from "./dtlsWatch.js";
import { mutatedBytes } from "./mutateBytes.js";

/** Datagrams in one run, and how many of them are on their way at once. */
const [datagrams, atOnce] = [3000, 20];

/** CoAP without DTLS, which comes to the wrong port. */
const plainCoap = Uint8Array.of(0x40, 0x01, 0x12, 0x34, 0xb2, 0x72, 0x64);

/**
 * Sends damaged datagrams to a server, and some to a client, from addresses that have no handshake: damaged first
 * messages of devices, with a valid cookie or without, whole or in pieces, whatever else devices say out of turn, and
 * noise. Returns how many there were.
 * @throws Error if anything throws, if somebody else's session is lost, if a session comes out of it, or if nobody is
 * served any more
 */
export async function fuzzDtlsBefore(seed: number): Promise<number> {
  const random = seededRandom(seed);
  const pair = fuzzedPair(seed);
  const bystander = await establishBystander(pair);
  const seen = await record(pair, seed);
  const established = pair.sessions.length;
  const strangers = new Strangers(pair, seen, random);
  for (let sent = 0; sent < datagrams; sent += atOnce) {
    for (let one = 0; one < atOnce; one++) strangers.send();
    await pair.clock.advance(random.below(20) === 0 ? 60_000 : 60);
    if (pair.clock.timers > 60) throw new Error(`There are ${pair.clock.timers} timers at once with seed ${seed}.`);
    if (sent % 300 === 0) await bystander.check(`after ${sent} datagrams of seed ${seed}`);
  }
  strangers.stop();
  if (pair.sessions.length > established) throw new Error(`Damaged datagrams have made a session with seed ${seed}.`);
  await pair.clock.advance(600_000);
  await record(pair, seed + 1);
  await bystander.check(`at the end of seed ${seed}`);
  await checkRest(pair, seed);
  return datagrams;
}

/** What devices of each kind send during a handshake; they are served, or this throws. */
async function record({ network, clock }: SimulatedPair, seed: number): Promise<readonly Uint8Array[]> {
  const seen: Uint8Array[] = [plainCoap];
  const recording = network.onSend.event(({ data, to }) => {
    if (printAddress(to) === printAddress(serverAddress)) seen.push(data);
  });
  for (const [index, credentials] of knownDevices.entries()) {
    const client = createDtlsEndpoint({
      socket: network.socket("192.0.2.50", 100 + index),
      clock,
      random: seededBytes(seed * 10 + index),
      logger: silentLogger,
    });
    const { session, report } = await clock.until(client.connect(serverAddress, { credentials }));
    if (session === undefined) throw new Error(`A device was not served: ${report.explanation}`);
    client.dispose();
    await clock.advance(100);
  }
  recording.dispose();
  return seen;
}

/** Addresses from which there comes nothing but damage. */
class Strangers {
  readonly #pair: SimulatedPair;
  readonly #seen: readonly Uint8Array[];
  readonly #hellos: readonly Uint8Array[];
  readonly #random: SeededRandom;
  /** The cookies that were sent to them, by address. */
  readonly #cookies = new Map<string, Uint8Array>();
  readonly stop: () => void;

  constructor(pair: SimulatedPair, seen: readonly Uint8Array[], random: SeededRandom) {
    this.#pair = pair;
    this.#seen = seen;
    this.#random = random;
    this.#hellos = seen.flatMap((datagram) => helloIn(datagram) ?? []);
    const listening = pair.network.onSend.event(({ data, from, to }) => {
      if (printAddress(from) === printAddress(serverAddress)) this.#note(data, to);
    });
    this.stop = () => {
      listening.dispose();
    };
  }

  send(): void {
    const { below } = this.#random;
    const from = { host: `198.51.100.${below(8)}`, port: 1 + below(40) };
    const to = below(10) === 0 ? clientAddress : serverAddress;
    this.#pair.network.send({ data: this.#datagram(from), from, to });
  }

  #datagram(from: Address): Uint8Array {
    const { below } = this.#random;
    const [one, other] = [this.#one(this.#seen), this.#one(this.#seen)];
    switch (below(6)) {
      case 0:
        return Uint8Array.from({ length: below(80) }, () => below(256));
      case 1:
        // The damage is in the headers of a record and of the message in it.
        return concatBytes(mutatedBytes(one.subarray(0, 25), other, this.#random), one.subarray(25));
      case 2:
        return mutatedBytes(one, other, this.#random);
      default:
        return this.#hello(from);
    }
  }

  /** A ClientHello that is damaged behind what its cookie stands for, so that a good cookie stays good. */
  #hello(from: Address): Uint8Array {
    const { below } = this.#random;
    const whole = this.#one(this.#hellos);
    const { value: hello } = parseClientHello(whole);
    if (hello === undefined) return whole;
    const cookie = this.#cookies.get(printAddress(from)) ?? new Uint8Array();
    const bare = printClientHello({ ...hello, cookie, extensions: new Map() });
    const extensions = printClientHello({ ...hello, cookie }).subarray(bare.length);
    const isWhole = below(3) === 0;
    const tail = isWhole ? extensions : mutatedBytes(extensions, this.#one(this.#seen), this.#random);
    const body = concatBytes(bare, tail);
    const sequence = cookie.length === 0 ? 0 : 1;
    const message = printMessage({ type: handshakeTypes.ClientHello, sequence, body });
    const fragment = below(8) === 0 ? message.subarray(0, below(message.length)) : message;
    const header = { type: contentTypes.Handshake, version: 0xfefd, epoch: 0, sequence: below(1000) };
    return printRecord({ ...header, fragment });
  }

  #note(data: Uint8Array, to: Address): void {
    const fragment = parseRecords(data)[0]?.fragment ?? new Uint8Array();
    const [first] = parseFragments(fragment);
    if (first?.type !== handshakeTypes.HelloVerifyRequest) return;
    const cookie = parseHelloVerifyRequest(first.data).value?.cookie;
    if (cookie !== undefined) this.#cookies.set(printAddress(to), cookie);
  }

  #one(values: readonly Uint8Array[]): Uint8Array {
    return values[this.#random.below(values.length)] ?? plainCoap;
  }
}

/** The ClientHello that a datagram begins with. */
function helloIn(datagram: Uint8Array): Uint8Array | undefined {
  const [first] = parseFragments(parseRecords(datagram)[0]?.fragment ?? new Uint8Array());
  return first?.type === handshakeTypes.ClientHello && first.data.length === first.length ? first.data : undefined;
}
