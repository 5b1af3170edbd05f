import assert from "node:assert/strict";
import { test } from "node:test";
import { concatBytes, equalBytes } from "../../base/bytes.js";
import { blockOption } from "../block.js";
import { codeOf } from "../codes.js";
import type { BlockProgress, RequestOutcome } from "../exchange.js";
import type { CoapMessage } from "../message.js";
import { optionNumbers } from "../options.js";
import { readUint, uintOption } from "../optionValue.js";
import type { CoapSession } from "../session.js";
import type { SimulatedClock } from "../../base/testing/simulatedClock.js";
import { clientAddress, coapPair, longEnough, patternOf, responseOf, serverAddress } from "../testing/coapPair.js";
import { mustBlock, RawPeer } from "../testing/rawPeer.js";

const { block1, block2, etag, size1, size2, observe } = optionNumbers;
const codes = {
  get: codeOf("GET"),
  put: codeOf("PUT"),
  post: codeOf("POST"),
  fetch: codeOf("FETCH"),
  content: codeOf("Content"),
  changed: codeOf("Changed"),
  next: codeOf("Continue"),
  incomplete: codeOf("Request Entity Incomplete"),
  tooLarge: codeOf("Request Entity Too Large"),
  notFound: codeOf("Not Found"),
};

interface Scripted {
  readonly clock: SimulatedClock;
  readonly session: CoapSession;
  readonly peer: RawPeer;
}

/** A session whose peer answers each request as the test says. */
function scripted(
  answer: (request: CoapMessage) => (Pick<CoapMessage, "code"> & Partial<CoapMessage>) | undefined,
  body?: number,
): Scripted {
  const { clock, network, client, server } = coapPair(body === undefined ? {} : { both: { limits: { body } } });
  server.endpoint.dispose();
  const peer = new RawPeer(network, serverAddress, clientAddress);
  peer.answer = (request) => {
    const response = request.type === "CON" ? answer(request) : undefined;
    if (response !== undefined) peer.acknowledge(request, response);
  };
  return { clock, peer, session: client.endpoint.accept(client.transport.channelTo(serverAddress)) };
}

/** The Block options of all requests, as RFC 7959 §3 writes them. */
function blocks(peer: RawPeer, option: number): readonly string[] {
  return peer.received.flatMap((message) => {
    if (!message.options.some(({ number }) => number === option)) return [];
    const { number, more, size } = mustBlock(message, option);
    return [`${number}/${more ? 1 : 0}/${size}`];
  });
}

/** One block of a body, as a peer serves it. */
function served(
  body: Uint8Array,
  request: CoapMessage,
  size = 64,
  extra: CoapMessage["options"] = [],
): Pick<CoapMessage, "code"> & Partial<CoapMessage> {
  const hasBlock = request.options.some(({ number }) => number === block2);
  const asked = hasBlock ? mustBlock(request, block2) : { number: 0, size };
  const end = (asked.number + 1) * asked.size;
  const option = blockOption(block2, { number: asked.number, more: end < body.length, size: asked.size });
  return { code: codes.content, options: [...extra, option], payload: body.subarray(asked.number * asked.size, end) };
}

function echo(request: CoapMessage, size?: number): CoapMessage["options"] {
  const block = mustBlock(request, block1);
  return [blockOption(block1, size === undefined ? block : { ...block, size })];
}

/** What a peer says to a block that it takes. */
function taken(request: CoapMessage): Pick<CoapMessage, "code"> & Partial<CoapMessage> {
  return { code: mustBlock(request, block1).more ? codes.next : codes.changed, options: echo(request) };
}

function brokenReason(outcome: RequestOutcome): string {
  return outcome.kind === "broken" ? outcome.reason : outcome.kind;
}

test("a long body goes up in blocks, with its size in the first", async () => {
  const { clock, session, peer } = scripted(taken);
  const body = patternOf(2500);
  const progress: BlockProgress[] = [];
  const outcome = await clock.until(
    session.request({ code: codes.put, path: ["5"], payload: body }, { onProgress: (step) => progress.push(step) }),
  );
  assert.equal(responseOf(outcome).code, codes.changed);
  assert.deepEqual(blocks(peer, block1), ["0/1/1024", "1/1/1024", "2/0/1024"]);
  assert.deepEqual(concatBytes(...peer.received.map(({ payload }) => payload)), body);
  assert.deepEqual(
    peer.received.map(({ options }) =>
      options.flatMap(({ number, value }) => (number === size1 ? [readUint(value)] : [])),
    ),
    [[2500], [], []],
  );
  assert.deepEqual(
    progress.map(({ direction, bytes, total }) => `${direction} ${bytes}/${total ?? "?"}`),
    ["up 1024/2500", "up 2048/2500", "up 2500/2500"],
  );
  assert.equal(clock.timers, 0);
});

test("a body that fits goes in one message, and blocks are as small as is asked", async () => {
  const { clock, session, peer } = scripted((request) =>
    request.options.some(({ number }) => number === block1) ? taken(request) : { code: codes.changed },
  );
  await clock.until(session.request({ code: codes.put, path: ["5"], payload: patternOf(1024) }));
  assert.deepEqual(blocks(peer, block1), []);
  await clock.until(session.request({ code: codes.put, path: ["5"], payload: patternOf(40) }, { blockSize: 16 }));
  assert.deepEqual(blocks(peer, block1), ["0/1/16", "1/1/16", "2/0/16"]);
});

test("a peer that wants smaller blocks gets them: with 2.31 from the next one on (RFC 7959 §3.2)", async () => {
  const { clock, session, peer } = scripted((request) => ({ ...taken(request), options: echo(request, 32) }));
  const body = patternOf(300);
  await clock.until(session.request({ code: codes.put, path: ["5"], payload: body }, { blockSize: 128 }));
  assert.deepEqual(blocks(peer, block1).slice(0, 3), ["0/1/128", "4/1/32", "5/1/32"]);
  assert.equal(blocks(peer, block1).at(-1), "9/0/32");
  assert.deepEqual(concatBytes(...peer.received.map(({ payload }) => payload)), body);
});

test("with 4.13 all is sent anew in smaller blocks, also what was one message", async () => {
  for (const length of [300, 100]) {
    const { clock, session, peer } = scripted((request) => {
      const block = request.options.some(({ number }) => number === block1) ? mustBlock(request, block1) : undefined;
      if (block?.size === 32) return taken(request);
      return { code: codes.tooLarge, options: [blockOption(block1, { number: 0, more: true, size: 32 })] };
    });
    const body = patternOf(length);
    const outcome = await clock.until(
      session.request({ code: codes.put, path: ["5"], payload: body }, { blockSize: 128 }),
    );
    assert.equal(responseOf(outcome).code, codes.changed);
    const [, ...others] = peer.received;
    assert.deepEqual(concatBytes(...others.map(({ payload }) => payload)), body);
  }
});

test("a body that is too large for a peer in any blocks is told so", async () => {
  const { clock, session, peer } = scripted((request) => ({
    code: codes.tooLarge,
    options: [...echo(request), uintOption(size1, 500)],
  }));
  const outcome = await clock.until(session.request({ code: codes.put, path: ["5"], payload: patternOf(3000) }));
  assert.equal(responseOf(outcome).code, codes.tooLarge);
  assert.equal(peer.received.length, 1);
});

test("an upload starts anew once when the peer has lost the blocks before", async () => {
  for (const losses of [1, 2]) {
    let lost = 0;
    const { clock, session, peer } = scripted((request) => {
      if (mustBlock(request, block1).number === 2 && lost < losses) {
        lost++;
        return { code: codes.incomplete, options: echo(request) };
      }
      return taken(request);
    });
    const outcome = await clock.until(session.request({ code: codes.put, path: ["5"], payload: patternOf(3000) }));
    assert.equal(responseOf(outcome).code, losses === 1 ? codes.changed : codes.incomplete);
    assert.equal(peer.received.length, 6);
  }
});

test("an upload ends with an error that comes in between, and breaks at nonsense", async () => {
  const error = scripted(() => ({ code: codes.notFound }));
  const payload = patternOf(3000);
  assert.equal(
    responseOf(await error.clock.until(error.session.request({ code: codes.put, path: [], payload }))).code,
    codes.notFound,
  );
  assert.equal(error.peer.received.length, 1);
  const early = scripted(() => ({ code: codes.changed }));
  assert.match(
    brokenReason(await early.clock.until(early.session.request({ code: codes.put, path: [], payload }))),
    /2\.04 Changed to block 0/u,
  );
  const astray = scripted(() => ({
    code: codes.next,
    options: [blockOption(block1, { number: 7, more: true, size: 1024 })],
  }));
  assert.match(
    brokenReason(await astray.clock.until(astray.session.request({ code: codes.put, path: [], payload }))),
    /block 7 when block 0/u,
  );
});

test("a block in the middle is sent again when nobody answers, the first and the last one are not", async () => {
  const count = async (silent: number): Promise<number> => {
    let asked = 0;
    const { clock, session } = scripted((request) => {
      if (mustBlock(request, block1).number !== silent) return taken(request);
      asked++;
      return undefined;
    });
    const outcome = await clock.until(session.request({ code: codes.put, path: [], payload: patternOf(3000) }));
    assert.equal(outcome.kind, "timeout");
    assert.equal(clock.timers, 0);
    return asked;
  };
  assert.deepEqual([await count(0), await count(1), await count(2)], [5, 15, 5]);
});

test("a long response is fetched in blocks, with the same token and what was asked", async () => {
  const body = patternOf(200);
  const { clock, session, peer } = scripted((request) => served(body, request, 64, [uintOption(size2, 200)]));
  const progress: BlockProgress[] = [];
  const request = { code: codes.get, path: ["3"], query: ["x"], accept: 42 };
  const outcome = await clock.until(session.request(request, { onProgress: (step) => progress.push(step) }));
  assert.deepEqual(responseOf(outcome), { code: codes.content, payload: body });
  assert.deepEqual(blocks(peer, block2), ["1/0/64", "2/0/64", "3/0/64"]);
  const [first] = peer.received;
  for (const { token, options } of peer.received) {
    assert.deepEqual(token, first?.token);
    assert.deepEqual(
      options.filter(({ number }) => number !== block2 && number !== size2),
      first?.options.filter(({ number }) => number !== size2),
    );
  }
  assert.deepEqual(first?.options.at(-1), uintOption(size2, 0), "Who follows the progress asks how much it will be.");
  assert.deepEqual(
    progress.map(({ bytes, total }) => [bytes, total]),
    [
      [64, 200],
      [128, 200],
      [192, 200],
      [200, 200],
    ],
  );
  assert.equal(clock.timers, 0);
});

test("a size of the response's blocks is asked for at once (RFC 7959 figure 3), and a peer may make them smaller", async () => {
  const body = patternOf(200);
  const { clock, session, peer } = scripted((request) => {
    const asked = mustBlock(request, block2);
    const size = Math.min(asked.size, 32);
    const start = asked.number * asked.size;
    const option = blockOption(block2, { number: start / size, more: start + size < body.length, size });
    return { code: codes.content, options: [option], payload: body.subarray(start, start + size) };
  });
  const outcome = await clock.until(session.request({ code: codes.get, path: [] }, { blockSize: 64 }));
  assert.deepEqual(responseOf(outcome).payload, body);
  assert.deepEqual(blocks(peer, block2).slice(0, 3), ["0/0/64", "1/0/32", "2/0/32"]);
});

test("a body that changes while it is fetched is fetched anew", async () => {
  const bodies = [patternOf(200), patternOf(200).fill(9), patternOf(150)];
  let version = 0;
  const { clock, session } = scripted((request) => {
    const hasBlock = request.options.some(({ number }) => number === block2);
    if (hasBlock && mustBlock(request, block2).number === 2 && version < 2) version++;
    return served(bodies[version] ?? new Uint8Array(0), request, 64, [{ number: etag, value: Uint8Array.of(version) }]);
  });
  assert.deepEqual(responseOf(await clock.until(session.request({ code: codes.get, path: [] }))).payload, bodies[2]);
});

test("a body that always changes is given up, and one that a POST made is not made again", async () => {
  let version = 0;
  const answer = (request: CoapMessage): ReturnType<typeof served> =>
    served(patternOf(200), request, 64, [{ number: etag, value: Uint8Array.of(version++) }]);
  const changing = scripted(answer);
  assert.match(
    brokenReason(await changing.clock.until(changing.session.request({ code: codes.get, path: [] }))),
    /again and again/u,
  );
  const posting = scripted(answer);
  assert.match(
    brokenReason(await posting.clock.until(posting.session.request({ code: codes.post, path: [] }))),
    /not be harmless/u,
  );
  assert.equal(posting.peer.received.length, 2);
});

test("blocks that do not fit together break the transfer", async () => {
  const option = (number: number, more: boolean): CoapMessage["options"] => [
    blockOption(block2, { number, more, size: 64 }),
  ];
  const whole = patternOf(64);
  const cases: readonly (readonly [RegExp, CoapMessage["options"], Uint8Array])[] = [
    [/Byte 128 came when byte 64/u, option(2, false), whole],
    [/Block 1 has 10 bytes/u, option(1, true), whole.subarray(0, 10)],
    [/without its number/u, [], whole],
  ];
  for (const [reason, options, payload] of cases) {
    const { clock, session } = scripted((request) => {
      const isFirst = !request.options.some(({ number }) => number === block2);
      return { code: codes.content, options: isFirst ? option(0, true) : options, payload: isFirst ? whole : payload };
    });
    assert.match(brokenReason(await clock.until(session.request({ code: codes.get, path: [] }))), reason);
    assert.equal(clock.timers, 0);
  }
});

test("no response is kept beyond the limit, said or not", async () => {
  const body = patternOf(400);
  const said = scripted((request) => served(body, request, 64, [uintOption(size2, 400)]), 300);
  assert.match(
    brokenReason(await said.clock.until(said.session.request({ code: codes.get, path: [] }))),
    /longer than 300 bytes/u,
  );
  assert.equal(said.peer.received.length, 1);
  const unsaid = scripted((request) => served(body, request), 300);
  assert.match(
    brokenReason(await unsaid.clock.until(unsaid.session.request({ code: codes.get, path: [] }))),
    /longer than 300 bytes/u,
  );
  assert.equal(unsaid.peer.received.length, 5);
});

test("an error in the middle of a download is its response", async () => {
  const { clock, session } = scripted((request) =>
    request.options.some(({ number }) => number === block2)
      ? { code: codes.notFound }
      : served(patternOf(200), request),
  );
  assert.equal(responseOf(await clock.until(session.request({ code: codes.get, path: [] }))).code, codes.notFound);
});

test("the question of a FETCH is repeated for a peer that has not kept it", async () => {
  const question = patternOf(20);
  const body = patternOf(200);
  for (const isStateless of [false, true]) {
    const { clock, session, peer } = scripted((request) =>
      isStateless && request.payload.length === 0 ? { code: codes.incomplete } : served(body, request),
    );
    const request = { code: codes.fetch, path: [], payload: question, contentFormat: 112, observe: 0 };
    assert.deepEqual(responseOf(await clock.until(session.request(request))).payload, body);
    const [first, ...others] = peer.received;
    assert.ok(first?.options.some(({ number }) => number === observe));
    assert.ok(others.every(({ options }) => !options.some(({ number }) => number === observe)));
    const repeated = others.filter(({ payload }) => equalBytes(payload, question)).length;
    assert.deepEqual([others.length, repeated], isStateless ? [4, 3] : [3, 0]);
  }
});

test("a long body up and a long response down make one exchange (RFC 7959 §3.3)", async () => {
  const question = patternOf(200);
  const body = patternOf(150).fill(1);
  const { clock, session, peer } = scripted((request) => {
    if (!request.options.some(({ number }) => number === block1)) return served(body, request);
    if (mustBlock(request, block1).more) return taken(request);
    const response = served(body, request);
    return { ...response, options: [...(response.options ?? []), ...echo(request)] };
  });
  const outcome = await clock.until(
    session.request({ code: codes.post, path: ["soap"], payload: question }, { blockSize: 64 }),
  );
  assert.deepEqual(responseOf(outcome).payload, body);
  assert.deepEqual(blocks(peer, block1), ["0/1/64", "1/1/64", "2/1/64", "3/0/64"]);
  assert.deepEqual(blocks(peer, block2), ["0/0/64", "1/0/64", "2/0/64"]);
});

test("a request with a Block option of its own is sent as it is", async () => {
  const { clock, session, peer } = scripted((request) => served(patternOf(500), request));
  const otherOptions = [blockOption(block2, { number: 3, more: false, size: 32 })];
  const response = responseOf(await clock.until(session.request({ code: codes.get, path: [], otherOptions })));
  assert.deepEqual(response.payload, patternOf(500).subarray(96, 128));
  assert.equal(peer.received.length, 1);
});

test("a transfer ends when it is canceled", async () => {
  const aborting = new AbortController();
  const { clock, session, peer } = scripted((request) => {
    if (mustBlock(request, block1).number === 3) aborting.abort();
    return taken(request);
  });
  const outcome = session.request(
    { code: codes.put, path: [], payload: patternOf(10_000) },
    { signal: aborting.signal },
  );
  assert.deepEqual(await clock.until(outcome), { kind: "canceled" });
  await clock.advance(1000);
  assert.equal(peer.received.length, 4);
  assert.equal(clock.timers, 0);
});

test("a transfer ends with its session", async () => {
  for (const type of ["CON", "NON"] as const) {
    const { clock, network, client } = coapPair({ handler: () => ({ code: codes.content, payload: patternOf(5000) }) });
    const session = client.endpoint.accept(client.transport.channelTo(serverAddress));
    client.endpoint.onMessage(({ direction, message }) => {
      if (direction === "in" && message?.code === codes.content) void Promise.resolve().then(session.close);
    });
    const outcome = await clock.until(session.request({ code: codes.get, path: [] }, { type }));
    assert.deepEqual(outcome, { kind: "closed", reason: "We closed it." });
    network.filter = () => false;
    await clock.advance(longEnough);
    assert.equal(clock.timers, 0);
  }
});

test("a request whose follower fails is an outcome, and makes room for the next one", async () => {
  const body = patternOf(3000);
  const { clock, session } = coapPair({
    handler: () => ({ code: codes.content, payload: body }),
    both: { limits: { outstanding: 1 } },
  });
  const request = { code: codes.get, path: ["long"] };
  const onProgress = (): void => {
    throw new Error("The progress bar is broken.");
  };
  const outcome = await clock.until(session.request(request, { onProgress }));
  assert.deepEqual(outcome, { kind: "broken", reason: "The progress bar is broken." });
  assert.deepEqual(responseOf(await clock.until(session.request(request))).payload, body);
});
