import type { Io, Output } from "../io.js";
import { styleFor } from "../text/style.js";
import { githubReport } from "./githubReport.js";
import { jsonReport } from "./jsonReport.js";
import type { Reporter } from "./report.js";
import { sarifReport } from "./sarifReport.js";
import { textReport } from "./textReport.js";

/** The formats of `lwm2m validate --format`. */
export const reportFormats = ["text", "json", "sarif", "github"] as const;

/** A format of `lwm2m validate --format`. */
export type ReportFormat = (typeof reportFormats)[number];

/** A reporter that writes a format to an output. */
export function reporterFor(format: ReportFormat, output: Output, { cwd, env }: Io, version: string): Reporter {
  switch (format) {
    case "text":
      return textReport(output, styleFor(output, env));
    case "json":
      return jsonReport(output);
    case "sarif":
      return sarifReport(output, { cwd, version });
    case "github":
      return githubReport(output, env["GITHUB_WORKSPACE"] ?? cwd);
  }
}
