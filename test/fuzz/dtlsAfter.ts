import { concatBytes } from "../../lwm2m/base/bytes.js";
import { printAddress, type Address } from "../../lwm2m/base/datagram.js";
import type { Disposable } from "../../lwm2m/base/disposal.js";
import { createLogger } from "../../lwm2m/base/logger.js";
import { seededBytes } from "../../lwm2m/base/testing/seededBytes.js";
import { createDtlsEndpoint } from "../../lwm2m/dtls/createEndpoint.js";
import type { RecordLayer } from "../../lwm2m/dtls/record/recordLayer.js";
import { contentTypes } from "../../lwm2m/dtls/tables/contentTypes.js";
import { handshakeTypes } from "../../lwm2m/dtls/tables/handshakeTypes.js";
import { cipherSuites } from "../../lwm2m/dtls/tables/suites.js";
import { preferring } from "../../lwm2m/dtls/testing/preferSuite.js";
import { RawClient } from "../../lwm2m/dtls/testing/rawClient.js";
import { serverAddress, type SimulatedPair } from "../../lwm2m/dtls/testing/simulatedPair.js";
import { printMessage } from "../../lwm2m/dtls/wire/handshakeMessage.js";
import { seededRandom, type SeededRandom } from "../fixtures/seededRandom.js";
import { checkRest, establishBystander, fuzzedPair, knownDevices, watch } from "./dtlsWatch.js";
import { mutatedBytes } from "./mutateBytes.js";

/** Rounds of one run, and in each how many damaged datagrams of others, and how many records of the peer itself. */
const [rounds, forged, malicious] = [12, 160, 60];

/**
 * Disturbs established sessions of every suite, with connection IDs and without: with damaged, repeated and mixed-up
 * datagrams of their own in both directions, from their address and others, which must not be noticed; and with records
 * that a peer has sealed rightly around nonsense, which may end its own session and no other. Returns how many there
 * were.
 * @throws Error if anything throws, or a session is lost or hears what nobody said
 */
export async function fuzzDtlsAfter(seed: number): Promise<number> {
  const random = seededRandom(seed);
  const pair = fuzzedPair(seed);
  const bystander = await establishBystander(pair);
  const sessions = [];
  for (let index = 0; index < 3; index++) sessions.push(await establish(pair, index, random));
  const enemy = new Enemy(pair, random);
  for (let round = 0; round < rounds; round++) {
    for (const session of sessions) {
      for (let count = 0; count < forged / sessions.length; count++) session.disturb();
    }
    await enemy.talk();
    const when = `in round ${round} of seed ${seed}`;
    for (const session of sessions) await session.check(when);
    await bystander.check(when);
    if (pair.clock.timers > 100) throw new Error(`There are ${pair.clock.timers} timers at once ${when}.`);
  }
  await bystander.check(`at the end of seed ${seed}`);
  for (const { dispose } of sessions) dispose();
  await checkRest(pair, seed);
  return rounds * (Math.ceil(forged / sessions.length) * sessions.length + malicious);
}

interface DisturbedSession extends Disposable {
  readonly disturb: () => void;
  readonly check: (when: string) => Promise<void>;
}

/** Makes a session of a random kind, and remembers its datagrams so that it can be disturbed with them. */
async function establish(pair: SimulatedPair, index: number, random: SeededRandom): Promise<DisturbedSession> {
  const { network, clock } = pair;
  const address: Address = { host: "192.0.2.77", port: 100 + index };
  const toServer: Uint8Array[] = [];
  const toClient: Uint8Array[] = [];
  const isOf = (other: Address): boolean => printAddress(other) === printAddress(address);
  let isOurs = false;
  network.onSend.event(({ data, from, to }) => {
    if (isOurs) return;
    if (isOf(from)) keep(toServer, data);
    else if (isOf(to)) keep(toClient, data);
  });
  const client = createDtlsEndpoint({
    socket: network.socket(address.host, address.port),
    clock,
    random: seededBytes(random.below(2 ** 30)),
    logger: createLogger("error", (line) => pair.lines.push(line)),
  });
  const [firstSuite = "", ...otherSuites] = cipherSuites.map(({ name }) => name);
  let made: DisturbedSession | undefined;
  await preferring(random.pick([firstSuite, ...otherSuites]), async () => {
    const credentials = random.pick(knownDevices);
    const connectionIds = random.pick(["none", "ours", "both"] as const);
    const { session, report } = await clock.until(client.connect(serverAddress, { credentials, connectionIds }));
    await clock.advance(50);
    const served = pair.sessions.at(-1);
    if (session === undefined || served === undefined) throw new Error(report.explanation);
    const watched = watch(pair, session, served);
    await watched.check("before it is disturbed");
    const disturb = (): void => {
      isOurs = true;
      const isForServer = random.below(2) === 0;
      const seen = isForServer ? toServer : toClient;
      const data = disturbed(seen, isForServer ? toClient : toServer, random);
      const [from, to] = isForServer ? [address, serverAddress] : [serverAddress, address];
      const isFromElsewhere = random.below(4) === 0;
      network.send({ data, to, from: isFromElsewhere ? { host: "203.0.113.9", port: 1 + random.below(9) } : from });
      isOurs = false;
    };
    made = { disturb, check: watched.check, dispose: client.dispose };
  });
  if (made === undefined) throw new Error("No session was made.");
  return made;
}

/** The last ones of many, and what was said in the handshake. */
function keep(datagrams: Uint8Array[], one: Uint8Array): void {
  datagrams.push(one);
  if (datagrams.length > 40) datagrams.splice(20, 1);
}

/** One of them again, or damaged at any place, or in its header, or with the record number of another. */
function disturbed(seen: readonly Uint8Array[], others: readonly Uint8Array[], random: SeededRandom): Uint8Array {
  const one = seen[random.below(seen.length)] ?? new Uint8Array();
  const other = others[random.below(others.length)] ?? new Uint8Array();
  switch (random.below(5)) {
    case 0:
      return one;
    case 1:
      return other;
    case 2:
      return concatBytes(mutatedBytes(one.subarray(0, 20), other, random), one.subarray(20));
    case 3: {
      const later = Uint8Array.from(one);
      if (later.length > 10) later[8 + random.below(3)] = random.below(256);
      return later;
    }
    default:
      return mutatedBytes(one, other, random);
  }
}

/** Somebody with a good key who says nothing but nonsense; thrown out, he comes again. */
class Enemy {
  readonly #pair: SimulatedPair;
  readonly #random: SeededRandom;
  #visits = 0;
  #isIn = false;
  #client: RawClient | undefined;
  #records: RecordLayer | undefined;

  constructor(pair: SimulatedPair, random: SeededRandom) {
    this.#pair = pair;
    this.#random = random;
  }

  async talk(): Promise<void> {
    for (let count = 0; count < malicious; count++) {
      if (!this.#isIn) await this.#comeIn();
      const [type, content] = this.#nonsense();
      const record = this.#records?.seal(type, 1, content);
      if (record !== undefined) this.#client?.sendBytes(record);
      if (count % 5 === 0) await this.#pair.clock.advance(20);
    }
    await this.#pair.clock.advance(20);
  }

  async #comeIn(): Promise<void> {
    const before = this.#pair.sessions.length;
    this.#client = new RawClient(this.#pair, { host: "203.0.113.66", port: 1 + ++this.#visits });
    this.#records = await this.#client.shake();
    await this.#pair.clock.advance(20);
    const served = this.#pair.sessions.at(-1);
    if (served === undefined || this.#pair.sessions.length === before) throw new Error("A good key was not let in.");
    this.#isIn = true;
    served.onData(() => undefined);
    served.onEnd(() => {
      this.#isIn = false;
    });
  }

  #nonsense(): readonly [type: number, content: Uint8Array] {
    const { below, pick } = this.#random;
    const noise = Uint8Array.from({ length: below(60) }, () => below(256));
    const types = [
      handshakeTypes.ClientHello,
      handshakeTypes.Finished,
      handshakeTypes.HelloRequest,
      below(256),
    ] as const;
    const message = printMessage({ type: pick(types), sequence: below(6), body: noise });
    switch (below(6)) {
      case 0:
        return [contentTypes.Handshake, message];
      case 1:
        return [contentTypes.Handshake, mutatedBytes(message, noise, this.#random)];
      case 2:
        return [contentTypes.Alert, Uint8Array.of(below(4), below(256), ...noise.subarray(0, below(3)))];
      case 3:
        return [contentTypes.ChangeCipherSpec, noise];
      case 4:
        return [contentTypes.ApplicationData, noise];
      default:
        return [below(256), noise];
    }
  }
}
