import type { Address } from "../base/datagram.js";
import type { TransportKind } from "../coap/channel.js";
import type { CoapSession } from "../coap/session.js";
import { resourceLookup } from "../data/definitionSet.js";
import type { ResourceLookup } from "../data/definitions.js";
import { parsePath, type Path } from "../data/path.js";
import type { PeerIdentity } from "../dtls/identity.js";
import type { Device, DeviceObject, DeviceObservation, DeviceState, Lwm2mVersion, Registration } from "./device.js";
import { nextState, type DeviceHappening } from "./deviceStates.js";
import { KnownValues } from "./knownValues.js";
import { ObjectTree } from "./objectTree.js";
import { implicitVersion } from "./objectVersions.js";
import { ObservationBook } from "./observationBook.js";
import { create } from "./operations/create.js";
import { deleteInstance } from "./operations/delete.js";
import { discover } from "./operations/discover.js";
import { execute } from "./operations/execute.js";
import { read } from "./operations/read.js";
import { parseTarget, type ParsedTarget } from "./operations/target.js";
import { write } from "./operations/write.js";
import type { DeviceLink, KnownValue } from "./results.js";
import type { Services } from "./services.js";

/** What a device is made from; it never changes. */
export interface DeviceIdentity {
  readonly id: string;
  readonly kind: Device["kind"];
  readonly name: string;
  readonly identity: PeerIdentity | undefined;
  readonly transport: TransportKind;
  readonly address: Address;
}

/** More remarks about one device than this are noise. */
const mostWarnings = 20;

/** The one who knows a device: its state, its tree, its values, its observations. */
export class ManagedDevice implements Device {
  readonly id: string;
  readonly kind: Device["kind"];
  readonly name: string;
  readonly identity: PeerIdentity | undefined;
  readonly services: Services;
  readonly tree: ObjectTree;
  readonly known: KnownValues;
  readonly book: ObservationBook;
  readonly lookUp: ResourceLookup;
  #state: DeviceState;
  #transport: TransportKind;
  #address: Address;
  #session: CoapSession | undefined;
  #registration: Registration | undefined;
  #lastSeen: number;
  #warnings: readonly string[] = [];
  #plainResources: readonly DeviceLink[] = [];
  #stray: { readonly at: number; readonly explanation: string } | undefined;
  /** What a direct connection's list of resources says of its LwM2M root, if it has one. */
  #directRoot: Pick<Registration, "rootPath" | "contentFormats"> = { rootPath: "" };

  constructor(services: Services, { id, kind, name, identity, transport, address }: DeviceIdentity, lastSeen: number) {
    this.id = id;
    this.kind = kind;
    this.name = name;
    this.identity = identity;
    this.services = services;
    this.tree = new ObjectTree(services.limits.instances + services.limits.values);
    this.known = new KnownValues(services.limits.values);
    this.book = new ObservationBook(this);
    this.lookUp = resourceLookup((objectId) => services.definitions.find(objectId, this.versionOf(objectId)));
    this.#state = "not seen yet";
    this.#transport = transport;
    this.#address = address;
    this.#lastSeen = lastSeen;
  }

  get state(): DeviceState {
    return this.#state;
  }

  get transport(): TransportKind {
    return this.#transport;
  }

  get address(): Address {
    return this.#session?.channel.peer ?? this.#address;
  }

  get session(): CoapSession | undefined {
    // A server that we connect to is asked before it can have said anything.
    return this.#state === "online" || this.kind === "direct" ? this.#session : undefined;
  }

  /** True if its messages come on this session, whatever its state is. */
  isOn(session: CoapSession): boolean {
    return this.#session === session;
  }

  get registration(): Registration | undefined {
    return this.#registration;
  }

  get lastSeen(): number {
    return this.#lastSeen;
  }

  get warnings(): readonly string[] {
    return this.#warnings;
  }

  get objects(): readonly DeviceObject[] {
    return this.tree.objects;
  }

  get plainResources(): readonly DeviceLink[] {
    return this.#plainResources;
  }

  get observations(): readonly DeviceObservation[] {
    return this.book.list();
  }

  get values(): ReadonlyMap<string, KnownValue> {
    return this.known.values;
  }

  /** A direct connection has not said which release it speaks; the formats of the newest ones are tried. */
  get lwm2mVersion(): Lwm2mVersion {
    return this.#registration?.lwm2mVersion ?? "1.1";
  }

  readonly versionOf: Device["versionOf"] = (objectId) =>
    this.tree.versionOf(objectId) ?? implicitVersion(objectId, this.lwm2mVersion);

  readonly isExplored: Device["isExplored"] = (path) => {
    const place = this.#placeOf(path);
    return place !== undefined && this.tree.isExplored(place);
  };

  readonly resourcesOf: Device["resourcesOf"] = (path) => {
    const { objectId, objectInstanceId } = this.#placeOf(path) ?? {};
    return objectId === undefined || objectInstanceId === undefined
      ? []
      : this.tree.resourcesOf(objectId, objectInstanceId);
  };

  /** The alternate path in front of every path; empty for none. */
  get rootPath(): string {
    return this.#registration?.rootPath ?? this.#directRoot.rootPath;
  }

  /** What the device has named with `ct`; undefined if it has named nothing. */
  get contentFormats(): readonly number[] | undefined {
    return this.#registration === undefined ? this.#directRoot.contentFormats : this.#registration.contentFormats;
  }

  /** Reads where an operation on this device shall go. */
  readonly target = (path: string): ParsedTarget =>
    parseTarget(path, this.rootPath, (plain) => this.#plainResources.some((link) => link.path === plain));

  readonly read: Device["read"] = (path, options) => read(this, path, options);
  readonly write: Device["write"] = (path, input, options) => write(this, path, input, options);
  readonly execute: Device["execute"] = (path, args, options) => execute(this, path, args, options);
  readonly create: Device["create"] = (path, content, options) => create(this, path, content, options);
  readonly delete: Device["delete"] = (path, options) => deleteInstance(this, path, options);
  readonly discover: Device["discover"] = (path, options) => discover(this, path, options);
  readonly observe: Device["observe"] = (path, options) => this.book.observe(path, options);
  readonly cancelObservation: Device["cancelObservation"] = (path, options) => this.book.cancel(path, options);

  /** Takes what a restart has left of it. */
  restore(registration: Registration | undefined, objects: readonly DeviceObject[]): void {
    this.#registration = registration;
    if (registration === undefined) this.#state = "expired";
    this.tree.replace(objects);
  }

  /** Takes a new connection to a CoAP server, which is there once it answers. It knows no observation of an earlier one. */
  approach(session: CoapSession): void {
    this.book.startAnew("The device has a new connection.");
    this.#warnings = [];
    this.#follow(session);
  }

  /** Takes a Register. Observations start anew, as the device knows none. */
  register(session: CoapSession, registration: Registration, warnings: readonly string[]): void {
    this.book.startAnew("The device has registered anew, and is asked again.");
    this.#registration = registration;
    this.#warnings = warnings.slice(0, mostWarnings);
    this.#follow(session);
    this.#happen("registers");
  }

  /** Takes an Update. */
  renew(registration: Registration, warnings: readonly string[]): void {
    this.#registration = registration;
    for (const warning of warnings) this.warn(warning);
  }

  /** A message came from `session`; returns true if the device was away until now. */
  hear(session: CoapSession): boolean {
    const wasAway = this.#state !== "online";
    if (this.#session !== session) {
      this.book.lose("The device has a new connection.");
      this.#follow(session);
    }
    this.#lastSeen = this.services.clock.now();
    this.#happen("is heard");
    return wasAway && this.state === "online";
  }

  /** A message came, of whatever kind. */
  touch(): void {
    this.#lastSeen = this.services.clock.now();
  }

  /** The channel has ended; returns true if the device was online until now. */
  loseChannel(): boolean {
    const wasOnline = this.#state === "online";
    this.#leave("The connection has ended.");
    this.#happen("loses its channel");
    return wasOnline;
  }

  /** The lifetime has passed. The channel stays, so that a late message is still known to be the device's. */
  expire(): void {
    this.#registration = undefined;
    this.book.lose("The registration has expired.");
    this.#happen("outlives its lifetime");
  }

  deregister(): void {
    this.#registration = undefined;
    this.book.startAnew("The device has deregistered.");
    this.#happen("deregisters");
  }

  warn(warning: string): void {
    if (this.#warnings.includes(warning) || this.#warnings.length >= mostWarnings) return;
    this.#warnings = [...this.#warnings, warning];
  }

  /** Something came on its channel that answers nothing. */
  noteStray(explanation: string): void {
    this.#stray = { at: this.services.clock.now(), explanation };
  }

  /** What came last that answers nothing, if that was in the last so many milliseconds. */
  strayWithin(milliseconds: number): string | undefined {
    if (this.#stray === undefined || this.#stray.at < this.services.clock.now() - milliseconds) return undefined;
    return this.#stray.explanation;
  }

  setDirectRoot(root: Pick<Registration, "rootPath" | "contentFormats">): void {
    this.#directRoot = root;
  }

  /** Takes the plain resources of a device in place of those that were known. */
  setPlainResources(links: readonly DeviceLink[]): boolean {
    const isNew = JSON.stringify(links) !== JSON.stringify(this.#plainResources);
    this.#plainResources = links;
    return isNew;
  }

  #follow(session: CoapSession): void {
    this.#session = session;
    this.#transport = session.channel.transport;
    this.#address = session.channel.peer;
    this.#lastSeen = this.services.clock.now();
  }

  #leave(reason: string): void {
    if (this.#session === undefined) return;
    this.#address = this.#session.channel.peer;
    this.#session = undefined;
    this.book.lose(reason);
  }

  #happen(happening: DeviceHappening): void {
    this.#state = nextState(this.#state, happening);
  }

  #placeOf(text: string): Path | undefined {
    return parsePath(text).path;
  }
}
