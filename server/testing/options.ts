import { emptyConfig, validationOptions } from "../../lwm2m/definition/config.js";
import type { DiagnosticSupport } from "../features/diagnostics.js";
import { smallRegistry } from "./registry.js";

/** How test files are judged: defaults, with the small registry. */
export const testOptions = validationOptions({ config: emptyConfig, registry: smallRegistry, fileName: "10999.xml" });

/** A client that shows everything. */
export const fullSupport: DiagnosticSupport & { readonly hasVersionedEdits: boolean } = {
  hasRelatedInformation: true,
  hasCodeDescription: true,
  hasTags: true,
  hasData: true,
  hasVersionedEdits: true,
  rulePage: (ruleId) => `https://example.org/${ruleId}`,
};
