import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../../lwm2m/base/bytes.js";
import { Emitter } from "../../lwm2m/base/event.js";
import type { Channel } from "../../lwm2m/coap/channel.js";
import { codeOf, type CoapCodeName } from "../../lwm2m/coap/codes.js";
import type { CoapMessage } from "../../lwm2m/coap/message.js";
import { optionNumbers } from "../../lwm2m/coap/options.js";
import { textOption, uintOption } from "../../lwm2m/coap/optionValue.js";
import type { TappedMessage } from "../../lwm2m/coap/session.js";
import { createDefinitionSet } from "../../lwm2m/data/definitionSet.js";
import { testRegistry } from "../../test/fixtures/registry.js";
import type { MessageRecord } from "../protocol/log.js";
import { ExchangeBook } from "./exchangeBook.js";
import { messageRecord } from "./messageRecord.js";
import type { LogDraft } from "./messageLog.js";

const definitions = createDefinitionSet(testRegistry());

const channel: Channel = {
  id: "udp-1",
  transport: "udp",
  peer: { host: "::1", port: 7 },
  identity: undefined,
  isOutgoing: false,
  maximumMessageSize: 1000,
  send: () => undefined,
  onData: new Emitter<Uint8Array>().event,
  onEnd: new Emitter<string>().event,
  close: () => undefined,
};

interface Sketch {
  readonly code: CoapCodeName;
  readonly token?: number;
  readonly path?: string;
  readonly contentFormat?: number;
  readonly observe?: number;
  readonly block2?: number;
  readonly payload?: Uint8Array | string;
}

function tapped(direction: "in" | "out", sketch: Sketch): TappedMessage {
  const { code, token = 1, path = "", contentFormat, observe, block2, payload = "" } = sketch;
  const message: CoapMessage = {
    type: "CON",
    code: codeOf(code),
    messageId: 1,
    token: Uint8Array.of(token),
    options: [
      ...(observe === undefined ? [] : [uintOption(optionNumbers.observe, observe)]),
      ...path
        .split("/")
        .filter((segment) => segment !== "")
        .map((segment) => textOption(optionNumbers.uriPath, segment)),
      ...(contentFormat === undefined ? [] : [uintOption(optionNumbers.contentFormat, contentFormat)]),
      ...(block2 === undefined ? [] : [uintOption(optionNumbers.block2, block2)]),
    ],
    payload: typeof payload === "string" ? fromUtf8(payload) : payload,
  };
  return { time: 1000, channel, direction, data: Uint8Array.of(1, 2, 3), message };
}

/** The records of messages one after the other. */
function records(...messages: readonly TappedMessage[]): readonly Extract<LogDraft, { kind: "message" }>[] {
  const book = new ExchangeBook();
  return messages.map((message) => {
    const subject = book.subjectOf(message);
    const record = messageRecord({ tapped: message, subject, device: undefined, definitions });
    assert.ok(record.kind === "message");
    return record;
  });
}

function lastPayload(...messages: readonly TappedMessage[]): MessageRecord["payload"] {
  return records(...messages).at(-1)?.payload;
}

test("decodes a response at the path of its request, and each notification of an observation", () => {
  const answer = lastPayload(
    tapped("out", { code: "GET", token: 1, path: "/3303/0/5700", observe: 0 }),
    tapped("out", { code: "GET", token: 2, path: "/3/0/0" }),
    tapped("in", { code: "Content", token: 2, contentFormat: 0, payload: "ACME" }),
    tapped("in", { code: "Content", token: 1, contentFormat: 0, observe: 7, payload: "21.5" }),
  );
  assert.deepEqual(
    answer?.values.map(({ path, type, text }) => [path, type, text]),
    [["/3303/0/5700", "Float", "21.5"]],
  );
  assert.equal(answer.text, "21.5");
});

test("does not take a request of the peer for one of ours with the same token", () => {
  const answer = lastPayload(
    tapped("in", { code: "POST", token: 1, path: "/rd", contentFormat: 40, payload: "</3/0>" }),
    tapped("in", { code: "Content", token: 1, contentFormat: 0, payload: "21.5" }),
  );
  assert.deepEqual(answer?.values, []);
});

test("decodes what is written, and what a device sends of its own accord", () => {
  const written = lastPayload(tapped("out", { code: "PUT", path: "/3303/0/5700", contentFormat: 0, payload: "x" }));
  assert.equal(written?.problems.length, 1);
  const send = lastPayload(
    tapped("in", { code: "POST", path: "/dp", contentFormat: 110, payload: `[{"n":"/3303/0/5700","v":3}]` }),
  );
  assert.deepEqual(
    send?.values.map(({ path, text }) => [path, text]),
    [["/3303/0/5700", "3"]],
  );
  assert.match(send.text ?? "", /"n":"\/3303/u);
});

test("shows a block of several and the text of an error as they are", () => {
  const request = tapped("out", { code: "GET", path: "/3303/0" });
  const block = lastPayload(
    request,
    tapped("in", { code: "Content", contentFormat: 11542, block2: 0x08, payload: "abc" }),
  );
  assert.deepEqual([block?.values, block?.problems, block?.length], [[], [], 3]);
  const error = lastPayload(request, tapped("in", { code: "Not Found", payload: "no such object" }));
  assert.deepEqual([error?.values, error?.problems, error?.text], [[], [], "no such object"]);
});

test("shows what is no CoAP with its bytes and the reason", () => {
  const [record] = records({
    time: 1,
    channel,
    direction: "in",
    data: Uint8Array.of(0xff, 0),
    problem: "The version is 3.",
  });
  assert.deepEqual(record, {
    kind: "message",
    time: 1,
    peer: "[::1]:7",
    transport: "udp",
    direction: "in",
    summary: "Not CoAP, 2 bytes",
    problem: "The version is 3.",
    hex: "ff00",
  });
});

test("shows the start of a message that is very long", () => {
  const request = tapped("out", { code: "PUT", path: "/5/0/0", contentFormat: 42, payload: new Uint8Array(9000) });
  const [record] = records({ ...request, data: new Uint8Array(9000) });
  assert.deepEqual([record?.hex.length, record?.payload?.hex.length, record?.payload?.length], [8192, 8192, 9000]);
});
