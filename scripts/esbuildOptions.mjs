// What all our bundles have in common.

/** @satisfies {import("esbuild").BuildOptions} */
export const bundleOptions = {
  bundle: true,
  platform: "node",
  target: "node20",
  // UMD packages fail at run time in a bundle unless their ESM entry is taken.
  mainFields: ["module", "main"],
  logLevel: "warning",
};
