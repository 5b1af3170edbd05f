import type { Clock } from "../../lwm2m/base/clock.js";
import type { Secret } from "../../lwm2m/base/secret.js";
import type { Channel } from "../../lwm2m/coap/channel.js";
import { parseCoapUri, printCoapUri, type CoapUri } from "../../lwm2m/coap/coapUri.js";
import type { CoapEndpoint } from "../../lwm2m/coap/endpoint.js";
import { TransportError } from "../../lwm2m/coap/transport/transportError.js";
import type { Device } from "../../lwm2m/management/device.js";
import type { Lwm2mServer } from "../../lwm2m/management/server.js";
import { EngineError } from "../protocol/engineError.js";
import { canonicalHost } from "./canonicalHost.js";
import { inTime } from "./inTime.js";
import { isDtlsRecord } from "./misdirected.js";
import type { Outgoing } from "./outgoing.js";
import { resolveHost, type ResolvedHost } from "./resolveHost.js";
import { explainSilence, type Heard } from "./silence.js";

/** What direct connections are made from. */
export interface DirectSetup {
  readonly server: Lwm2mServer;
  readonly endpoint: CoapEndpoint;
  readonly outgoing: Pick<Outgoing, "plainChannel" | "secureChannel">;
  readonly key: (identity: string) => Secret | undefined;
  readonly clock: Clock;
  /** Where names are looked up; the system unless told. */
  readonly resolve?: (host: string, clock: Clock, timeout?: number) => Promise<ResolvedHost>;
}

/** Where to connect to, and as who. */
export interface DirectRequest {
  readonly uri: string;
  readonly identity?: string;
  /** Milliseconds for all of it; unless told a handshake takes its own time, and an answer 25 seconds. */
  readonly timeout?: number;
}

/** Milliseconds that a server has to answer what it has, or that it does not tell. */
const patience = 25_000;

/**
 * Connects to a CoAP server and asks what it has. One that is connected already is the same device again, however its
 * address is written.
 * @throws {EngineError} with a sentence for the user, if that does not come about
 */
export async function connectDirectly(
  setup: DirectSetup,
  { uri: text, identity, timeout }: DirectRequest,
): Promise<Device> {
  const { uri, problem } = parseCoapUri(text);
  if (uri === undefined) throw new EngineError("invalid parameter", problem);
  const psk = credentialsFor(setup, uri, identity);
  const { clock, server, endpoint, resolve = resolveHost } = setup;
  const end = timeout === undefined ? undefined : clock.now() + timeout;
  const left = (): number | undefined => (end === undefined ? undefined : Math.max(1, end - clock.now()));
  const resolved = await resolve(uri.host, clock, left());
  if (resolved.address === undefined) throw new EngineError("failed", resolved.problem);

  const named = printCoapUri({ ...uri, host: canonicalHost(uri.host) });
  const known = deviceAt(setup.server, uri, resolved.all, named);
  const name = known?.name ?? named;
  const host = resolved.all.find((address) => address === known?.address.host) ?? resolved.address;
  const silence = (heard: Heard): EngineError =>
    new EngineError("failed", explainSilence({ uri, name: named, patience: timeout ?? patience, heard }));
  // A new handshake takes the place of a session; a channel without DTLS goes on as it is.
  if (uri.transport === "dtls") known?.session?.close();
  const opening = openChannel(setup, { host, port: uri.port }, uri, psk);
  const wait = left();
  const channel = wait === undefined ? await opening : await inTime(opening, clock, wait);
  if (channel === undefined) {
    closeLater(opening);
    throw silence("nothing");
  }
  const session = endpoint.accept(channel);
  let heard: Heard = "nothing";
  const listening = endpoint.onMessage(({ channel: { id }, direction, message, data }) => {
    if (id !== channel.id || direction === "out" || message !== undefined) return;
    heard = isDtlsRecord(data) ? "DTLS" : "something else";
  });
  const connection = server.connectDevice(session, { name, timeout: left() ?? patience });
  const { device, hasAnswered } = await connection.finally(() => {
    listening.dispose();
  });
  if (hasAnswered) return device;
  session.close();
  if (known === undefined) server.forget(device.id);
  throw silence(heard);
}

/** The device that a server is already: by one of its addresses, or by its name if that has another address by now. */
function deviceAt(
  { devices }: Lwm2mServer,
  { transport, port }: CoapUri,
  addresses: readonly string[],
  name: string,
): Device | undefined {
  const direct = [...devices.values()].filter((device) => device.kind === "direct" && device.transport === transport);
  return (
    direct.find(({ address }) => address.port === port && addresses.includes(address.host)) ??
    direct.find((device) => device.name === name)
  );
}

interface Psk {
  readonly identity: string;
  readonly key: Secret;
}

function credentialsFor(setup: DirectSetup, uri: CoapUri, identity: string | undefined): Psk | undefined {
  if (uri.transport === "udp") {
    if (identity === undefined) return undefined;
    throw new EngineError("invalid parameter", "coap:// has no security. Write coaps:// to connect with an identity.");
  }
  if (identity === undefined) {
    throw new EngineError("invalid parameter", "coaps:// needs the identity of a credential to connect with.");
  }
  const key = setup.key(identity);
  if (key === undefined) {
    throw new EngineError(
      "invalid parameter",
      `There is no key for the identity “${identity}”. Add a credential for it first.`,
    );
  }
  return { identity, key };
}

async function openChannel(
  { outgoing }: DirectSetup,
  peer: { readonly host: string; readonly port: number },
  uri: CoapUri,
  psk: Psk | undefined,
): Promise<Channel> {
  try {
    if (psk === undefined) return await outgoing.plainChannel(peer);
    const { channel, problem } = await outgoing.secureChannel(peer, { kind: "psk", ...psk }, uri.host);
    if (channel !== undefined) return channel;
    throw new EngineError("failed", problem);
  } catch (error) {
    if (error instanceof TransportError) throw new EngineError("failed", error.message, { cause: error });
    throw error;
  }
}

/** Nobody waits for this channel any more. */
function closeLater(opening: Promise<Channel>): void {
  opening.then(
    (channel) => {
      channel.close();
    },
    () => undefined,
  );
}
