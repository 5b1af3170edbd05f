import { isIPv6 } from "node:net";
import type { Clock } from "../../lwm2m/base/clock.js";
import type { Address } from "../../lwm2m/base/datagram.js";
import type { Disposable } from "../../lwm2m/base/disposal.js";
import type { Logger } from "../../lwm2m/base/logger.js";
import type { Random } from "../../lwm2m/base/random.js";
import type { Channel } from "../../lwm2m/coap/channel.js";
import { dtlsChannel } from "../../lwm2m/coap/transport/dtls.js";
import { createUdpTransport, type UdpTransport } from "../../lwm2m/coap/transport/udp.js";
import { openUdpSocket } from "../../lwm2m/coap/transport/udpSocket.js";
import { createDtlsEndpoint } from "../../lwm2m/dtls/createEndpoint.js";
import type { ClientCredentials } from "../../lwm2m/dtls/credentials.js";
import type { DtlsEndpoint } from "../../lwm2m/dtls/endpoint.js";
import type { HandshakeReport } from "../../lwm2m/dtls/handshakeReport.js";
import type { DtlsSession } from "../../lwm2m/dtls/session.js";

/** What outgoing channels are made from, and who hears of what happens there. */
export interface OutgoingSetup {
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly onHandshake?: (report: HandshakeReport) => void;
  readonly onSession?: (channel: Channel, session: DtlsSession) => void;
}

/** A channel, or a sentence for the user that says why there is none. */
export type OpenedChannel =
  | { readonly channel: Channel; readonly problem?: undefined }
  | { readonly channel?: undefined; readonly problem: string };

/**
 * Channels that we begin, from ports of their own: one for each family of addresses, with and without DTLS, opened when
 * the first channel needs it.
 */
export class Outgoing implements Disposable {
  readonly #setup: OutgoingSetup;
  readonly #plain = new Map<string, Promise<UdpTransport>>();
  readonly #secure = new Map<string, Promise<DtlsEndpoint>>();
  #isOver = false;

  constructor(setup: OutgoingSetup) {
    this.#setup = setup;
  }

  /**
   * Opens a channel without DTLS.
   * @throws {TransportError} if no socket can be opened
   */
  async plainChannel(peer: Address): Promise<Channel> {
    const transport = await this.#once(this.#plain, peer, async (host) => {
      const { clock, logger } = this.#setup;
      const socket = await openUdpSocket({ host, port: 0, logger });
      // Nobody is served here.
      const onChannel = (channel: Channel): void => {
        channel.close();
      };
      return createUdpTransport({ socket, clock, onChannel });
    });
    return transport.channelTo(peer);
  }

  /**
   * Opens a channel with DTLS.
   * @throws {TransportError} if no socket can be opened
   */
  async secureChannel(peer: Address, credentials: ClientCredentials, serverName?: string): Promise<OpenedChannel> {
    const { onSession } = this.#setup;
    const dtls = await this.#once(this.#secure, peer, (host) => this.#openDtls(host));
    const name = serverName === undefined ? {} : { serverName };
    const { session, report } = await dtls.connect(peer, { credentials, ...name });
    if (session === undefined) return { problem: report.explanation };
    const channel = dtlsChannel(session);
    onSession?.(channel, session);
    return { channel };
  }

  dispose(): void {
    this.#isOver = true;
    for (const opening of [...this.#plain.values(), ...this.#secure.values()]) {
      void opening.then(
        (open) => {
          open.dispose();
        },
        () => undefined,
      );
    }
  }

  async #openDtls(host: string): Promise<DtlsEndpoint> {
    const { clock, random, logger, onHandshake } = this.#setup;
    const socket = await openUdpSocket({ host, port: 0, logger });
    const dtls = createDtlsEndpoint({ socket, clock, random, logger });
    if (onHandshake !== undefined) dtls.onHandshake(onHandshake);
    return dtls;
  }

  async #once<T extends Disposable>(
    open: Map<string, Promise<T>>,
    peer: Address,
    make: (host: string) => Promise<T>,
  ): Promise<T> {
    const host = isIPv6(peer.host) ? "::" : "0.0.0.0";
    const known = open.get(host);
    if (known !== undefined) return known;
    const opening = make(host);
    open.set(host, opening);
    try {
      const made = await opening;
      if (this.#isOver) made.dispose();
      return made;
    } catch (error) {
      open.delete(host);
      throw error;
    }
  }
}
