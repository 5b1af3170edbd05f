import { equalBytes } from "../../lwm2m/base/bytes.js";
import { codeOf } from "../../lwm2m/coap/codes.js";
import type { CoapResponse, RequestOutcome } from "../../lwm2m/coap/exchange.js";
import type { CoapSession, IncomingRequest, RequestHandler } from "../../lwm2m/coap/session.js";
import { coapPair, longEnough, patternOf, type CoapPair } from "../../lwm2m/coap/testing/coapPair.js";
import { seededRandom, type SeededRandom } from "../fixtures/seededRandom.js";
import { mutatedBytes } from "./mutateBytes.js";

const limits = { body: 20_000, remembered: 50, outstanding: 20, handling: 5, answers: 50_000, bodies: 50_000 };
/** Many more timers than this would mean that something is kept for each message. */
const maximumTimers = 400;
const maximumInputs = 2500;

/**
 * Lets two programs talk, busily and in both roles, while damaged copies of their messages come in between.
 * @returns how many damaged messages there were
 * @throws if something throws, grows without end, does not come to an end, or does not work afterwards
 */
export async function fuzzCoap(seed: number): Promise<number> {
  const random = seededRandom(seed);
  const work: Work = { handling: 0, most: 0, largest: 0, clock: undefined };
  const pair = coapPair({
    seed,
    handler: handlerOf(work),
    clientHandler: handlerOf(work),
    faults: { loss: 0.1, duplication: 0.1, reordering: 0.2 },
    both: { limits },
  });
  work.clock = pair.clock;
  const inputs = damage(pair, random);
  await talk(pair, random, inputs);
  inputs.stop();
  pair.network.faults = { loss: 0, duplication: 0, reordering: 0, delay: 5 };

  expect(inputs.mostTimers() <= maximumTimers, `${inputs.mostTimers()} timers waited at once.`);
  expect(work.most <= limits.handling * 2, `${work.most} requests were handled at once.`);
  expect(work.largest <= limits.body, `A body of ${work.largest} bytes was handed on.`);
  await pair.clock.advance(longEnough);
  expect(pair.clock.timers === 0, `${pair.clock.timers} timers are left when all is done.`);
  await worksAsEver(pair);
  return inputs.count();
}

interface Work {
  handling: number;
  most: number;
  largest: number;
  clock: CoapPair["clock"] | undefined;
}

/** Answers at once, late, at length, with notifications, or not at all well. */
function handlerOf(work: Work): RequestHandler {
  return (request) => {
    work.largest = Math.max(work.largest, request.payload.length);
    const [what] = request.path;
    if (what === "throw") throw new Error("A handler has failed.");
    if (what === "slow") return slowly(work, request);
    if (what === "long") return { code: codeOf("Content"), payload: patternOf(5000) };
    if (request.observe === 0) notifySoon(work, request);
    return { code: codeOf("Content"), payload: request.payload, ...(request.observe === 0 ? { observe: 1 } : {}) };
  };
}

async function slowly(work: Work, { payload }: IncomingRequest): Promise<CoapResponse> {
  work.handling++;
  work.most = Math.max(work.most, work.handling);
  await new Promise<void>((resolve) => void work.clock?.after(3000, resolve));
  work.handling--;
  return { code: codeOf("Content"), payload };
}

function notifySoon({ clock }: Work, { session, token }: IncomingRequest): void {
  const its = Uint8Array.from(token);
  for (let count = 1; count <= 3; count++) {
    clock?.after(count * 1500, () => {
      const payload = patternOf(count === 2 ? 3000 : 10).fill(count);
      void session.notify(its, { code: codeOf("Content"), payload }, count === 3 ? "NON" : "CON");
    });
  }
}

interface Inputs {
  readonly count: () => number;
  readonly mostTimers: () => number;
  readonly stop: () => void;
}

/** Sends damaged copies after the messages that pass. */
function damage({ network, clock }: CoapPair, random: SeededRandom): Inputs {
  let count = 0;
  let mostTimers = 0;
  let isOwn = false;
  let previous = Uint8Array.of(0x40, 0, 0, 0);
  const listening = network.onSend.event((passing) => {
    if (isOwn || count >= maximumInputs) return;
    isOwn = true;
    for (let copies = random.below(4); copies > 0; copies--) {
      count++;
      const { from, to } = random.below(4) === 0 ? { from: passing.to, to: passing.from } : passing;
      network.send({ from, to, data: mutatedBytes(passing.data, previous, random) });
    }
    isOwn = false;
    previous = Uint8Array.from(passing.data);
    mostTimers = Math.max(mostTimers, clock.timers);
  });
  return {
    count: () => count,
    mostTimers: () => mostTimers,
    stop: () => {
      listening.dispose();
    },
  };
}

/** Requests of all kinds from both sides, until enough damage is done. Each comes to some end. */
async function talk({ clock, session, server }: CoapPair, random: SeededRandom, inputs: Inputs): Promise<void> {
  const outcomes: Promise<unknown>[] = [];
  for (let round = 0; round < 3000 && inputs.count() < maximumInputs; round++) {
    const [back] = server.endpoint.sessions;
    const asking = back === undefined || random.below(3) > 0 ? session : back;
    outcomes.push(...begin(asking, random));
    await clock.advance(random.below(2000));
  }
  await clock.until(Promise.all(outcomes), 1e8);
}

function begin(session: CoapSession, random: SeededRandom): readonly Promise<unknown>[] {
  const path = [random.pick(["echo", "slow", "long", "throw"])];
  const type = random.pick(["CON", "CON", "NON"] as const);
  const payload = patternOf(random.pick([0, 10, 3000, limits.body + 1]));
  const code = codeOf(random.pick(["GET", "PUT", "POST", "FETCH"]));
  switch (random.below(6)) {
    case 0:
      return [session.ping()];
    case 1: {
      const observation = session.observe({ code: codeOf("GET"), path: ["echo"] }, () => undefined);
      const how = random.pick(["actively", "passively"] as const);
      return [observation.first.then(async () => observation.cancel(how))];
    }
    case 2: {
      const aborting = new AbortController();
      const outcome = session.request({ code, path, payload }, { signal: aborting.signal });
      return [
        Promise.resolve().then(() => {
          aborting.abort();
        }),
        outcome,
      ];
    }
    default:
      return [session.request({ code, path, payload }, { type, blockSize: random.pick([16, 64, 1024]) })];
  }
}

async function worksAsEver({ clock, session }: CoapPair): Promise<void> {
  const body = patternOf(5000);
  const outcome: RequestOutcome = await clock.until(
    session.request({ code: codeOf("POST"), path: ["echo"], payload: body }),
  );
  const isEchoed = outcome.kind === "response" && equalBytes(outcome.response.payload ?? new Uint8Array(0), body);
  expect(isEchoed, `A request afterwards ends as "${outcome.kind}", or with another body than it was sent.`);
  expect((await clock.until(session.ping())) !== undefined, "Nobody answers a ping afterwards.");
}

function expect(condition: boolean, otherwise: string): void {
  if (!condition) throw new Error(otherwise);
}
