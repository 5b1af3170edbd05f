import type { Address } from "../../base/datagram.js";
import { printAddress } from "../../base/datagram.js";
import type { SimulatedNetwork } from "../../base/testing/simulatedNetwork.js";

/** Puts what `change` makes of it in the place of each datagram from an address. None loses it. */
export function rewrite(
  network: SimulatedNetwork,
  from: Address,
  change: (datagram: Uint8Array) => readonly Uint8Array[],
): void {
  let isOurs = false;
  network.filter = (passing) => {
    if (isOurs || printAddress(passing.from) !== printAddress(from)) return true;
    const changed = change(passing.data);
    isOurs = true;
    for (const data of changed) network.send({ ...passing, data });
    isOurs = false;
    return false;
  };
}
