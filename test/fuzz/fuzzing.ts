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
  /** How many inputs a target has at least before it is done; without it only time ends the run. */
  readonly inputs?: number;
  /** Asked before each seed but the first, which always runs. */
  readonly isTimeUp: () => boolean;
  /** Told how a target has fared after each of its sessions. */
  readonly onSession?: (result: FuzzResult, seed: number) => void;
}

/** Runs one session of each target with the first seed, then with the next one, and so on. */
export async function fuzz(plan: FuzzPlan): Promise<readonly FuzzResult[]> {
  const { targets, firstSeed, inputs = Number.POSITIVE_INFINITY, isTimeUp, onSession } = plan;
  let results: readonly FuzzResult[] = targets.map((target) => ({ target, sessions: 0, inputs: 0 }));
  const isDone = (result: FuzzResult): boolean => result.failure !== undefined || result.inputs >= inputs;
  for (let seed = firstSeed; seed === firstSeed || !(results.every(isDone) || isTimeUp()); seed++) {
    const next: FuzzResult[] = [];
    for (const result of results) {
      if (isDone(result)) next.push(result);
      else {
        const after = await session(result, seed);
        next.push(after);
        onSession?.(after, seed);
      }
    }
    results = next;
  }
  return results;
}

async function session(result: FuzzResult, seed: number): Promise<FuzzResult> {
  try {
    const inputs = await result.target.run(seed);
    return { ...result, sessions: result.sessions + 1, inputs: result.inputs + inputs };
  } catch (error) {
    return { ...result, failure: { seed, error } };
  }
}
