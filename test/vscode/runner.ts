// A small test runner for the extension host, where node:test does not report.

/** What a run has that another has not: `restricted`, or the name of an extension loaded beside ours. */
export type Trait = string;

interface TestOptions {
  /** The test runs only in a run with this trait. A run with traits runs only the tests that need one of them. */
  readonly needs?: Trait;
  /** Milliseconds until the test counts as hanging. Generous: a busy machine is no failure. */
  readonly timeout?: number;
}

interface Test {
  readonly name: string;
  readonly options: TestOptions;
  readonly body: () => void | PromiseLike<void>;
}

interface RunOptions {
  /** Parts of names; empty means all tests. */
  readonly only: readonly string[];
  readonly traits: readonly Trait[];
  readonly print: (line: string) => void;
  /** Called right after a test has failed, while the window still shows why. */
  readonly onFailure: (name: string) => Promise<void>;
}

const tests: Test[] = [];
const defaultTimeout = 120_000;
let prefix = "";

/** Groups tests: the name stands before the names of the tests that `define` adds. */
export function suite(name: string, define: () => void): void {
  const outer = prefix;
  prefix = `${outer}${name}: `;
  try {
    define();
  } finally {
    prefix = outer;
  }
}

/** Adds a test. Tests run one after the other, in the order of files and lines. */
export function test(name: string, body: Test["body"], options: TestOptions = {}): void {
  tests.push({ name: prefix + name, options, body });
}

/**
 * Runs the tests and prints a TAP line for each, then the closing line `N passed, N failed`.
 * @returns the number of failed tests
 */
export async function runTests({ only, traits, print, onFailure }: RunOptions): Promise<number> {
  const chosen = tests.filter(
    (test) => isMeantFor(test, traits) && (only.length === 0 || only.some((part) => test.name.includes(part))),
  );
  const count = { passed: 0, failed: 0 };
  for (const [index, test] of chosen.entries()) {
    const line = `${(index + 1).toString()} - ${test.name}`;
    try {
      await withWatchdog(test);
      count.passed++;
      print(`ok ${line}`);
    } catch (error) {
      count.failed++;
      print(`not ok ${line}`);
      print(indent(error instanceof Error ? (error.stack ?? error.message) : String(error)));
      await onFailure(test.name);
    }
  }
  print(`${count.passed.toString()} passed, ${count.failed.toString()} failed`);
  if (count.passed + count.failed === 0) throw new Error("No test ran.");
  return count.failed;
}

function isMeantFor({ options: { needs } }: Test, traits: readonly Trait[]): boolean {
  return needs === undefined ? traits.length === 0 : traits.includes(needs);
}

async function withWatchdog({ body, options }: Test): Promise<void> {
  const timeout = options.timeout ?? defaultTimeout;
  let timer: NodeJS.Timeout | undefined;
  const hanging = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`The test did not end within ${(timeout / 1000).toString()} s.`));
    }, timeout);
  });
  try {
    await Promise.race([body(), hanging]);
  } finally {
    clearTimeout(timer);
  }
}

function indent(text: string): string {
  return text.replace(/^/gm, "  ");
}
