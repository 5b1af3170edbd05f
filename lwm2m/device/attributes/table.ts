/**
 * The attributes of the class <NOTIFICATION> that this client honors (LwM2M TS 1.1 §5.1.2). `levels` tells where they
 * may be assigned; those on numbers only to a resource or a resource instance.
 */
export const notificationAttributes = [
  { name: "pmin", value: "seconds", levels: "all" },
  { name: "pmax", value: "seconds", levels: "all" },
  { name: "epmin", value: "seconds", levels: "all" },
  { name: "epmax", value: "seconds", levels: "all" },
  { name: "gt", value: "number", levels: "numeric resource" },
  { name: "lt", value: "number", levels: "numeric resource" },
  { name: "st", value: "step", levels: "numeric resource" },
] as const;

export type AttributeName = (typeof notificationAttributes)[number]["name"];

/** Attributes that are assigned to a place, or in force there. */
export type Attributes = Readonly<Partial<Record<AttributeName, number>>>;

/** What Write-Attributes asks for: a number, or undefined to unset. */
export type AttributeChanges = ReadonlyMap<AttributeName, number | undefined>;

export type ParsedAttributes =
  | { readonly changes: AttributeChanges; readonly problem?: undefined }
  | { readonly changes?: undefined; readonly problem: string };

/** How each kind of value is written. Thresholds may be negative, although the grammar of TS 1.1 forgets them. */
const forms = {
  seconds: { pattern: /^\d{1,10}$/u, meaning: "a whole number of seconds" },
  number: { pattern: /^-?\d{1,20}(?:\.\d{1,20})?$/u, meaning: "a number" },
  step: { pattern: /^\d{1,20}(?:\.\d{1,20})?$/u, meaning: "a number that is not negative" },
} as const;

/** Reads the query of Write-Attributes: `pmin=10`, and `pmin` or `pmin=` to unset it (LwM2M TS 1.1 §6.3.4). */
export function parseAttributes(query: readonly string[]): ParsedAttributes {
  const changes = new Map<AttributeName, number | undefined>();
  for (const argument of query) {
    const [name = "", text = ""] = argument.split(/=(.*)/su);
    const row = notificationAttributes.find((candidate) => candidate.name === name);
    if (row === undefined) return { problem: `"${name}" is no attribute that can be written here.` };
    const form = forms[row.value];
    if (text !== "" && !form.pattern.test(text)) return { problem: `${name} must be ${form.meaning}, not "${text}".` };
    changes.set(row.name, text === "" ? undefined : Number(text));
  }
  return changes.size === 0 ? { problem: "The request names no attribute." } : { changes };
}

/** Why attributes contradict each other (LwM2M TS 1.1 §5.1.2); undefined if they do not. */
export function contradiction({ gt, lt, st, epmin, epmax }: Attributes): string | undefined {
  if (lt !== undefined && gt !== undefined) {
    if (lt >= gt) return `lt (${lt}) must be less than gt (${gt}).`;
    if (st !== undefined && lt + 2 * st >= gt) return `lt + 2 × st (${lt + 2 * st}) must be less than gt (${gt}).`;
  }
  if (epmin !== undefined && epmax !== undefined && epmin >= epmax) {
    return `epmin (${epmin}) must be less than epmax (${epmax}).`;
  }
  return undefined;
}
