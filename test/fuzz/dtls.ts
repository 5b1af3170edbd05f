import { concatBytes, fromUtf8 } from "../../lwm2m/base/bytes.js";
import { printAddress, type Address } from "../../lwm2m/base/datagram.js";
import { createLogger } from "../../lwm2m/base/logger.js";
import { Secret } from "../../lwm2m/base/secret.js";
import { seededBytes } from "../../lwm2m/base/testing/seededBytes.js";
import { createDtlsEndpoint } from "../../lwm2m/dtls/createEndpoint.js";
import type { ClientCredentials } from "../../lwm2m/dtls/credentials.js";
import type { DtlsSession } from "../../lwm2m/dtls/session.js";
import { cipherSuites } from "../../lwm2m/dtls/tables/suites.js";
import { certificates, rawPublicKeys } from "../../lwm2m/dtls/testing/keyPairs.js";
import { preferring } from "../../lwm2m/dtls/testing/preferSuite.js";
import {
  clientAddress,
  identity,
  key,
  serverAddress,
  type SimulatedPair,
} from "../../lwm2m/dtls/testing/simulatedPair.js";
import { seededRandom, type SeededRandom } from "../fixtures/seededRandom.js";
import { checkLines, checkRest, establishBystander, fuzzedLimits, fuzzedPair, knownDevices } from "./dtlsWatch.js";
import { mutatedBytes } from "./mutateBytes.js";

const [known, ...othersKnown] = knownDevices;

/** Devices that the server knows, and some that it does not. */
const devices: readonly [Device, ...Device[]] = [
  { credentials: known, isKnown: true },
  ...othersKnown.map((credentials) => ({ credentials, isKnown: true })),
  { credentials: { kind: "psk", identity, key: new Secret(fromUtf8("wrong")) }, isKnown: false },
  { credentials: { kind: "psk", identity: "unknown", key }, isKnown: false },
  { credentials: trustingAnybody(rawPublicKeys().client), isKnown: false },
  { credentials: trustingAnybody(certificates().client), isKnown: false },
  { credentials: certificates().client, isKnown: false },
];

interface Device {
  readonly credentials: ClientCredentials;
  readonly isKnown: boolean;
}

/** So that it is the server which refuses. */
function trustingAnybody(credentials: ClientCredentials): ClientCredentials {
  if (credentials.kind === "psk") return credentials;
  return { ...credentials, verifyPeer: () => ({ kind: "trusted", identity: { kind: "psk", identity: "anybody" } }) };
}

const [firstSuite = "", ...otherSuites] = cipherSuites.map(({ name }) => name);
const suiteNames = [firstSuite, ...otherSuites] as const;

/** Handshakes that are disturbed in one run. */
const handshakes = 12;

/**
 * Disturbs DTLS handshakes in every state, of both sides and full or resumed, with damaged copies of their own datagrams
 * and of each other's, while a session that was established before goes on. Returns how many damaged datagrams there
 * were.
 * @throws Error with a sentence if anything throws, if a session is lost or hears what nobody said, or if more is kept
 * than the limits allow
 */
export async function fuzzDtls(seed: number): Promise<number> {
  const random = seededRandom(seed);
  const pair = fuzzedPair(seed);
  const bystander = await establishBystander(pair);
  const storm = new Storm(pair, random);
  for (let index = 0; index < handshakes; index++) {
    await disturbHandshake(pair, storm, index, random);
    await bystander.check(`after handshake ${index} of seed ${seed}`);
  }
  storm.stop();
  await bystander.check(`at the end of seed ${seed}`);
  await checkRest(pair, seed);
  return storm.count;
}

/** Damaged datagrams beside the good ones, in both directions, and on the way of the session that goes on. */
class Storm {
  readonly #pair: SimulatedPair;
  readonly #random: SeededRandom;
  readonly #seen: Uint8Array[] = [];
  #isOurs = false;
  /** What comes while no handshake goes on does not count. */
  isCounting = false;
  count = 0;

  constructor(pair: SimulatedPair, random: SeededRandom) {
    this.#pair = pair;
    this.#random = random;
    const { network } = pair;
    network.filter = ({ data, from, to }) => {
      if (this.#isOurs) return true;
      this.#remember(data);
      const isBystander = [from, to].some((address) => printAddress(address) === printAddress(clientAddress));
      for (let copies = this.#random.below(5); copies > 0; copies--) this.#inject(data, from, to);
      this.#inject(data, clientAddress, serverAddress);
      this.#inject(data, serverAddress, clientAddress);
      this.#checkTimers();
      return isBystander || this.#random.below(12) > 0;
    };
  }

  stop(): void {
    this.#pair.network.filter = () => true;
  }

  #inject(data: Uint8Array, from: Address, to: Address): void {
    this.#isOurs = true;
    if (this.isCounting) this.count++;
    const other = this.#seen[this.#random.below(this.#seen.length)] ?? data;
    this.#pair.network.send({ data: this.#random.below(10) === 0 ? other : this.#damaged(data, other), from, to });
    this.#isOurs = false;
  }

  /** Every other time the damage is in the headers of a record and of the message in it. */
  #damaged(data: Uint8Array, other: Uint8Array): Uint8Array {
    if (this.#random.below(2) === 0) return mutatedBytes(data, other, this.#random);
    const headers = mutatedBytes(data.subarray(0, 25), other.subarray(0, 25), this.#random);
    return concatBytes(headers, data.subarray(25));
  }

  #remember(data: Uint8Array): void {
    if (this.#seen.length < 200) this.#seen.push(data);
    else this.#seen[this.#random.below(200)] = data;
  }

  /** Each half-open handshake has two timers at most; datagrams on their way are timers of the network. */
  #checkTimers(): void {
    if (this.#pair.clock.timers > 400) throw new Error(`There are ${this.#pair.clock.timers} timers at once.`);
  }
}

/** A handshake of a client of its own, sometimes with a wrong key or identity, and a resumed one behind it. */
async function disturbHandshake(pair: SimulatedPair, storm: Storm, index: number, random: SeededRandom): Promise<void> {
  const { network, clock } = pair;
  const address = { host: "192.0.2.100", port: 1000 + index };
  const client = createDtlsEndpoint({
    socket: network.socket(address.host, address.port),
    clock,
    random: seededBytes(random.below(2 ** 30)),
    logger: createLogger("error", (line) => pair.lines.push(line)),
    limits: fuzzedLimits,
  });
  const { credentials, isKnown } = random.pick(devices);
  const suite = random.pick(suiteNames);
  for (let attempt = 0; attempt < 2; attempt++) {
    let session: DtlsSession | undefined;
    await preferring(suite, async () => {
      storm.isCounting = true;
      ({ session } = await clock.until(client.connect(serverAddress, { credentials })));
      storm.isCounting = false;
    });
    if (session !== undefined && !isKnown) throw new Error("Wrong credentials have made a session.");
    session?.send(fromUtf8("data of a session that is disturbed"));
    await clock.advance(random.below(3000));
    if (random.below(2) === 0) closeAll([session]);
  }
  client.dispose();
  await clock.advance(100);
  checkLines(pair);
  if (storm.count === 0) throw new Error("Nothing was disturbed.");
}

function closeAll(sessions: readonly (DtlsSession | undefined)[]): void {
  for (const session of sessions) session?.close();
}
