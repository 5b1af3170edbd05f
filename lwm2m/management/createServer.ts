import { disposeAll, type Disposable } from "../base/disposal.js";
import { Emitter } from "../base/event.js";
import { DeviceBook } from "./deviceBook.js";
import { directDeviceId } from "./deviceId.js";
import type { ManagementEvent } from "./events.js";
import { dropTime, NextDue } from "./lifetimes.js";
import { ManagedDevice } from "./managedDevice.js";
import type { OperationResult } from "./results.js";
import type { Office } from "./registration/office.js";
import { handle, routesOf } from "./routes.js";
import type { Lwm2mServer, Lwm2mServerSetup } from "./server.js";
import { defaultLimits, type Services } from "./services.js";
import { SessionDesk } from "./sessionDesk.js";
import { exportState, restoreState } from "./stateData.js";

/**
 * How long a device gets to receive the answer to its Register before it is asked for anything, in milliseconds. Clients
 * drop requests of servers that they do not think they have registered with yet.
 */
const pauseBeforeRestoring = 200;

/** Makes an LwM2M Server; `Lwm2mServer` tells how it is put between CoAP and its user. */
export function createLwm2mServer(setup: Lwm2mServerSetup): Lwm2mServer {
  const { clock, random, definitions, endpointCheck = "warn" } = setup;
  const events = new Emitter<ManagementEvent>();
  const logger = setup.logger.child("management");
  const services: Services = {
    clock,
    random,
    definitions,
    limits: { ...defaultLimits, ...setup.limits },
    emit: (event) => {
      const isFrequent = event.kind === "seen" || event.kind === "values";
      const device = "device" in event ? event.device.id : undefined;
      logger.log(isFrequent ? "trace" : "debug", event.kind, { device });
      events.fire(event);
    },
  };
  const devices = new DeviceBook(services.limits.devices);
  restoreState(services, devices, setup.state);

  const lifetimes = new NextDue(
    clock,
    () => nextDrop(devices),
    () => {
      expireDue(services, devices);
    },
  );
  lifetimes.reset();
  const pauses = new Map<ManagedDevice, Disposable>();

  const office: Office = {
    services,
    devices,
    endpointCheck,
    hear: (device, session) => {
      devices.setChannel(device, session.channel);
      if (device.hear(session)) services.emit({ kind: "connected", device });
    },
    drop: (device) => {
      pauses.get(device)?.dispose();
      pauses.delete(device);
      device.deregister();
      devices.remove(device);
      services.emit({ kind: "removed", device });
    },
    restoreSoon: (device) => {
      pauses.get(device)?.dispose();
      const pause = clock.after(pauseBeforeRestoring, () => {
        pauses.delete(device);
        void device.book.restore();
      });
      pauses.set(device, pause);
    },
    lifetimesChanged: lifetimes.reset,
  };
  const desk = new SessionDesk(office);
  const routes = routesOf(office, desk);

  return {
    handler: (request) => handle(office, routes, request),
    attach: (endpoint) => desk.attach(endpoint),
    devices: devices.byId,
    deviceOf: (channel) => devices.ofChannel(channel),
    connectDevice: async (session, { name, timeout }) => {
      const { transport, peer: address, identity } = session.channel;
      const id = directDeviceId(name);
      const known = devices.byId.get(id);
      const device =
        known ?? new ManagedDevice(services, { id, kind: "direct", name, identity, transport, address }, clock.now());
      devices.add(device);
      desk.follow(session);
      if (!device.isOn(session)) {
        // A new connection takes the place of the one that there may be.
        device.session?.close();
        device.approach(session);
      }
      devices.setChannel(device, session.channel);
      const discovery = await device.discover("/", timeout === undefined ? {} : { timeout });
      if (device.state === "online") office.restoreSoon(device);
      return { device, discovery, hasAnswered: isAnswer(discovery) };
    },
    forget: (deviceId) => {
      const device = devices.byId.get(deviceId);
      if (device === undefined) return false;
      const { session } = device;
      office.drop(device);
      lifetimes.reset();
      if (device.kind === "direct") session?.close();
      return true;
    },
    onEvent: events.event,
    exportState: () => exportState(devices, clock.now()),
    dispose: () => {
      desk.dispose();
      lifetimes.dispose();
      disposeAll([...pauses.values()]);
      events.dispose();
    },
  };
}

/** True for everything that only a peer that is there can have brought about: also a reset, or an acknowledgment alone. */
function isAnswer(result: OperationResult): boolean {
  return result.kind !== "failed" || !["not acknowledged", "closed", "no session"].includes(result.cause);
}

function nextDrop(devices: DeviceBook): number | undefined {
  const times = devices.all.flatMap(({ registration }) => (registration && dropTime(registration)) ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

function expireDue(services: Services, devices: DeviceBook): void {
  const now = services.clock.now();
  for (const device of devices.all) {
    const { registration } = device;
    const due = registration && dropTime(registration);
    if (due === undefined || due > now) continue;
    devices.forgetLocation(device);
    device.expire();
    services.emit({ kind: "expired", device });
  }
}
