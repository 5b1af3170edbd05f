import { equalBytes } from "../../lwm2m/base/bytes.js";
import type { Address } from "../../lwm2m/base/datagram.js";
import { createLogger } from "../../lwm2m/base/logger.js";
import { seededBytes } from "../../lwm2m/base/testing/seededBytes.js";
import { SimulatedClock } from "../../lwm2m/base/testing/simulatedClock.js";
import { blockOption } from "../../lwm2m/coap/block.js";
import { codeOf } from "../../lwm2m/coap/codes.js";
import { createCoapEndpoint } from "../../lwm2m/coap/createEndpoint.js";
import type { CoapEndpoint } from "../../lwm2m/coap/endpoint.js";
import type { CoapOption, MessageContent } from "../../lwm2m/coap/message.js";
import { optionNumbers } from "../../lwm2m/coap/options.js";
import { textOption, uintOption } from "../../lwm2m/coap/optionValue.js";
import type { CoapSession } from "../../lwm2m/coap/session.js";
import { capabilitiesMessage, signals } from "../../lwm2m/coap/signals.js";
import { encodeStreamMessage } from "../../lwm2m/coap/streamCodec.js";
import { longEnough, patternOf, serverAddress } from "../../lwm2m/coap/testing/coapPair.js";
import { simulatedConnections, type SimulatedConnection } from "../../lwm2m/coap/testing/simulatedConnection.js";
import { streamChannel } from "../../lwm2m/coap/transport/streamChannel.js";
import { seededRandom, type SeededRandom } from "../fixtures/seededRandom.js";
import { mutatedBytes } from "./mutateBytes.js";

const limits = { body: 20_000, outstanding: 20, handling: 5, answers: 50_000, bodies: 50_000, message: 8192 };
const maximumInputs = 2500;
/** Connections that a stranger may have at once here, with as many timers as each may need. */
const maximumTimers = 400;
const maximumBacklog = 1_000_000;

interface Scene {
  readonly clock: SimulatedClock;
  readonly random: SeededRandom;
  readonly endpoint: CoapEndpoint;
  readonly errors: string[];
}

/**
 * Lets strangers open connections, greet or not, and send whole and damaged messages in pieces, while somebody else has
 * a connection of its own.
 * @returns how many messages strangers sent
 * @throws if something throws, grows without end, or if the connection of somebody else does not work as ever
 */
export async function fuzzCoapStream(seed: number): Promise<number> {
  const scene = sceneOf(seed);
  const { clock, random, endpoint } = scene;
  const friend = await connectFriend(scene);
  let inputs = 0;
  while (inputs < maximumInputs) {
    const stranger = connect(scene, { host: "192.0.2.66", port: 1 + random.below(60_000) });
    const asked = random.below(2) === 0 ? stranger.session.request({ code: codeOf("GET"), path: ["x"] }) : undefined;
    inputs += await talk(scene, stranger.connection);
    expect(clock.timers <= maximumTimers, `${clock.timers} timers wait at once.`);
    if (random.below(3) === 0) stranger.connection.close();
    else stranger.session.close();
    await clock.advance(100);
    if (asked !== undefined) await clock.until(asked);
  }
  expect(endpoint.sessions.size === 1, `${endpoint.sessions.size - 1} sessions of strangers are left.`);
  await worksAsEver(scene, friend);
  await clock.advance(longEnough);
  expect(clock.timers === 0, `${clock.timers} timers are left when all is done.`);
  expect(scene.errors.length === 0, `Something has failed: ${scene.errors[0]}`);
  return inputs;
}

function sceneOf(seed: number): Scene {
  const clock = new SimulatedClock();
  const errors: string[] = [];
  const logger = createLogger("error", ({ message, fields }) => errors.push(`${message} ${JSON.stringify(fields)}`));
  const endpoint = createCoapEndpoint({
    clock,
    random: seededBytes(seed),
    logger,
    limits,
    handler: ({ path, payload, observe }) => {
      if (payload.length > limits.body) throw new Error("A body is longer than is allowed.");
      if (path[0] === "long") return { code: codeOf("Content"), payload: patternOf(15_000) };
      return { code: codeOf("Content"), payload, ...(observe === 0 ? { observe: 1 } : {}) };
    },
  });
  return { clock, random: seededRandom(seed), endpoint, errors };
}

/** A connection to the endpoint, and its session there. */
function connect(
  { clock, random, endpoint }: Scene,
  from: Address,
): { readonly connection: SimulatedConnection; readonly session: CoapSession } {
  const faults = { delay: 1, pieceLength: () => 1 + random.below(random.below(4) === 0 ? 3 : 2000) };
  const { client, server } = simulatedConnections(clock, { client: from, server: serverAddress }, faults);
  const channel = streamChannel({
    connection: server,
    transport: "tcp",
    identity: undefined,
    isOutgoing: false,
    maximumBacklog,
  });
  return { connection: client, session: endpoint.accept(channel) };
}

/** Somebody who keeps to the rules. */
async function connectFriend(scene: Scene): Promise<CoapSession> {
  const { connection } = connect(scene, { host: "192.0.2.1", port: 40_000 });
  const endpoint = createCoapEndpoint({
    clock: scene.clock,
    random: seededBytes(7),
    logger: createLogger("error", ({ message }) => scene.errors.push(message)),
  });
  const setup = { connection, transport: "tcp", identity: undefined, isOutgoing: true, maximumBacklog } as const;
  const session = endpoint.accept(streamChannel(setup));
  await scene.clock.advance(50);
  return session;
}

/** Sends messages, most of them damaged, and lets time pass in between. */
async function talk({ clock, random }: Scene, connection: SimulatedConnection): Promise<number> {
  if (random.below(4) > 0) {
    const messageSize = random.pick([0, 64, 1152, 3000, 2 ** 32 - 1]);
    const takesBlocks = random.below(3) > 0;
    connection.send(encodeStreamMessage(capabilitiesMessage({ messageSize, takesBlocks, tokenLength: 8 })));
  }
  const count = 1 + random.below(30);
  let previous: Uint8Array = Uint8Array.of(0, 0);
  for (let index = 0; index < count; index++) {
    const whole = encodeStreamMessage(someMessage(random));
    connection.send(random.below(3) === 0 ? mutatedBytes(whole, previous, random) : whole);
    previous = whole;
    if (random.below(3) === 0) await clock.advance(random.below(300));
  }
  await clock.advance(50);
  return count;
}

function someMessage({ below, pick }: SeededRandom): MessageContent {
  const token = patternOf(below(pick([9, 9, 100])));
  const block = { number: below(20), more: below(2) === 0, size: pick([16, 1024]), isBert: below(3) === 0 };
  const choices: readonly CoapOption[] = [
    textOption(optionNumbers.uriPath, pick(["echo", "long"])),
    blockOption(pick([optionNumbers.block1, optionNumbers.block2]), block),
    uintOption(optionNumbers.observe, below(2)),
    uintOption(optionNumbers.size1, below(100_000)),
    uintOption(2, below(5000)),
    uintOption(4, 0),
    { number: below(65_536), value: patternOf(below(20)) },
  ];
  const options = choices.filter(() => below(3) === 0).toSorted((left, right) => left.number - right.number);
  const requests = [codeOf("GET"), codeOf("PUT"), codeOf("FETCH")] as const;
  const code = pick([...requests, ...requests, ...Object.values(signals), codeOf("Content"), 0, 0xe9]);
  return { code, token, options, payload: patternOf(below(pick([1, 100, 3072]))) };
}

async function worksAsEver({ clock }: Scene, friend: CoapSession): Promise<void> {
  const body = patternOf(15_000);
  const outcome = await clock.until(friend.request({ code: codeOf("PUT"), path: ["echo"], payload: body }));
  const isEchoed = outcome.kind === "response" && equalBytes(outcome.response.payload ?? new Uint8Array(0), body);
  expect(isEchoed, `A request of somebody else ends as "${outcome.kind}", or with another body than it was sent.`);
  expect((await clock.until(friend.ping())) !== undefined, "Nobody answers a ping of somebody else.");
}

function expect(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}
