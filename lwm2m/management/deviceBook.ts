import type { Channel } from "../coap/channel.js";
import { isSameIdentity, type PeerIdentity } from "../dtls/identity.js";
import { holdsRegistration } from "./deviceStates.js";
import type { ManagedDevice } from "./managedDevice.js";

/** Every device, by the names that messages and people know it by. */
export class DeviceBook {
  readonly #devices = new Map<string, ManagedDevice>();
  readonly #locations = new Map<string, ManagedDevice>();
  /** By the ID of the channel that it was heard on last. */
  readonly #channels = new Map<string, ManagedDevice>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get byId(): ReadonlyMap<string, ManagedDevice> {
    return this.#devices;
  }

  get all(): readonly ManagedDevice[] {
    return [...this.#devices.values()];
  }

  atLocation(location: string): ManagedDevice | undefined {
    return this.#locations.get(location);
  }

  ofChannel({ id }: Channel): ManagedDevice | undefined {
    return this.#channels.get(id);
  }

  /** The device that holds a registration under that endpoint name. */
  holderOf(endpoint: string): ManagedDevice | undefined {
    return this.all.find(
      ({ kind, name, state }) => kind === "registered" && name === endpoint && holdsRegistration(state),
    );
  }

  /** The only device that is registered under an identity; undefined if there are several. */
  onlyOneOf(identity: PeerIdentity): ManagedDevice | undefined {
    const found = this.all.filter(
      (device) =>
        device.kind === "registered" && holdsRegistration(device.state) && isSameIdentity(device.identity, identity),
    );
    return found.length === 1 ? found[0] : undefined;
  }

  /**
   * Makes room for a device more. What has no registration goes first, the longest unheard of it; returns what had to go,
   * or undefined if there is no room.
   */
  makeRoom(): readonly ManagedDevice[] | undefined {
    if (this.#devices.size < this.#limit) return [];
    let oldest: ManagedDevice | undefined;
    for (const device of this.#devices.values()) {
      if (device.kind === "direct" || holdsRegistration(device.state)) continue;
      if (oldest === undefined || device.lastSeen < oldest.lastSeen) oldest = device;
    }
    if (oldest === undefined) return undefined;
    this.remove(oldest);
    return [oldest];
  }

  add(device: ManagedDevice): void {
    this.#devices.set(device.id, device);
  }

  remove(device: ManagedDevice): void {
    this.#devices.delete(device.id);
    this.forgetLocation(device);
    for (const [channelId, owner] of this.#channels) if (owner === device) this.#channels.delete(channelId);
  }

  /** Takes the location of a device's registration in place of one that it had. */
  setLocation(device: ManagedDevice, location: string): void {
    this.forgetLocation(device);
    this.#locations.set(location, device);
  }

  forgetLocation(device: ManagedDevice): void {
    for (const [location, owner] of this.#locations) if (owner === device) this.#locations.delete(location);
  }

  setChannel(device: ManagedDevice, { id }: Channel): void {
    this.#channels.set(id, device);
  }

  forgetChannel({ id }: Channel): void {
    this.#channels.delete(id);
  }
}
