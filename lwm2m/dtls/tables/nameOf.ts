/** The name that a table gives to a number, or undefined. */
export function nameOf<Name extends string>(table: Readonly<Record<Name, number>>, code: number): Name | undefined {
  for (const name in table) if (table[name] === code) return name;
  return undefined;
}

/** A number as the registries of IANA write it: `0xC0A8`. */
export function hexCode(code: number): string {
  return `0x${code.toString(16).toUpperCase().padStart(4, "0")}`;
}
