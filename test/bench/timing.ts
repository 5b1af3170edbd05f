/** Milliseconds that one call took. */
export async function timed(work: () => unknown): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** The value below which `share` (0 to 1) of the samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** The middle sample. */
export function median(samples: readonly number[]): number {
  return percentile(samples, 0.5);
}

/**
 * A fixed piece of work whose time says how fast this machine is at the moment, in milliseconds:
 * timings are quoted as multiples of it, so that figures of two machines can be compared.
 */
export async function calibrate(): Promise<number> {
  const text = JSON.stringify(Array.from({ length: 20_000 }, (_, index) => ({ index, name: `item ${index}` })));
  const samples: number[] = [];
  for (let round = 0; round < 15; round++) samples.push(await timed(() => JSON.stringify(JSON.parse(text)).length));
  return median(samples);
}

/** A figure with a sensible number of digits. */
export function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** A goal beside what was measured: `12.3 ms (goal 10: missed)`. */
export function against(value: number, goal: number, unit: string): string {
  return `${figure(value)} ${unit} (goal ${goal}: ${value <= goal ? "met" : "missed"})`;
}
