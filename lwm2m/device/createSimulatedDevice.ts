import type { Disposable } from "../base/disposal.js";
import { disposeAll } from "../base/disposal.js";
import type { RequestHandler } from "../coap/session.js";
import type { ObjectDefinition } from "../definition/model.js";
import { AttributeStore } from "./attributes/attributeStore.js";
import { FirmwareUpdate } from "./firmware/firmwareUpdate.js";
import { Observations } from "./observation/observations.js";
import { objectList } from "./registration/objectList.js";
import { Registration } from "./registration/registration.js";
import { refuse } from "./requests/answers.js";
import type { DeviceActions, DeviceContext } from "./requests/context.js";
import { registeredFormats } from "./requests/formats.js";
import { handleRequest } from "./requests/handleRequest.js";
import type { SimulatedDevice, SimulatedDeviceSetup } from "./simulatedDevice.js";
import { ObjectStore } from "./store/objectStore.js";
import { serverNumber } from "./store/serverObject.js";

/** Seconds, where the setup does not say. */
const usualLifetime = 300;

/** The objects that every client has, in the versions of LwM2M 1.1. */
const coreObjects = [0, 1, 3];
const coreVersion = "1.1";

/** How long a reboot takes, in milliseconds. */
const rebootTime = 5000;

/** So long after a request the device does what it was asked to do, so that the answer leaves first. Milliseconds. */
const afterAnswer = 100;

/** Makes a simulated device and switches it on. */
export function createSimulatedDevice(setup: SimulatedDeviceSetup): SimulatedDevice {
  const { endpoint, server, clock, random, lifetime = usualLifetime } = setup;
  const logger = setup.logger.child("device");
  const pending = new Set<Disposable>();
  const later = (milliseconds: number, action: () => void): void => {
    const timer = clock.after(milliseconds, () => {
      pending.delete(timer);
      action();
    });
    pending.add(timer);
  };

  const reboot = (): void => {
    store.countReboot();
    observations.clear();
    registration.leave(rebootTime);
  };
  const firmware = new FirmwareUpdate(clock, {
    onChange: () => {
      observations.evaluate();
    },
    onUpdated: reboot,
  });
  const store = new ObjectStore({
    endpoint,
    clock,
    facts: { lifetime, serverUri: server.uri, security: server.security, firmware },
    objects: objectsOf(setup),
  });
  const actions: DeviceActions = {
    reboot: () => {
      later(afterAnswer, reboot);
    },
    resetToFactory: () => {
      later(afterAnswer, () => {
        store.resetToFactory();
        attributes.clear();
        reboot();
      });
    },
    disable: (seconds) => {
      later(afterAnswer, () => {
        registration.leave(seconds * 1000);
      });
    },
    update: () => {
      later(afterAnswer, () => {
        registration.update();
      });
    },
    valuesChanged: () => {
      later(0, () => {
        observations.evaluate();
      });
    },
    registrationChanged: () => {
      later(afterAnswer, () => {
        registration.updateIfChanged();
      });
    },
  };
  const attributes = new AttributeStore();
  const ctx: DeviceContext = { store, attributes, firmware, actions };
  const observations = new Observations(ctx, clock, () => {
    registration.registerAnew();
  });
  const handler: RequestHandler = (request) => {
    if (!registration.isServing) return refuse("Service Unavailable", "The device is not registered.");
    return handleRequest(ctx, observations, request);
  };
  const registration = new Registration({
    endpoint,
    server,
    clock,
    random,
    logger,
    handler,
    lifetime: () => serverNumber(store, 1) ?? lifetime,
    objectList: () => objectList(store, registeredFormats),
    isObservedOn: observations.isOn,
    onNewRegistration: () => {
      observations.clear();
    },
  });
  const watching = store.onInstancesChange(actions.registrationChanged);
  registration.start();

  return {
    endpoint,
    get state() {
      return registration.state;
    },
    onStateChange: registration.onStateChange,
    stop: async () => {
      disposeAll([watching, observations, firmware, ...pending]);
      pending.clear();
      await registration.stop();
    },
  };
}

/** The objects of the setup, and those that every client has; each once. */
function objectsOf({ objects, definitions, logger }: SimulatedDeviceSetup): readonly {
  readonly definition: ObjectDefinition;
  readonly instances: number;
}[] {
  const byId = new Map(objects.toReversed().map((object) => [object.definition.id, object]));
  for (const id of coreObjects) {
    const definition = byId.get(id)?.definition ?? definitions.find(id, coreVersion)?.object;
    if (definition === undefined)
      logger.log("warn", `There is no definition of object ${id}; the device goes without.`);
    // A client of one LwM2M Server has one instance of each.
    else byId.set(id, { definition, instances: 1 });
  }
  return Array.from(byId.values(), ({ definition, instances = 1 }) => ({ definition, instances }));
}
