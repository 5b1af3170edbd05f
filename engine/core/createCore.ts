import { systemClock } from "../../lwm2m/base/clock.js";
import { Emitter } from "../../lwm2m/base/event.js";
import type { Logger } from "../../lwm2m/base/logger.js";
import { systemRandom } from "../../lwm2m/base/random.js";
import type { Channel } from "../../lwm2m/coap/channel.js";
import { createCoapEndpoint } from "../../lwm2m/coap/createEndpoint.js";
import type { Registry } from "../../lwm2m/definition/registry/registry.js";
import { isSameIdentity, type PeerIdentity } from "../../lwm2m/dtls/identity.js";
import type { HandshakeReport } from "../../lwm2m/dtls/handshakeReport.js";
import type { DtlsSession } from "../../lwm2m/dtls/session.js";
import { createLwm2mServer } from "../../lwm2m/management/createServer.js";
import type { ManagementEvent } from "../../lwm2m/management/events.js";
import type { ServerStateData } from "../../lwm2m/management/state.js";
import { readState, StateFile } from "../home/stateFile.js";
import { handshakeRecord } from "./attempts.js";
import type { AnyNotification, EngineCore } from "./core.js";
import { Credentials } from "./credentials.js";
import { EngineDefinitions } from "./definitions.js";
import { Devices } from "./devices.js";
import { DeviceSockets } from "./deviceSockets.js";
import { connectDirectly } from "./directConnections.js";
import { ExchangeBook } from "./exchangeBook.js";
import { happeningRecord } from "./happenings.js";
import { MessageLog } from "./messageLog.js";
import { misdirectedRecord } from "./misdirected.js";
import { messageRecord } from "./messageRecord.js";
import { newestRecords } from "./newestRecords.js";
import { operationHandlers } from "./operations.js";
import { Outgoing } from "./outgoing.js";
import { Simulators } from "./simulators.js";

/** What the core is made from. */
export interface CoreSetup {
  readonly registry: Registry;
  /** Where what survives a restart is kept. */
  readonly folder: string;
  readonly logger: Logger;
}

/** What happens to a device that must survive a restart. */
const lastingEvents: ReadonlySet<ManagementEvent["kind"]> = new Set([
  "registered",
  "updated",
  "deregistered",
  "expired",
  "removed",
  "observation changed",
]);

/** Everything that the engine does with devices. */
export function createCore({ registry, folder, logger }: CoreSetup): EngineCore {
  const [clock, random] = [systemClock, systemRandom];
  const notifications = new Emitter<AnyNotification>();
  const tell = (notification: AnyNotification): void => {
    notifications.fire(notification);
  };
  const credentials = new Credentials();
  const definitions = new EngineDefinitions(registry);
  const server = createLwm2mServer({ clock, random, logger, definitions, state: readState(folder, logger) });
  const endpoint = createCoapEndpoint({ clock, random, logger, handler: server.handler });
  server.attach(endpoint);
  const log = new MessageLog(clock, (records) => {
    tell({ name: "log/added", params: { records } });
  });

  const suites = new Map<string, string>();
  const onSession = (channel: Channel, session: DtlsSession): void => {
    suites.set(channel.id, session.suite);
    session.onEnd(() => void suites.delete(channel.id));
  };
  const byIdentity = (identity: PeerIdentity | undefined) =>
    identity === undefined
      ? undefined
      : [...server.devices.values()].find((device) => isSameIdentity(device.identity, identity));
  const byName = (name: string) => [...server.devices.values()].find((device) => device.name === name);
  const onHandshake = (report: HandshakeReport): void => {
    log.add(() => handshakeRecord(report, byIdentity(report.peerIdentity), sockets.state));
  };

  const sockets: DeviceSockets = new DeviceSockets({
    endpoint,
    credentials: { psk: (identity) => credentials.key(identity) ?? simulators.key(identity) },
    clock,
    random,
    logger,
    onHandshake,
    onSession,
    onState: (state) => {
      tell({ name: "server/changed", params: state });
    },
  });
  const simulators: Simulators = new Simulators({
    definitions,
    server: () => sockets.state,
    givenKey: (identity) => credentials.key(identity),
    isTaken: (name) => byName(name) !== undefined,
    clock,
    random,
    logger: logger.child("simulator"),
    onChange: (list) => {
      tell({ name: "simulators/changed", params: list });
    },
  });
  const devices = new Devices({
    server,
    definitions,
    clock,
    isSimulated: (device) => simulators.isSimulated(device),
    suiteOf: (channelId) => suites.get(channelId),
    tell,
  });
  const outgoing = new Outgoing({ clock, random, logger, onHandshake, onSession });
  const state = new StateFile({ folder, clock, logger, state: () => lastingState(server.exportState(), simulators) });

  server.onEvent((event) => {
    devices.take(event);
    const now = clock.now();
    const record = happeningRecord(event, now, byName);
    if (record !== undefined) log.add(() => record);
    if (lastingEvents.has(event.kind)) state.changed();
  });
  const exchanges = new ExchangeBook();
  endpoint.onMessage((tapped) => {
    const subject = exchanges.subjectOf(tapped);
    const device = server.deviceOf(tapped.channel);
    const misdirected = misdirectedRecord(tapped, sockets.state);
    if (misdirected !== undefined) {
      log.add(() => misdirected);
      return;
    }
    // A Register is seen before its device is known.
    log.add(() => messageRecord({ tapped, subject, device: device ?? server.deviceOf(tapped.channel), definitions }));
  });
  const credentialsChanged = () => {
    tell({ name: "credentials/changed", params: credentials.list() });
    return credentials.list();
  };

  return {
    handlers: {
      "engine/snapshot": () => ({
        server: sockets.state,
        devices: devices.list(),
        simulators: simulators.list(),
        credentials: credentials.list(),
        log: newestRecords(log.records()),
      }),
      "server/start": (settings) => sockets.start(settings),
      "server/stop": () => sockets.stop(),
      "credentials/set": (params) => {
        credentials.set(params.credentials);
        return credentialsChanged();
      },
      "credentials/remove": ({ identity }) => {
        credentials.remove(identity);
        return credentialsChanged();
      },
      "definitions/set": (params, client) => {
        devices.redefine(() => definitions.set(client, params.uri, params.definitions));
        return null;
      },
      "simulators/start": (options) => simulators.start(options),
      "simulators/stop": async ({ id }) => {
        const left = [...server.devices.values()].filter((device) => simulators.isSimulated(device));
        const endpointName = await simulators.stop(id);
        for (const device of left) if (device.name === endpointName) server.forget(device.id);
        return null;
      },
      "devices/connect": async (params) => {
        const key = (identity: string) => credentials.key(identity);
        return devices.summary(await connectDirectly({ server, endpoint, outgoing, key, clock }, params));
      },
      "devices/forget": ({ deviceId }) => {
        server.forget(devices.get(deviceId).id);
        return null;
      },
      "devices/tree": ({ deviceId }) => devices.tree(deviceId),
      ...operationHandlers((deviceId) => devices.get(deviceId)),
    },
    onNotification: notifications.event,
    clientGone: (client) => {
      if (definitions.has(client)) devices.redefine(() => definitions.forget(client));
    },
    stop: async () => {
      state.write();
      await simulators.stopAll();
      await sockets.stop();
      for (const part of [outgoing, endpoint, devices, log, server, state]) part.dispose();
      notifications.dispose();
    },
  };
}

/** What the LwM2M Server wants to keep, without the devices that end with this process. */
function lastingState(state: ServerStateData, simulators: Simulators): ServerStateData {
  return {
    ...state,
    devices: state.devices.filter(({ endpoint, pskIdentity, identity: other }) => {
      const identity = pskIdentity === undefined ? other : ({ kind: "psk", identity: pskIdentity } as const);
      return !simulators.isSimulated({ kind: "registered", name: endpoint, identity });
    }),
  };
}
