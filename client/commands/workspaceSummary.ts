import { counted } from "../../lwm2m/base/words.js";
import type { WorkspaceReport } from "../../server/protocol.js";

/** Says in a sentence or two what checking the workspace has found. */
export function workspaceSummary(report: WorkspaceReport): string {
  const { definitions, otherFiles, errors, warnings, unreadable, isCancelled } = report;
  if (isCancelled && definitions + otherFiles === 0) return "Canceled before any file was checked.";
  if (definitions === 0 && unreadable.length === 0 && !isCancelled) {
    const others = otherFiles === 0 ? "no XML file" : `${counted(otherFiles, "XML file")}, none of them a definition`;
    return `There is no object definition in this workspace: ${others}.`;
  }
  const found = `${counted(definitions, "definition")}, ${counted(errors, "error")}, ${counted(warnings, "warning")}.`;
  const passedOver = otherFiles === 0 ? "" : ` ${counted(otherFiles, "other XML file")} passed over.`;
  const failed = unreadable.length === 0 ? "" : ` Could not read ${names(unreadable)}.`;
  return `${isCancelled ? "Canceled after " : ""}${found}${passedOver}${failed}`;
}

function names(files: WorkspaceReport["unreadable"]): string {
  const [first] = files;
  if (first === undefined) return "";
  const name = decodeURIComponent(first.uri.slice(first.uri.lastIndexOf("/") + 1));
  const more = files.length === 1 ? "" : ` and ${counted(files.length - 1, "other file")}`;
  return `${name}${more}: ${first.message.replace(/\.$/u, "")}`;
}
