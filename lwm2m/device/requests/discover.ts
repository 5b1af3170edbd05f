import { fromUtf8 } from "../../base/bytes.js";
import { printLinks, type Link, type LinkAttribute } from "../../codec/linkFormat.js";
import { codeOf } from "../../coap/codes.js";
import type { CoapResponse } from "../../coap/exchange.js";
import { printPath, type Path } from "../../data/path.js";
import { initialVersion } from "../../definition/version.js";
import { notificationAttributes, type Attributes } from "../attributes/table.js";
import type { StoredInstance, StoredResource } from "../store/stored.js";
import { shortServerId } from "../values/facts.js";
import type { DeviceContext } from "./context.js";
import { linkFormat } from "./formats.js";
import { refuseTarget } from "./target.js";

/**
 * Answers Discover (LwM2M TS 1.1 §6.3.2): an object down to its resources, an object instance with its resources, a
 * resource with its instances. The target has the attributes in force, what is below it only its own.
 */
export function discover(ctx: DeviceContext, path: Path): CoapResponse {
  const refusal = refuseTarget(ctx, path);
  if (refusal !== undefined) return refusal;
  const links = linksOf(ctx, path).map(({ place, properties }, index) => {
    const attributes = index === 0 ? ctx.attributes.inForce(place) : ctx.attributes.own(place);
    return { target: printPath(place), attributes: [...properties, ...printAttributes(attributes)] } satisfies Link;
  });
  return { code: codeOf("Content"), contentFormat: linkFormat, payload: fromUtf8(printLinks(links)) };
}

/** A place with its attributes of the class <PROPERTIES> (LwM2M TS 1.1 §5.1.2). */
interface Discovered {
  readonly place: Path;
  readonly properties: readonly LinkAttribute[];
}

function linksOf({ store }: DeviceContext, path: Path): readonly Discovered[] {
  const resource = store.resource(path);
  if (path.resourceInstanceId !== undefined) return [{ place: path, properties: [] }];
  if (resource !== undefined) return [resourceLink(path, resource), ...resourceInstanceLinks(path, resource)];
  const instance = store.instance(path);
  if (instance !== undefined) return instanceLinks(path, instance);
  const object = store.object(path);
  if (object === undefined) return [];
  const { version } = object.definition;
  return [
    { place: path, properties: version === initialVersion ? [] : [{ name: "ver", value: version }] },
    ...Array.from(object.instances).flatMap(([objectInstanceId, instance]) =>
      instanceLinks({ ...path, objectInstanceId }, instance),
    ),
  ];
}

function instanceLinks(place: Path, { resources }: StoredInstance): readonly Discovered[] {
  const properties = place.objectId === 1 ? [{ name: "ssid", value: String(shortServerId) }] : [];
  const below = Array.from(resources, ([resourceId, resource]) => resourceLink({ ...place, resourceId }, resource));
  return [{ place, properties }, ...below];
}

function resourceLink(place: Path, { definition, behaviors }: StoredResource): Discovered {
  return { place, properties: definition.isMultiple ? [{ name: "dim", value: String(behaviors.size) }] : [] };
}

function resourceInstanceLinks(place: Path, { definition, behaviors }: StoredResource): readonly Discovered[] {
  if (!definition.isMultiple) return [];
  return Array.from(behaviors.keys(), (resourceInstanceId) => ({
    place: { ...place, resourceInstanceId },
    properties: [],
  }));
}

function printAttributes(attributes: Attributes): readonly LinkAttribute[] {
  return notificationAttributes.flatMap(({ name }) => {
    const value = attributes[name];
    return value === undefined ? [] : [{ name, value: String(value) }];
  });
}
