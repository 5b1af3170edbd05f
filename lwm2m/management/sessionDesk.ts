import { quotedText } from "../base/quotedText.js";
import { disposeAll, type Disposable } from "../base/disposal.js";
import { isRequestCode, isSuccess } from "../coap/codes.js";
import type { CoapEndpoint } from "../coap/endpoint.js";
import { optionTable } from "../coap/options.js";
import type { CoapSession, TappedMessage } from "../coap/session.js";
import type { ManagedDevice } from "./managedDevice.js";
import type { Office } from "./registration/office.js";
import { explainStray } from "./strayMessage.js";

const observeOption = optionTable.find(({ name }) => name === "Observe")?.number;

/** Watches the sessions of endpoints: who is on which, when one ends, and what comes unasked. */
export class SessionDesk implements Disposable {
  readonly #office: Office;
  /** Sessions by the ID of their channel, with what ends the watch over them. */
  readonly #sessions = new Map<string, { readonly session: CoapSession; readonly watch: Disposable }>();
  readonly #attachments = new Set<Disposable>();

  constructor(office: Office) {
    this.#office = office;
  }

  /** Follows every session of an endpoint, those that it has already included. */
  attach({ sessions, onSession, onMessage }: CoapEndpoint): Disposable {
    for (const session of sessions) this.follow(session);
    const parts = [
      onSession((session) => {
        this.follow(session);
      }),
      onMessage((message) => {
        this.#take(message);
      }),
    ];
    const attachment: Disposable = {
      dispose: () => {
        disposeAll(parts);
        this.#attachments.delete(attachment);
      },
    };
    this.#attachments.add(attachment);
    return attachment;
  }

  /** Watches for the end of a session. Following it twice is harmless. */
  follow(session: CoapSession): void {
    const { id } = session.channel;
    if (this.#sessions.has(id)) return;
    const watch = session.onEnd((reason) => {
      this.#sessions.delete(id);
      this.#end(session, reason);
    });
    this.#sessions.set(id, { session, watch });
  }

  /**
   * The device whose message this is. A new session of an identity that has exactly one registration is that device's: it
   * has slept, or its address has changed. Without an identity only a Register or an Update can tell.
   */
  deviceOn(session: CoapSession): ManagedDevice | undefined {
    const { devices, hear } = this.#office;
    const { channel } = session;
    const known = devices.ofChannel(channel);
    if (known !== undefined || channel.identity === undefined || channel.isOutgoing) return known;
    const device = devices.onlyOneOf(channel.identity);
    if (device === undefined) return undefined;
    hear(device, session);
    this.#office.restoreSoon(device);
    return device;
  }

  readonly dispose = (): void => {
    disposeAll([...this.#attachments]);
    disposeAll([...this.#sessions.values()].map(({ watch }) => watch));
    this.#sessions.clear();
  };

  #end(session: CoapSession, reason: string): void {
    const { devices, services } = this.#office;
    devices.forgetChannel(session.channel);
    for (const device of devices.all) {
      if (!device.isOn(session) || !device.loseChannel()) continue;
      services.emit({ kind: "disconnected", device, reason });
    }
  }

  /** A message passes. Requests are left to their routes, which know better whose they are. */
  #take(tapped: TappedMessage): void {
    const { direction, channel, message, remark } = tapped;
    if (direction !== "in") return;
    const { devices, services } = this.#office;
    const session = this.#sessions.get(channel.id)?.session;
    if (session === undefined) return;
    const stray = explainStray(tapped);
    if (stray !== undefined) devices.ofChannel(channel)?.noteStray(stray);
    if (message === undefined) return;
    const isNotification = message.options.some(({ number }) => number === observeOption) && isSuccess(message.code);
    const device = isNotification && !isRequestCode(message.code) ? this.deviceOn(session) : devices.ofChannel(channel);
    if (device?.isOn(session) === true) {
      // A registration that has ended is not brought back by a message; a server that we connect to is there with any.
      if (device.kind === "direct") this.#office.hear(device, session);
      else device.touch();
      services.emit({ kind: "seen", device });
    }
    if (remark === "unexpected" && isNotification) this.#tellUnexpected(session, message.token, device);
  }

  #tellUnexpected(session: CoapSession, token: Uint8Array, sender: ManagedDevice | undefined): void {
    const { devices, services } = this.#office;
    const owner = sender ?? devices.all.find(({ book }) => book.hasToken(token));
    const { peer, transport } = session.channel;
    services.emit({
      kind: "unexpected notification",
      peer,
      transport,
      token,
      ...(owner === undefined ? {} : { device: owner }),
      explanation: explain(sender, owner),
    });
  }
}

function explain(sender: ManagedDevice | undefined, owner: ManagedDevice | undefined): string {
  if (sender !== undefined) {
    return `${quotedText(sender.name)} sent a notification for an observation that does not exist (any more), such as one from before a restart. It was rejected, so that the device ends it.`;
  }
  if (owner !== undefined) {
    return `A notification came from an address that no device has; by its token it belongs to ${quotedText(owner.name)}, whose address may have changed. It was rejected; the next Update of the device shows where it is.`;
  }
  return "A notification came from an address that no device has, for an observation that nobody knows. It was rejected.";
}
