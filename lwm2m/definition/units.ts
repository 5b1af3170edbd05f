import { omaUnits, primaryUnits, secondaryUnits, type Unit } from "./unitTable.js";

export type { Unit, UnitSymbol } from "./unitTable.js";

/** Every unit that OMA accepts, primary ones first. */
export const units: readonly Unit[] = [...primaryUnits, ...secondaryUnits, ...omaUnits];

/** Where a unit comes from: SenML itself, SenML's scaled units, or OMA's own list. */
export type UnitKind = "primary" | "secondary" | "oma";

const kinds: ReadonlyMap<string, UnitKind> = new Map([
  ...primaryUnits.map(({ unit }): [string, UnitKind] => [unit, "primary"]),
  ...secondaryUnits.map(({ unit }): [string, UnitKind] => [unit, "secondary"]),
  ...omaUnits.map(({ unit }): [string, UnitKind] => [unit, "oma"]),
]);

const unitsBySymbol: ReadonlyMap<string, Unit> = new Map(units.map((facts) => [facts.unit, facts]));

/** The facts of a unit by its exact symbol. */
export function unitBySymbol(symbol: string): Unit | undefined {
  return unitsBySymbol.get(symbol);
}

/** Which list a unit stands in; undefined for an unknown symbol. */
export function unitKind(symbol: string): UnitKind | undefined {
  return kinds.get(symbol);
}

/** The number in the primary unit for a number in this one; undefined for a unit that scales no other. */
export function toPrimaryUnit(value: number, { primary, multiply, divide, offset }: Unit): number | undefined {
  return primary === undefined ? undefined : (value * (multiply ?? 1)) / (divide ?? 1) + (offset ?? 0);
}
