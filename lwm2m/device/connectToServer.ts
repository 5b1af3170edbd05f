import type { Clock } from "../base/clock.js";
import type { Address, DatagramSocket } from "../base/datagram.js";
import type { Logger } from "../base/logger.js";
import type { Random } from "../base/random.js";
import type { Secret } from "../base/secret.js";
import type { Channel } from "../coap/channel.js";
import { codeOf } from "../coap/codes.js";
import { parseCoapUri } from "../coap/coapUri.js";
import { createCoapEndpoint } from "../coap/createEndpoint.js";
import type { RequestHandler } from "../coap/session.js";
import { dtlsChannel } from "../coap/transport/dtls.js";
import { createUdpTransport } from "../coap/transport/udp.js";
import type { Disposable } from "../base/disposal.js";
import { createDtlsEndpoint } from "../dtls/createEndpoint.js";
import type { ConnectorSecurity, ServerConnector } from "./serverConnector.js";

/** How a device gets to its LwM2M Server over a datagram socket. */
export interface ServerConnectionSetup {
  /** `coap://host:port`, or `coaps://host:port` for DTLS. */
  readonly uri: string;
  /** Where the host of the URI is. */
  readonly address: Address;
  /** The connector disposes it with itself. */
  readonly socket: DatagramSocket;
  /** Who the device is; needed for `coaps`. */
  readonly psk?: { readonly identity: string; readonly key: Secret };
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

/** A channel to the LwM2M Server, or why there is none. */
type Opened =
  | { readonly channel: Channel; readonly isContinued: boolean; readonly problem?: undefined }
  | { readonly channel?: undefined; readonly problem: string };

/** Makes channels to one server, one after the other. */
interface Opener extends Disposable {
  /** A channel; one that is open already may be given again, or else is closed before. */
  readonly open: () => Promise<Opened>;
}

/** Bytes of a body that a device takes: a firmware image of some size. */
const largestBody = 4 * 1024 * 1024;

/** The way to an LwM2M Server over UDP or DTLS with a pre-shared key. What is wrong with the setup shows on connecting. */
export function connectToServer(setup: ServerConnectionSetup): ServerConnector {
  const { clock, random, logger, psk } = setup;
  let answer: RequestHandler = () => ({ code: codeOf("Service Unavailable") });
  const endpoint = createCoapEndpoint({
    clock,
    random,
    logger,
    limits: { body: largestBody },
    handler: (request) => answer(request),
  });
  const opener = openerOf(setup);
  const security: ConnectorSecurity = psk === undefined ? { kind: "none" } : { kind: "psk", identity: psk.identity };
  return {
    uri: setup.uri,
    security,
    connect: async (handler) => {
      answer = handler;
      const opened = await opener.open();
      if (opened.channel === undefined) return { problem: opened.problem };
      return { session: endpoint.accept(opened.channel), isContinued: opened.isContinued };
    },
    dispose: () => {
      endpoint.dispose();
      opener.dispose();
    },
  };
}

function openerOf(setup: ServerConnectionSetup): Opener {
  const { uri, psk, socket } = setup;
  const parsed = parseCoapUri(uri);
  if (parsed.uri === undefined) return noOpener(socket, parsed.problem);
  if (parsed.uri.transport === "udp") return plainOpener(setup);
  return psk === undefined
    ? noOpener(socket, `${uri} asks for DTLS, and the device has no key. Give it an identity with its key.`)
    : secureOpener(setup, psk);
}

function noOpener(socket: DatagramSocket, problem: string): Opener {
  return { open: () => Promise.resolve({ problem }), dispose: socket.dispose };
}

function plainOpener({ socket, clock, address }: ServerConnectionSetup): Opener {
  // Only the server has business with the device; what others send is dropped.
  const onChannel = (channel: Channel): void => {
    channel.close();
  };
  const transport = createUdpTransport({ socket, clock, onChannel });
  // The address tells a server without security who comes. As long as it stays the same, so do the channel and what the
  // server observes on it: to the server nothing has ended, however many messages were lost.
  return {
    open: () => Promise.resolve({ channel: transport.channelTo(address), isContinued: true }),
    dispose: transport.dispose,
  };
}

function secureOpener(
  { uri, socket, clock, random, logger, address }: ServerConnectionSetup,
  psk: NonNullable<ServerConnectionSetup["psk"]>,
): Opener {
  const endpoint = createDtlsEndpoint({ socket, clock, random, logger });
  const serverName = parseCoapUri(uri).uri?.host;
  let last: Channel | undefined;
  return {
    open: async () => {
      last?.close();
      last = undefined;
      const credentials = { kind: "psk", ...psk } as const;
      const options = { credentials, ...(serverName === undefined ? {} : { serverName }) };
      const { session, report } = await endpoint.connect(address, options);
      if (session === undefined) return { problem: report.explanation };
      last = dtlsChannel(session);
      return { channel: last, isContinued: report.isResumed };
    },
    dispose: endpoint.dispose,
  };
}
