/** What JSON must look like, as data. */
export type Shape =
  | { readonly kind: "value"; readonly wanted: string; readonly fits: (value: unknown) => boolean }
  | { readonly kind: "list"; readonly of: Shape }
  /** A list of fixed length. */
  | { readonly kind: "row"; readonly columns: readonly Shape[] }
  /** An object with these fields, and perhaps some more. */
  | { readonly kind: "record"; readonly fields: Fields; readonly optional?: Fields }
  /** An object with any names. */
  | { readonly kind: "map"; readonly of: Shape };

type Fields = Readonly<Record<string, Shape>>;

/** The first place where JSON is not of its shape. */
export interface Mismatch {
  /** `objects[3].name`; empty for the whole. */
  readonly place: string;
  /** What should be there, in words: `a text`. */
  readonly wanted: string;
  readonly found: unknown;
}

/** Finds where JSON is not of its shape; undefined if it is. The place is put together only if there is one. */
export function findMismatch(value: unknown, shape: Shape): Mismatch | undefined {
  switch (shape.kind) {
    case "value":
      return shape.fits(value) ? undefined : mismatch(shape.wanted, value);
    case "list":
      return isList(value) ? firstOf(value, () => shape.of) : mismatch("a list", value);
    case "row":
      return isList(value) && value.length === shape.columns.length
        ? firstOf(value, (index) => shape.columns[index])
        : mismatch(`a list of ${shape.columns.length}`, value);
    case "record":
      if (!isRecord(value)) return mismatch("a JSON object", value);
      for (const [name, field] of Object.entries({ ...shape.fields, ...shape.optional })) {
        if (value[name] === undefined && shape.optional?.[name] !== undefined) continue;
        const inner = findMismatch(value[name], field);
        if (inner !== undefined) return within(`.${name}`, inner);
      }
      return undefined;
    case "map":
      if (!isRecord(value)) return mismatch("a JSON object", value);
      for (const [name, content] of Object.entries(value)) {
        const inner = findMismatch(content, shape.of);
        if (inner !== undefined) return within(`.${name}`, inner);
      }
      return undefined;
  }
}

function firstOf(list: readonly unknown[], shapeAt: (index: number) => Shape | undefined): Mismatch | undefined {
  for (let index = 0; index < list.length; index++) {
    const shape = shapeAt(index);
    const inner = shape === undefined ? undefined : findMismatch(list[index], shape);
    if (inner !== undefined) return within(`[${index}]`, inner);
  }
  return undefined;
}

function mismatch(wanted: string, found: unknown): Mismatch {
  return { place: "", wanted, found };
}

function within(step: string, inner: Mismatch): Mismatch {
  return { ...inner, place: step + inner.place };
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
