import type { FuzzTarget } from "./targets.js";

/** How the sessions of one target went. */
export interface FuzzResult {
  readonly target: FuzzTarget;
  readonly sessions: number;
  readonly inputs: number;
  /** The seed that fails, and what it fails with; the target is not run any more then. */
  readonly failure?: { readonly seed: number; readonly error: unknown };
}

export interface FuzzPlan {
  readonly targets: readonly FuzzTarget[];
  readonly firstSeed: number;
  /** Asked before each seed but the first, which always runs. */
  readonly isTimeUp: () => boolean;
}

/** Runs one session of each target with the first seed, then with the next one, and so on. */
export async function fuzz({ targets, firstSeed, isTimeUp }: FuzzPlan): Promise<readonly FuzzResult[]> {
  let results: readonly FuzzResult[] = targets.map((target) => ({ target, sessions: 0, inputs: 0 }));
  const goesOn = (): boolean => results.some(({ failure }) => failure === undefined) && !isTimeUp();
  for (let seed = firstSeed; seed === firstSeed || goesOn(); seed++) {
    const next: FuzzResult[] = [];
    for (const result of results) next.push(await session(result, seed));
    results = next;
  }
  return results;
}

async function session(result: FuzzResult, seed: number): Promise<FuzzResult> {
  if (result.failure !== undefined) return result;
  try {
    const inputs = await result.target.run(seed);
    return { ...result, sessions: result.sessions + 1, inputs: result.inputs + inputs };
  } catch (error) {
    return { ...result, failure: { seed, error } };
  }
}
