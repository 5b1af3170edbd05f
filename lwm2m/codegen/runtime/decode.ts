import type { CodecContext } from "../../codec/codec.js";
import { printPath, type ObjectPath } from "../../data/path.js";
import type { ContentFormat, StructuredFormat } from "./contentFormat.js";
import type { Decoded, DecodedInstance, DecodedObject, DecodedResource } from "./decoded.js";
import { createCollector, type Collected } from "./internal/collect.js";
import { layoutOf } from "./internal/layout.js";
import type { ObjectMetadata } from "./metadata.js";
import type { Access, FieldsOf, PartialOf, ResourceKeys, ValueOf } from "./types.js";

/** How a payload is read. */
export interface DecodeOptions<A extends Access = "read"> {
  /**
   * What the payload is: what a server reads, which is usual, what it writes, or what a Bootstrap-Server does. Resources
   * that such an access does not see are under `unknown`.
   */
  readonly access?: A | undefined;
  /** When the payload came, in milliseconds since 1970: relative times in it are relative to that. */
  readonly receivedAt?: number | undefined;
}

/**
 * Decodes the payload of one object instance. It takes any bytes: what is wrong with them is in `problems`, what could be
 * understood in `value`, and nothing is thrown.
 */
export function decode<const D extends ObjectMetadata, A extends Access = "read">(
  def: D,
  format: StructuredFormat,
  bytes: Uint8Array,
  instanceId = 0,
  options: DecodeOptions<A> = {},
): DecodedInstance<PartialOf<D, A>> {
  const path = { objectId: def.id, objectInstanceId: instanceId };
  const { instances, ...rest } = decodeAt(def, format, bytes, path, options);
  const decoded: object = { ...rest, value: instances.get(instanceId)?.whole() ?? {} };
  return decoded as DecodedInstance<PartialOf<D, A>>;
}

/** Decodes the payload of a whole object: its instances by their IDs. It takes any bytes, as {@link decode} does. */
export function decodeObject<const D extends ObjectMetadata, A extends Access = "read">(
  def: D,
  format: StructuredFormat,
  bytes: Uint8Array,
  options: DecodeOptions<A> = {},
): DecodedObject<PartialOf<D, A>> {
  const { instances, ...rest } = decodeAt(def, format, bytes, { objectId: def.id }, options);
  const decoded: object = {
    ...rest,
    value: new Map(Array.from(instances, ([id, instance]) => [id, instance.whole()])),
  };
  return decoded as DecodedObject<PartialOf<D, A>>;
}

/** Decodes the payload of one resource. It takes any bytes, as {@link decode} does. */
export function decodeResource<
  const D extends ObjectMetadata,
  const K extends ResourceKeys<D> & keyof FieldsOf<D, A>,
  A extends Access = "read",
>(
  def: D,
  format: ContentFormat,
  bytes: Uint8Array,
  instanceId: number,
  key: K,
  options: DecodeOptions<A> = {},
): DecodedResource<ValueOf<D, K>> {
  const resource = layoutOf(def).byKey.get(key);
  const resourceId = resource?.id ?? Number.NaN;
  const path = { objectId: def.id, objectInstanceId: instanceId, resourceId };
  const { instances, ...rest } = decodeAt(def, format, bytes, path, options);
  const instance = instances.get(instanceId);
  const value = instance?.fields.get(key);
  const decoded: object = {
    ...rest,
    unknown: instance?.unknown.get(resourceId) ?? [],
    ...(value === undefined ? {} : { value }),
  };
  return decoded as DecodedResource<ValueOf<D, K>>;
}

type DecodedAt = Collected & Pick<Decoded<unknown>, "problems">;

function decodeAt(
  def: ObjectMetadata,
  format: ContentFormat,
  bytes: Uint8Array,
  basePath: ObjectPath,
  { access = "read", receivedAt }: DecodeOptions<Access>,
): DecodedAt {
  const layout = layoutOf(def);
  const collector = createCollector(layout, access, basePath);
  const ctx: CodecContext = {
    basePath,
    resource: (objectId, resourceId) =>
      (objectId === def.id ? layout.byId.get(resourceId)?.shape : undefined) ?? format.unknownShape,
    onValue: collector.take,
    ...(receivedAt === undefined ? {} : { receivedAt }),
  };
  // A copy, so that no value shares the memory of a buffer that is used again.
  const { empty, problems } = format.codec.decode(new Uint8Array(bytes), ctx);
  for (const path of empty) collector.takeEmpty(path);
  return {
    ...collector.collected(),
    problems: problems.map(({ offset, message, path }) => ({
      offset,
      ...(path === undefined ? {} : { path: printPath(path) }),
      message,
    })),
  };
}
