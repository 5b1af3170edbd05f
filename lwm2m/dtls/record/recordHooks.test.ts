import assert from "node:assert/strict";
import { test } from "node:test";
import type { HelloHook } from "../handshake/helloHook.js";
import { extensions } from "../tables/extensions.js";
import { cipherSuites } from "../tables/suites.js";
import type { Extensions } from "../wire/extensionList.js";
import type { MessageProblem } from "../wire/parsed.js";
import { recordHooks, type RecordOffer } from "./recordHooks.js";
import { RecordLayer } from "./recordLayer.js";

const [id, other, empty] = [Uint8Array.of(1, 2), Uint8Array.of(7), new Uint8Array()];

/** What a server answers to an offer; the first problem, if there is one. */
function answersOf(hooks: readonly HelloHook[], offered: Extensions): Map<number, Uint8Array> | MessageProblem {
  const [suite] = cipherSuites;
  assert.ok(suite);
  const answers = new Map<number, Uint8Array>();
  for (const { code, answer } of hooks) {
    const data = offered.get(code);
    const answered = data && answer(data, { suite, isResumed: false, offered });
    if (answered instanceof Uint8Array) answers.set(code, answered);
    else if (answered !== undefined) return answered;
  }
  return answers;
}

function offersOf(hooks: readonly HelloHook[]): Map<number, Uint8Array> {
  return new Map(
    hooks.flatMap(({ code, offer }) => {
      const data = offer();
      return data === undefined ? [] : [[code, data] as const];
    }),
  );
}

/** The record layers of both sides after their hellos. */
function agreement(client: RecordOffer, server: RecordOffer) {
  const records = { client: new RecordLayer(), server: new RecordLayer() };
  const hooks = { client: recordHooks(client, records.client), server: recordHooks(server, records.server) };
  const answers = answersOf(hooks.server, offersOf(hooks.client));
  assert.ok(answers instanceof Map);
  for (const { code, accept } of hooks.client) assert.equal(accept(answers.get(code), answers), undefined);
  return records;
}

test("pitfall 21: an empty connection ID is not the same as none", () => {
  const sendOnly = agreement({ connectionId: empty }, { connectionId: id });
  assert.deepEqual(sendOnly.server.connectionIds, { ours: id, theirs: empty });
  assert.deepEqual(sendOnly.client.connectionIds, { ours: empty, theirs: id });
  const both = agreement({ connectionId: other }, { connectionId: id });
  assert.deepEqual(both.server.connectionIds, { ours: id, theirs: other });
  assert.deepEqual(both.client.connectionIds, { ours: other, theirs: id });
  for (const [client, server] of [
    [{}, { connectionId: id }],
    [{ connectionId: other }, {}],
  ] as const) {
    const none = agreement(client, server);
    assert.deepEqual(none.server.connectionIds, { ours: empty, theirs: empty });
    assert.deepEqual(none.client.connectionIds, { ours: empty, theirs: empty });
  }
});

test("pitfall 21: the older extensions of drafts and mbedTLS 2.28 are answered where the newer one is not offered", () => {
  const { connection_id: newest, connection_id_draft: draft, connection_id_mbedtls: mbedtls } = extensions;
  for (const [codes, answered] of [
    [[newest], newest],
    [[draft], draft],
    [[mbedtls], mbedtls],
    [[mbedtls, draft, newest], newest],
    [[mbedtls, draft], draft],
  ] as const) {
    const records = new RecordLayer();
    const offered = new Map(codes.map((code) => [code, Uint8Array.of(1, 7)]));
    const answers = answersOf(recordHooks({ connectionId: id }, records), offered);
    assert.ok(answers instanceof Map);
    assert.deepEqual([...answers.keys()], [answered]);
    const ids = { ours: id, theirs: other };
    assert.deepEqual(records.connectionIds, answered === newest ? ids : { ...ids, isDraft: true });
  }
  assert.deepEqual([...offersOf(recordHooks({ connectionId: id }, new RecordLayer())).keys()], [newest]);
});

test("pitfall 24: an extension with an older number that holds no connection ID is passed over", () => {
  for (const code of [extensions.connection_id_draft, extensions.connection_id_mbedtls])
    for (const content of [[], [3, 1], [0, 0]]) {
      const records = new RecordLayer();
      const answers = answersOf(
        recordHooks({ connectionId: id }, records),
        new Map([[code, Uint8Array.from(content)]]),
      );
      assert.ok(answers instanceof Map && answers.size === 0);
      assert.deepEqual(records.connectionIds, { ours: empty, theirs: empty });
    }
});

test("max_fragment_length is answered as it was asked for, and holds for both", () => {
  for (const maxFragmentLength of [512, 1024, 2048, 4096] as const) {
    const { server, client } = agreement({ maxFragmentLength }, {});
    assert.deepEqual([server.contentLimit, client.contentLimit], [maxFragmentLength, maxFragmentLength]);
  }
});

test("record_size_limit holds for each direction by itself, and goes before max_fragment_length", () => {
  const both = agreement({ recordSizeLimit: 300, maxFragmentLength: 512 }, { recordSizeLimit: 9000 });
  assert.deepEqual([both.server.contentLimit, both.client.contentLimit], [300, 9000]);
  const alone = agreement({ recordSizeLimit: 300 }, {});
  assert.deepEqual([alone.server.contentLimit, alone.client.contentLimit], [16_384, 16_384]);
});

const damaged: readonly (readonly [string, number, readonly number[], string])[] = [
  ["a connection ID that is cut", extensions.connection_id, [3, 1], "decode_error"],
  ["an unknown fragment length", extensions.max_fragment_length, [5], "illegal_parameter"],
  ["a fragment length of two bytes", extensions.max_fragment_length, [1, 1], "illegal_parameter"],
  ["a size below 64", extensions.record_size_limit, [0, 63], "illegal_parameter"],
  ["a size of one byte", extensions.record_size_limit, [64], "decode_error"],
];

for (const [what, code, bytes, alert] of damaged)
  test(`a hello with ${what} is refused`, () => {
    const data = Uint8Array.from(bytes);
    const hooks = recordHooks({ connectionId: id, recordSizeLimit: 999, maxFragmentLength: 512 }, new RecordLayer());
    const answers = answersOf(hooks, new Map([[code, data]]));
    assert.equal(answers instanceof Map ? "" : answers.alert, alert);
    assert.equal(hooks.find((hook) => hook.code === code)?.accept(data, new Map([[code, data]]))?.alert, alert);
  });

test("a server that answers another fragment length than was asked for is refused", () => {
  const [hook] = recordHooks({ maxFragmentLength: 512 }, new RecordLayer());
  assert.ok(hook);
  assert.equal(hook.accept(Uint8Array.of(2), new Map())?.alert, "illegal_parameter");
  assert.equal(hook.accept(Uint8Array.of(1), new Map()), undefined);
});

test("a server that answers max_fragment_length and record_size_limit is refused (RFC 8449 §5)", () => {
  const hooks = recordHooks({ recordSizeLimit: 999, maxFragmentLength: 512 }, new RecordLayer());
  const answers = new Map<number, Uint8Array>([
    [extensions.record_size_limit, Uint8Array.of(1, 0)],
    [extensions.max_fragment_length, Uint8Array.of(1)],
  ]);
  const problems = hooks.map(({ code, accept }) => accept(answers.get(code), answers)?.alert);
  assert.deepEqual(problems, [undefined, "illegal_parameter"]);
});
