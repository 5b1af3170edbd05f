/** What a parameter must look like. It finds the first mistake, and says in words what is wrong. */
export interface Shape<T> {
  /** A sentence about `value`, which the user knows as `name`; undefined if all is well. */
  readonly problem: (value: unknown, name: string) => string | undefined;
  readonly accepts: (value: unknown) => value is T;
}

function shape<T>(problem: Shape<T>["problem"]): Shape<T> {
  return { problem, accepts: (value): value is T => problem(value, "value") === undefined };
}

/** A member that may be missing. */
export interface Optional<T> {
  readonly optional: Shape<T>;
}

export function optional<T>(inner: Shape<T>): Optional<T> {
  return { optional: inner };
}

/** For each member of `T` its shape, marked as optional where it is. */
export type Members<T> = {
  readonly [K in keyof T]-?: undefined extends T[K] ? Optional<Exclude<T[K], undefined>> : Shape<T[K]>;
};

/** An object with these members. Others are passed over, as a newer client may know more. */
export function object<T extends object>(members: Members<T>): Shape<T> {
  const shapes: readonly (readonly [string, Shape<unknown> | Optional<unknown>])[] = Object.entries(members);
  return shape((value, name) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return expected(name, "an object", value);
    for (const [member, inner] of shapes) {
      const found: unknown = Object.hasOwn(value, member) ? Reflect.get(value, member) : undefined;
      const place = name === "params" ? member : `${name}.${member}`;
      if ("optional" in inner) {
        if (found === undefined) continue;
        const problem = inner.optional.problem(found, place);
        if (problem !== undefined) return problem;
      } else {
        if (found === undefined) return `${place} is missing.`;
        const problem = inner.problem(found, place);
        if (problem !== undefined) return problem;
      }
    }
    return undefined;
  });
}

/** A text of so many UTF-8 bytes. */
export function text({ min = 0, max }: { readonly min?: number; readonly max: number }): Shape<string> {
  return shape((value, name) => {
    if (typeof value !== "string") return expected(name, "a text", value);
    const length = Buffer.byteLength(value, "utf8");
    if (length < min) return `${name} is empty.`;
    return length <= max ? undefined : `${name} is ${length} bytes long; ${max} is the most.`;
  });
}

/** A text of which `problem` knows more. The text itself is not repeated, as it may be secret. */
export function textThat(
  limits: { readonly min?: number; readonly max: number },
  problem: (value: string) => string | undefined,
): Shape<string> {
  const inner = text(limits);
  return shape((value, name) => {
    const found = inner.problem(value, name);
    if (found !== undefined || !inner.accepts(value)) return found;
    const trouble = problem(value);
    return trouble === undefined ? undefined : `${name} ${trouble}.`;
  });
}

export function wholeNumber(min: number, max: number): Shape<number> {
  return shape((value, name) => {
    const isFitting = typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;
    return isFitting ? undefined : expected(name, `a whole number from ${min} to ${max}`, value);
  });
}

export const flag: Shape<boolean> = shape((value, name) =>
  typeof value === "boolean" ? undefined : expected(name, "true or false", value),
);

export function oneOf<const T extends string>(words: readonly T[]): Shape<T> {
  const list = words.map((word) => `"${word}"`).join(" or ");
  return shape((value, name) => (words.some((word) => word === value) ? undefined : expected(name, list, value)));
}

export function listOf<T>(inner: Shape<T>, max: number): Shape<readonly T[]> {
  return shape((value, name) => {
    if (!Array.isArray(value)) return expected(name, "a list", value);
    if (value.length > max) return `${name} has ${value.length} items; ${max} is the most.`;
    const items: readonly unknown[] = value;
    for (const [index, item] of items.entries()) {
      const problem = inner.problem(item, `${name}[${index}]`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  });
}

/** An object whose members have names that `key` takes. */
export function recordOf<T>(key: Shape<string>, inner: Shape<T>, max: number): Shape<Readonly<Record<string, T>>> {
  return shape((value, name) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return expected(name, "an object", value);
    const members: readonly (readonly [string, unknown])[] = Object.entries(value);
    if (members.length > max) return `${name} has ${members.length} members; ${max} is the most.`;
    for (const [member, found] of members) {
      const problem =
        key.problem(member, `A member of ${name}`) ?? inner.problem(found, `${name}.${member.slice(0, 40)}`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  });
}

function expected(name: string, what: string, value: unknown): string {
  return `${name} must be ${what}, not ${kindOf(value)}.`;
}

/** What a value is, without telling a text's letters. */
function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value === "string") return "another text";
  return typeof value === "object" ? "an object" : typeof value;
}
