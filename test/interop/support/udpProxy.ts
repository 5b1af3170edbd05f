import type { TestContext } from "node:test";
import type { Address } from "../../../lwm2m/base/datagram.js";
import { openUdpSocket } from "../../../lwm2m/coap/transport/udpSocket.js";
import { seededRandom } from "../../fixtures/seededRandom.js";

/** What it does to datagrams, as shares from 0 to 1. */
export interface ProxyFaults {
  readonly seed: number;
  readonly loss: number;
  readonly duplication: number;
  /** The share of datagrams that are held back for a while, so that later ones overtake them. */
  readonly reordering: number;
}

/** A datagram on its way through. */
export interface Proxied {
  readonly data: Uint8Array;
  readonly from: Address;
  /** Where it goes, or would have gone. */
  readonly to: Address;
  readonly isLost: boolean;
}

/** Stands between one client and a server on the loopback interface. */
export interface UdpProxy {
  /** Where the client sends to. */
  readonly port: number;
  /** Everything that came, in order. */
  readonly seen: readonly Proxied[];
}

/** Milliseconds that a datagram is held back. */
const heldBack = 80;

const faultless: ProxyFaults = { seed: 1, loss: 0, duplication: 0, reordering: 0 };

/** Starts one; it ends with the test. Each direction has random choices of its own, so that a seed repeats them. */
export async function startUdpProxy(
  t: TestContext,
  serverPort: number,
  faults: ProxyFaults = faultless,
): Promise<UdpProxy> {
  const server = { host: "127.0.0.1", port: serverPort };
  const inside = await openUdpSocket({ host: "127.0.0.1", port: 0 });
  const outside = await openUdpSocket({ host: "127.0.0.1", port: 0 });
  const seen: Proxied[] = [];
  const waiting = new Set<NodeJS.Timeout>();
  let client: Address | undefined;

  const passer = (seed: number, send: (data: Uint8Array, to: Address) => void) => {
    const random = seededRandom(seed);
    const happens = (share: number): boolean => random.below(1000) < share * 1000;
    return (data: Uint8Array, from: Address, to: Address): void => {
      // All are thrown each time, so that one does not change the next.
      const [isLost, isDoubled, isHeld] = [
        happens(faults.loss),
        happens(faults.duplication),
        happens(faults.reordering),
      ];
      const copy = Uint8Array.from(data);
      seen.push({ data: copy, from, to, isLost });
      if (isLost) return;
      const pass = (): void => {
        send(copy, to);
        if (isDoubled) send(copy, to);
      };
      if (!isHeld) {
        pass();
        return;
      }
      const timer = setTimeout(() => {
        waiting.delete(timer);
        pass();
      }, heldBack);
      waiting.add(timer);
    };
  };
  const toServer = passer(faults.seed, outside.send);
  const toClient = passer(faults.seed + 1_000_000, inside.send);
  inside.onDatagram(({ data, from }) => {
    client = from;
    toServer(data, from, server);
  });
  outside.onDatagram(({ data, from }) => {
    if (client !== undefined) toClient(data, from, client);
  });
  t.after(() => {
    for (const timer of waiting) clearTimeout(timer);
    inside.dispose();
    outside.dispose();
  });
  return { port: inside.localAddress.port, seen };
}
