import { cipherSuites } from "../tables/suites.js";

/** Runs something while both sides of our DTLS like another suite best than they usually do. */
export async function preferring(name: string, run: () => Promise<void>): Promise<void> {
  const usual = [...cipherSuites];
  const isPreferred = (suite: { readonly name: string }): boolean => suite.name === name;
  Object.assign(cipherSuites, [...usual.filter(isPreferred), ...usual.filter((suite) => !isPreferred(suite))]);
  try {
    await run();
  } finally {
    Object.assign(cipherSuites, usual);
  }
}
