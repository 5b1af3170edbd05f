import type { Clock } from "../../lwm2m/base/clock.js";
import type { Secret } from "../../lwm2m/base/secret.js";
import type { Channel } from "../../lwm2m/coap/channel.js";
import { parseCoapUri, printCoapUri, type CoapUri } from "../../lwm2m/coap/coapUri.js";
import type { CoapEndpoint } from "../../lwm2m/coap/endpoint.js";
import { TransportError } from "../../lwm2m/coap/transport/transportError.js";
import type { Device } from "../../lwm2m/management/device.js";
import type { Lwm2mServer } from "../../lwm2m/management/server.js";
import { EngineError } from "../protocol/engineError.js";
import type { Outgoing } from "./outgoing.js";
import { resolveHost } from "./resolveHost.js";

/** What direct connections are made from. */
export interface DirectSetup {
  readonly server: Lwm2mServer;
  readonly endpoint: CoapEndpoint;
  readonly outgoing: Pick<Outgoing, "plainChannel" | "secureChannel">;
  readonly key: (identity: string) => Secret | undefined;
  readonly clock: Clock;
}

/** Milliseconds that a server has to answer what it has, or that it does not tell. */
const patience = 25_000;

/**
 * Connects to a CoAP server and asks what it has.
 * @throws {EngineError} with a sentence for the user, if that does not come about
 */
export async function connectDirectly(
  setup: DirectSetup,
  { uri: text, identity }: { readonly uri: string; readonly identity?: string },
): Promise<Device> {
  const { uri, problem } = parseCoapUri(text);
  if (uri === undefined) throw new EngineError("invalid parameter", problem);
  const psk = credentialsFor(setup, uri, identity);
  const resolved = await resolveHost(uri.host, setup.clock);
  if (resolved.address === undefined) throw new EngineError("failed", resolved.problem);
  const name = printCoapUri(uri);
  const known = [...setup.server.devices.values()].find((device) => device.kind === "direct" && device.name === name);
  // A new connection takes the place of the one that there may be.
  known?.session?.close();
  const channel = await openChannel(setup, { host: resolved.address, port: uri.port }, uri, psk);
  const session = setup.endpoint.accept(channel);
  // A host that is off is silent; its user is not kept waiting until the last repetition has got no answer.
  const giveUp = setup.clock.after(patience, () => {
    session.close();
  });
  const { device } = await setup.server.connectDevice(session, { name }).finally(() => {
    giveUp.dispose();
  });
  if (device.session !== undefined) return device;
  if (known === undefined) setup.server.forget(device.id);
  throw new EngineError(
    "failed",
    `${name} has not answered within ${patience / 1000} seconds. Check the address and the port, and that it is switched on; a firewall may be in between.`,
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
