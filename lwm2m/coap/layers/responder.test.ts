import assert from "node:assert/strict";
import { test } from "node:test";
import { concatBytes, fromUtf8, toUtf8 } from "../../base/bytes.js";
import { createLogger, type LogLine } from "../../base/logger.js";
import { blockOption } from "../block.js";
import { codeOf, dottedCode, isResponseCode } from "../codes.js";
import type { CoapMessage, CoapOption, MessageType } from "../message.js";
import { optionNumbers } from "../options.js";
import { readUint, textOption, uintOption } from "../optionValue.js";
import { optionsOfRequest } from "../requestOptions.js";
import type { IncomingRequest, RequestHandler } from "../session.js";
import { coapPair, longEnough, patternOf, serverAddress, type PairSetup } from "../testing/coapPair.js";
import { mustBlock, RawPeer } from "../testing/rawPeer.js";
import type { SimulatedClock } from "../../base/testing/simulatedClock.js";

const { block1, block2, etag, size1, size2, observe } = optionNumbers;
const get = codeOf("GET");
const put = codeOf("PUT");
const post = codeOf("POST");
const fetch = codeOf("FETCH");
const content = codeOf("Content");
const changed = codeOf("Changed");

interface Asking {
  readonly clock: SimulatedClock;
  readonly peer: RawPeer;
  /** Sends a request, and waits for the answer. */
  readonly ask: (
    code: number,
    options: readonly CoapOption[],
    more?: { readonly payload?: Uint8Array; readonly type?: MessageType; readonly token?: Uint8Array },
  ) => Promise<CoapMessage>;
}

/** A peer that asks a program with this handler. */
function asking(handler: RequestHandler, setup: PairSetup = {}): Asking {
  const { clock, network } = coapPair({ ...setup, handler });
  const peer = new RawPeer(network, { host: "192.0.2.9", port: 5683 }, serverAddress);
  let messageId = 0;
  return {
    clock,
    peer,
    ask: async (
      code,
      options,
      { payload = new Uint8Array(0), type = "CON", token = Uint8Array.of(messageId) } = {},
    ) => {
      peer.send({ type, code, messageId: messageId++, token, options, payload });
      await clock.advance(20);
      return peer.last;
    },
  };
}

function optionOf(message: CoapMessage, wanted: number): Uint8Array | undefined {
  return message.options.find(({ number }) => number === wanted)?.value;
}

function block(option: number, number: number, more: boolean, size: number): CoapOption {
  return blockOption(option, { number, more, size });
}

const path = (...segments: readonly string[]): CoapOption[] => optionsOfRequest({ code: get, path: segments });

test("a handler sees what was asked, and its response goes out with its options", async () => {
  const seen: IncomingRequest[] = [];
  const { ask } = asking((request) => {
    seen.push(request);
    return {
      code: codeOf("Created"),
      locationPath: ["rd", "ü"],
      maxAge: 60,
      etag: Uint8Array.of(1),
      payload: fromUtf8("x"),
      contentFormat: 0,
    };
  });
  const request = { code: post, path: ["rd", "ü"], query: ["ep=a&b", ""], accept: 11542, contentFormat: 40 };
  const others = [{ number: 65000, value: Uint8Array.of(1) }];
  const answer = await ask(post, [...optionsOfRequest(request), ...others], {
    payload: fromUtf8("</3>"),
    token: Uint8Array.of(7, 8),
  });
  assert.equal(seen.length, 1);
  const { session, ...rest } = seen[0] ?? assert.fail();
  assert.equal(session.channel.peer.host, "192.0.2.9");
  assert.deepEqual(rest, { ...request, token: Uint8Array.of(7, 8), payload: fromUtf8("</3>"), otherOptions: others });
  assert.equal(answer.type, "ACK");
  assert.deepEqual(answer.token, Uint8Array.of(7, 8));
  assert.deepEqual(
    answer.options.map(({ number, value }) => [number, number === 8 ? toUtf8(value) : readUint(value)]),
    [
      [4, 1],
      [8, "rd"],
      [8, "ü"],
      [12, 0],
      [14, 60],
    ],
  );
});

test("a request with what is not understood is refused with the reason", async () => {
  let handled = 0;
  const { ask } = asking(() => {
    handled++;
    return { code: content };
  });
  const long = new Uint8Array(256);
  for (const [options, code, diagnostic] of [
    [[{ number: 65001, value: long }], "4.02", "Option 65001 is not understood."],
    [[{ number: 1, value: Uint8Array.of(1) }], "4.02", "Option If-Match is not supported."],
    [[uintOption(17, 1), uintOption(17, 2)], "4.02", "Option Accept stands more than once."],
    [[uintOption(17, 0x10000)], "4.02", "Option Accept has 3 bytes; 2 is the most."],
    [[{ number: 11, value: long }], "4.02", "Option Uri-Path has 256 bytes; 255 is the most."],
    [[{ number: 11, value: Uint8Array.of(0xff) }], "4.02", "Option Uri-Path is not UTF-8."],
    [[textOption(35, "coap://a")], "5.05", "This is no proxy."],
    [[textOption(39, "coap")], "5.05", "This is no proxy."],
    [[{ number: block2, value: Uint8Array.of(7) }], "4.00", "The size exponent 7 of a block is reserved."],
    [[{ number: block1, value: Uint8Array.of(7) }], "4.00", "The size exponent 7 of a block is reserved."],
  ] as const) {
    const answer = await ask(get, options);
    assert.deepEqual([dottedCode(answer.code), toUtf8(answer.payload)], [code, diagnostic]);
  }
  assert.equal(handled, 0);
  const rejected = await ask(get, [{ number: 65001, value: long }], { type: "NON" });
  assert.deepEqual([rejected.type, rejected.code], ["RST", 0]);
  // Elective options that cannot be read are as if they were not there.
  assert.equal((await ask(get, [{ number: observe, value: new Uint8Array(4) }, uintOption(65000, 1)])).code, content);
  assert.equal(handled, 1);
});

test("a handler may mind options that this layer does not", async () => {
  const { ask } = asking(
    ({ otherOptions }) => ({ code: content, payload: otherOptions?.[0]?.value ?? new Uint8Array(0) }),
    {
      both: { understoodOptions: [1] },
    },
  );
  assert.deepEqual((await ask(get, [{ number: 1, value: Uint8Array.of(5) }])).payload, Uint8Array.of(5));
});

test("a handler that fails is answered with 5.00 without a word of why, which the log has", async () => {
  const lines: LogLine[] = [];
  const logger = createLogger("info", (line) => lines.push(line));
  const failing: readonly RequestHandler[] = [
    () => {
      throw new Error("secret");
    },
    () => Promise.reject(new Error("secret")),
  ];
  for (const handler of failing) {
    const { ask, clock } = asking(handler, { both: { logger } });
    const answer = await ask(get, path("a"));
    assert.deepEqual([dottedCode(answer.code), answer.payload.length], ["5.00", 0]);
    await clock.advance(longEnough);
    assert.equal(clock.timers, 0);
  }
  assert.deepEqual(
    lines.map(({ fields: { request, error } }) => ({ request, error: String(error).split("\n", 1)[0] })),
    [1, 2].map(() => ({ request: "GET /a", error: "Error: secret" })),
  );
});

test("without a handler there is nothing", async () => {
  const { clock, network } = coapPair();
  const peer = new RawPeer(network, { host: "192.0.2.9", port: 5683 }, serverAddress);
  peer.send({ type: "CON", code: get, messageId: 1 });
  await clock.advance(20);
  assert.equal(dottedCode(peer.last.code), "4.04");
});

test("a request that asks for no acknowledgment gets a response that asks for none, with a message ID of its own", async () => {
  const { ask } = asking(() => ({ code: content }));
  const answers = [await ask(get, [], { type: "NON" }), await ask(get, [], { type: "NON" })];
  assert.deepEqual(
    answers.map(({ type }) => type),
    ["NON", "NON"],
  );
  assert.notEqual(answers[0]?.messageId, answers[1]?.messageId);
});

test("more requests than handlers may work on are turned away", async () => {
  let finish: () => void = () => undefined;
  const { ask, clock, peer } = asking(
    async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return { code: content };
    },
    { both: { limits: { handling: 1 } } },
  );
  peer.send({ type: "CON", code: get, messageId: 999 });
  await clock.advance(20);
  assert.equal(dottedCode((await ask(get, [])).code), "4.29");
  finish();
  await clock.advance(20);
  const again = ask(get, []);
  await clock.advance(300);
  assert.equal((await again).type, "ACK");
});

test("a body in blocks is put together, whether the token stays or not", async () => {
  for (const isSameToken of [true, false]) {
    const bodies: Uint8Array[] = [];
    const { ask, clock } = asking(({ payload }) => {
      bodies.push(payload);
      return { code: changed };
    });
    const body = patternOf(150);
    const send = (number: number): Promise<CoapMessage> =>
      ask(put, [...path("5"), block(block1, number, number < 2, 64)], {
        payload: body.subarray(number * 64, number * 64 + 64),
        ...(isSameToken ? { token: Uint8Array.of(99) } : {}),
      });
    for (const number of [0, 1, 1]) {
      const answer = await send(number);
      assert.deepEqual(
        [dottedCode(answer.code), mustBlock(answer, block1)],
        ["2.31", { number, more: true, size: 64 }],
      );
    }
    const last = await send(2);
    assert.deepEqual([last.code, mustBlock(last, block1)], [changed, { number: 2, more: false, size: 64 }]);
    assert.deepEqual(bodies, [body]);
    await clock.advance(longEnough);
    assert.equal(clock.timers, 0);
  }
});

test("bodies for different things are told apart: by path, by query, by method, by Request-Tag", async () => {
  const bodies: string[] = [];
  const { ask } = asking(({ code, path: segments, query, payload }) => {
    bodies.push(`${code} /${segments.join("/")}?${query.join("&")} ${toUtf8(payload) ?? ""}`);
    return { code: changed };
  });
  const targets = [
    { code: put, options: path("a", "b") },
    { code: put, options: path("a/b") },
    { code: post, options: path("a", "b") },
    { code: put, options: optionsOfRequest({ code: put, path: ["a", "b"], query: ["q"] }) },
  ];
  for (const number of [0, 1]) {
    for (const [index, { code, options }] of targets.entries()) {
      await ask(code, [...options, block(block1, number, number === 0, 16)], {
        payload: fromUtf8(`${index}`.repeat(number === 0 ? 16 : 1)),
      });
    }
  }
  assert.deepEqual(
    bodies,
    [`3 /a/b? `, `3 /a/b? `, `2 /a/b? `, `3 /a/b?q `].map((what, index) => what + `${index}`.repeat(17)),
  );
  const tagged = (tag: number, number: number): readonly CoapOption[] => [
    ...path("t"),
    block(block1, number, number === 0, 16),
    { number: 292, value: Uint8Array.of(tag) },
  ];
  for (const [number, tag] of [
    [0, 1],
    [0, 2],
    [1, 1],
  ] as const)
    await ask(put, tagged(tag, number), { payload: fromUtf8(`${tag}`.repeat(number === 0 ? 16 : 1)) });
  assert.equal(bodies.at(-1), `3 /t? ${"1".repeat(17)}`);
});

test("blocks that do not fit are refused: a gap, a wrong length, one too many", async () => {
  const { ask, clock } = asking(() => assert.fail("No body is whole."), { both: { limits: { body: 200 } } });
  const send = async (
    number: number,
    length: number,
    more = true,
    others: readonly CoapOption[] = [],
  ): Promise<CoapMessage> =>
    ask(put, [...path("5"), block(block1, number, more, 64), ...others], { payload: patternOf(length) });
  assert.equal(dottedCode((await send(1, 64)).code), "4.08");
  assert.equal(dottedCode((await send(0, 60)).code), "4.00");
  assert.equal(dottedCode((await send(0, 64)).code), "2.31");
  assert.equal(dottedCode((await send(2, 64)).code), "4.08");
  assert.equal(dottedCode((await send(1, 64)).code), "2.31");
  assert.equal(dottedCode((await send(2, 64)).code), "2.31");
  for (const answer of [await send(3, 64), await send(0, 64, true, [uintOption(size1, 201)])]) {
    assert.equal(dottedCode(answer.code), "4.13");
    assert.equal(readUint(optionOf(answer, size1) ?? assert.fail()), 200);
  }
  assert.equal(dottedCode((await send(3, 8, false)).code), "4.08");
  assert.equal(dottedCode((await send(0, 64)).code), "2.31");
  await clock.advance(longEnough);
  assert.equal(clock.timers, 0);
  assert.equal(dottedCode((await send(1, 64)).code), "4.08");
});

test("what all peers send in blocks is kept within a limit; the oldest is lost first", async () => {
  const { ask } = asking(() => ({ code: changed }), { both: { limits: { bodies: 10_000 } } });
  const send = (segment: string, number: number): Promise<CoapMessage> =>
    ask(put, [...path(segment), block(block1, number, true, 1024)], { payload: patternOf(1024) });
  for (const segment of ["a", "b", "c"]) assert.equal(dottedCode((await send(segment, 0)).code), "2.31");
  assert.deepEqual([dottedCode((await send("a", 1)).code), dottedCode((await send("c", 1)).code)], ["4.08", "2.31"]);
});

test("one peer may send so many bodies in blocks at once; the oldest gives way", async () => {
  const { ask } = asking(() => ({ code: changed }), { both: { limits: { uploads: 2 } } });
  const send = (segment: string, number: number, length = 64): Promise<CoapMessage> =>
    ask(put, [...path(segment), block(block1, number, number === 0, 64)], { payload: patternOf(length) });
  for (const segment of ["a", "b", "c"]) assert.equal(dottedCode((await send(segment, 0)).code), "2.31");
  const ends = [await send("a", 1, 8), await send("b", 1, 8), await send("c", 1, 8)];
  assert.deepEqual(
    ends.map(({ code }) => dottedCode(code)),
    ["4.08", "2.04", "2.04"],
  );
});

test("so many bodies are kept for one peer that fetches them in blocks; the oldest gives way", async () => {
  const { ask } = asking(({ path: [segment = ""] }) => ({ code: changed, payload: fromUtf8(segment.repeat(100)) }), {
    both: { limits: { downloads: 2 } },
  });
  const fetchBlock = (segment: string, number: number): Promise<CoapMessage> =>
    ask(post, [...path(segment), block(block2, number, false, 64)]);
  for (const segment of ["a", "b", "c"]) assert.equal(mustBlock(await fetchBlock(segment, 0), block2).more, true);
  const rests = [await fetchBlock("a", 1), await fetchBlock("b", 1), await fetchBlock("c", 1)];
  assert.deepEqual(
    rests.map(({ code, payload }) => (code === changed ? toUtf8(payload)?.[0] : dottedCode(code))),
    ["4.08", "b", "c"],
  );
});

test("a long response is served in blocks, made once, whether the token stays or not", async () => {
  let made = 0;
  const body = patternOf(2500);
  const { ask, clock } = asking(() => {
    made++;
    return { code: content, payload: body, contentFormat: 42 };
  });
  const first = await ask(get, path("f"));
  assert.deepEqual(mustBlock(first, block2), { number: 0, more: true, size: 1024 });
  assert.equal(readUint(optionOf(first, size2) ?? assert.fail()), 2500);
  const tag = optionOf(first, etag) ?? assert.fail();
  const parts = [first.payload];
  for (const [number, token] of [
    [1, 1],
    [2, 1],
  ] as const) {
    const next = await ask(get, [...path("f"), block(block2, number, false, 1024)], { token: Uint8Array.of(token) });
    assert.deepEqual(optionOf(next, etag), tag);
    assert.equal(mustBlock(next, block2).more, number === 1);
    parts.push(next.payload);
  }
  assert.deepEqual(concatBytes(...parts), body);
  assert.equal(made, 1);
  // In other sizes and in any order, as long as it is kept.
  assert.deepEqual((await ask(get, [...path("f"), block(block2, 3, false, 16)])).payload, body.subarray(48, 64));
  assert.equal(dottedCode((await ask(get, [...path("f"), block(block2, 3, false, 1024)])).code), "4.00");
  assert.equal(made, 1);
  await clock.advance(longEnough);
  assert.equal(clock.timers, 0);
  assert.deepEqual((await ask(get, [...path("f"), block(block2, 1, false, 1024)])).payload, body.subarray(1024, 2048));
  assert.equal(made, 2);
});

test("a peer that asks for smaller blocks gets them from the first one on", async () => {
  const { ask } = asking(() => ({ code: content, payload: patternOf(100) }));
  const answer = await ask(get, [...path("f"), block(block2, 0, false, 32)]);
  assert.deepEqual([mustBlock(answer, block2), answer.payload.length], [{ number: 0, more: true, size: 32 }, 32]);
});

test("the response to a POST is not made again for a block that is no longer kept", async () => {
  let made = 0;
  const { ask, clock } = asking(() => {
    made++;
    return { code: changed, payload: patternOf(100) };
  });
  await ask(post, [...path("f"), block(block2, 0, false, 64)]);
  assert.equal((await ask(post, [...path("f"), block(block2, 1, false, 64)])).payload.length, 36);
  await clock.advance(longEnough);
  assert.equal(dottedCode((await ask(post, [...path("f"), block(block2, 1, false, 64)])).code), "4.08");
  assert.equal(made, 1);
});

test("responses to different questions of a FETCH are told apart, with or without the question", async () => {
  const { ask } = asking(({ payload }) => ({ code: content, payload: new Uint8Array(100).fill(payload[0] ?? 0) }));
  const question = (number: number, byte: number | undefined): Promise<CoapMessage> =>
    ask(
      fetch,
      [...path("f"), block(block2, number, false, 64)],
      byte === undefined ? {} : { payload: Uint8Array.of(byte) },
    );
  await question(0, 1);
  await question(0, 2);
  assert.equal((await question(1, 1)).payload[0], 1);
  assert.equal((await question(1, 2)).payload[0], 2);
  assert.equal((await question(1, undefined)).payload[0], 2);
});

test("blocks are as large as fits beside the other options", async () => {
  const segment = "x".repeat(250);
  const { ask } = asking(() => ({ code: content, locationPath: [segment], payload: patternOf(1024) }));
  const answer = await ask(get, []);
  assert.equal(mustBlock(answer, block2).size, 512);
});

test("no more responses wait for a peer that acknowledges none than requests may be worked on", async () => {
  const waiting: (() => void)[] = [];
  const handler: RequestHandler = async () => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    return { code: content };
  };
  const { clock, peer } = asking(handler, { both: { limits: { handling: 4 } } });
  for (let messageId = 0; messageId < 8; messageId++) {
    peer.send({ type: "CON", code: get, messageId, token: Uint8Array.of(messageId) });
    if (messageId % 4 < 3) continue;
    await clock.advance(300);
    for (const finish of waiting.splice(0)) finish();
  }
  await clock.advance(20);
  // The first one waits for its acknowledgment, three for their turn, and for the others there is no room.
  const responses = peer.received.filter(({ code }) => isResponseCode(code));
  assert.deepEqual(
    responses.map(({ type, token }) => [type, token[0]]),
    [
      ["CON", 0],
      ["NON", 4],
      ["NON", 5],
      ["NON", 6],
      ["NON", 7],
    ],
  );
});
