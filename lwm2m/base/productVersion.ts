import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The version of the product whose bundles are in `folder`: that of the manifest above it; empty if there is none. */
export function productVersion(folder: string): string {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, "..", "package.json"), "utf8"));
    return versionOf(manifest) ?? "";
  } catch {
    return "";
  }
}

/** The version that a manifest tells. */
export function versionOf(manifest: unknown): string | undefined {
  const version =
    typeof manifest === "object" && manifest !== null && "version" in manifest ? manifest.version : undefined;
  return typeof version === "string" ? version : undefined;
}
