import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "../../base/bytes.js";
import { Secret } from "../../base/secret.js";
import { SimulatedClock } from "../../base/testing/simulatedClock.js";
import type { DtlsEndpointSetup } from "../endpoint.js";
import { handshakeTypes } from "../tables/handshakeTypes.js";
import { extensions } from "../tables/extensions.js";
import { RawClient } from "../testing/rawClient.js";
import { received } from "../testing/received.js";
import { recordsIn } from "../testing/recordsIn.js";
import { identity, serverAddress, simulatedPair, type SimulatedPair } from "../testing/simulatedPair.js";
import { parseFragments } from "../wire/handshakeMessage.js";
import { takeTickets } from "./sessionTickets.js";
import { parseNewSessionTicket, printNewSessionTicket } from "../wire/newSessionTicket.js";

/** The unencrypted messages that one side says from now on, by type. */
function messagesOf(pair: SimulatedPair, port: number): { readonly type: number; readonly data: Uint8Array }[] {
  const found: { readonly type: number; readonly data: Uint8Array }[] = [];
  pair.network.onSend.event(({ from, data }) => {
    if (from.port !== port) return;
    for (const { fragment, epoch, type } of recordsIn(data))
      if (epoch === 0 && type === 22) found.push(...parseFragments(fragment));
  });
  return found;
}

async function resumes(serverSetup: Partial<DtlsEndpointSetup>, clientSetup: Partial<DtlsEndpointSetup>) {
  const pair = simulatedPair({ serverSetup, clientSetup });
  const said = messagesOf(pair, serverAddress.port);
  const first = await pair.connect();
  first.session?.close();
  await pair.clock.advance(100);
  const second = await pair.connect();
  await pair.clock.advance(100);
  second.session?.send(fromUtf8("x"));
  const texts = received(pair.sessions[1]);
  await pair.clock.advance(100);
  assert.deepEqual(texts, ["x"]);
  assert.deepEqual(pair.sessions[1]?.identity, { kind: "psk", identity }, "pitfall 22: the identity travels along");
  const tickets = said.filter(({ type }) => type === handshakeTypes.NewSessionTicket).length;
  const [hello] = said.filter(({ type }) => type === handshakeTypes.ServerHello);
  return { isResumed: second.report.isResumed, tickets, idLength: hello?.data[34] };
}

test("a session is resumed by its ticket, and the server keeps nothing of it", async () => {
  assert.deepEqual(await resumes({}, {}), { isResumed: true, tickets: 1, idLength: 0 });
});

test("where one side has no tickets, a session is resumed by its id", async () => {
  const byId = { isResumed: true, tickets: 0, idLength: 32 };
  assert.deepEqual(await resumes({ usesTickets: false }, {}), byId);
  assert.deepEqual(await resumes({}, { usesTickets: false }), byId);
});

test("where nothing is kept there are no tickets either", async () => {
  const limits = { resumable: 0 };
  assert.deepEqual(await resumes({ limits }, {}), { isResumed: false, tickets: 0, idLength: 0 });
});

test("a ticket is worth nothing once its key has changed or a day has passed", async () => {
  const connected = async (): Promise<SimulatedPair> => {
    const pair = simulatedPair();
    await pair.connect();
    await pair.clock.advance(100);
    return pair;
  };
  const changed = await connected();
  changed.keys.set(identity, new Secret(fromUtf8("a new secret")));
  const { report } = await changed.connect({ key: new Secret(fromUtf8("a new secret")) });
  assert.deepEqual([report.outcome, report.isResumed], ["completed", false]);
  const old = await connected();
  await old.clock.advance(25 * 3_600_000);
  assert.equal((await old.connect()).report.isResumed, false);
});

test("a ticket holds for as long as the server says, or without an end", async () => {
  const clock = new SimulatedClock();
  await clock.advance(500);
  for (const [lifetime, ticketUntil] of [
    [60, clock.now() + 60_000],
    [0, undefined],
  ] as const) {
    const { hook, take, taken } = takeTickets(undefined, clock);
    assert.deepEqual(taken(), {});
    hook.accept(new Uint8Array(), new Map());
    assert.equal(take(printNewSessionTicket({ lifetime, ticket: Uint8Array.of(7) })), undefined);
    assert.deepEqual(taken(), { ticket: Uint8Array.of(7), ...(ticketUntil !== undefined && { ticketUntil }) });
  }
});

test("a session that could not be resumed gets neither an id nor a ticket", async () => {
  const answered = async (codes: readonly number[]): Promise<readonly unknown[]> => {
    const raw = new RawClient(simulatedPair());
    await raw.greet({ extensions: new Map(codes.map((code) => [code, new Uint8Array()])) });
    const hello = raw.serverHello();
    return [hello?.sessionId.length, hello?.extensions.has(extensions.session_ticket)];
  };
  const { extended_master_secret: extended, session_ticket: ticket } = extensions;
  assert.deepEqual(await answered([extended]), [32, false]);
  assert.deepEqual(await answered([extended, ticket]), [0, true]);
  assert.deepEqual(await answered([]), [0, false]);
  assert.deepEqual(await answered([ticket]), [0, false]);
});

test("NewSessionTicket is read as it is written, and damaged ones are refused", () => {
  const message = { lifetime: 0x1_02_03_04, ticket: Uint8Array.of(1, 2) };
  const body = printNewSessionTicket(message);
  assert.deepEqual([...body], [1, 2, 3, 4, 0, 2, 1, 2]);
  assert.deepEqual(parseNewSessionTicket(body).value, message);
  for (const damaged of [body.subarray(0, 3), body.subarray(0, 7), Uint8Array.of(...body, 0)])
    assert.equal(parseNewSessionTicket(damaged).problem?.alert, "decode_error");
});
