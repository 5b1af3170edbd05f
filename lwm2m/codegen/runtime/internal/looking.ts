/** What a look at something comes to, or what is said instead if looking at it throws, as at a getter or a proxy. */
export function looking<T>(look: () => T, otherwise: T): T {
  try {
    return look();
  } catch {
    return otherwise;
  }
}

/** A property of something. */
export interface Member {
  readonly name: string;
  readonly value: unknown;
  readonly isUnreadable: boolean;
}

/** The own properties that are not undefined, also those that symbols name; undefined if it is no object with properties. */
export function membersOf(value: unknown): readonly Member[] | undefined {
  return looking(() => {
    if (typeof value !== "object" || value === null || isCollection(value)) return undefined;
    return Reflect.ownKeys(value).flatMap((name) => memberOf(value, name) ?? []);
  }, undefined);
}

function isCollection(value: object): boolean {
  return Array.isArray(value) || ArrayBuffer.isView(value) || value instanceof Map || value instanceof Set;
}

function memberOf(value: object, key: string | symbol): Member | undefined {
  const name = String(key);
  const unreadable: Member = { name, value: undefined, isUnreadable: true };
  return looking<Member | undefined>(() => {
    const own: unknown = Reflect.get(value, key);
    return own === undefined ? undefined : { name, value: own, isUnreadable: false };
  }, unreadable);
}

/** The entries of a Map, however its class may have been changed; undefined if it is none. */
export function entriesOf(value: unknown): readonly (readonly [unknown, unknown])[] | undefined {
  return looking(() => {
    if (!(value instanceof Map)) return undefined;
    const entries: (readonly [unknown, unknown])[] = [];
    Map.prototype.forEach.call(value, (one: unknown, key: unknown) => void entries.push([key, one]));
    return entries;
  }, undefined);
}
