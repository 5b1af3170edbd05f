import { registryOrigin, type BindingProblem } from "../../lwm2m/codegen/bindings.js";
import { counted } from "../../lwm2m/base/words.js";
import { parseId } from "../../lwm2m/definition/definitionFile.js";
import type { Io } from "../io.js";
import { printable } from "../text/printable.js";
import type { ReadFile } from "./gather.js";
import { placedLine } from "./placedLine.js";

/**
 * Says what the generator has to say of the objects, with their places. Warnings about published objects are only counted:
 * who generates from them cannot change them.
 * @returns how many errors there are
 */
export function tellProblems(problems: readonly BindingProblem[], files: readonly ReadFile[], io: Io): number {
  const published = problems.filter(({ level, from }) => level === "warning" && from === registryOrigin);
  for (const problem of problems) if (!published.includes(problem)) io.stderr.write(problemLine(problem, files));
  if (published.length > 0) {
    const places = counted(published.length, "place");
    io.stderr.write(
      `lwm2m: In ${places} the published objects are not as clear as they should be; see the comments there.\n`,
    );
  }
  return problems.filter(({ level }) => level === "error").length;
}

function problemLine(problem: BindingProblem, files: readonly ReadFile[]): string {
  const { level, message, objectId, version, resourceId } = problem;
  for (const { from, path, file, lines } of files) {
    if (from !== problem.from) continue;
    const object = file.objects.find((node) => parseId(node.field("ObjectID")?.value) === objectId);
    const item = object?.items.find((node) => node.resourceId === resourceId);
    const element = item?.element ?? object?.element;
    if (element !== undefined) return placedLine(path, lines.place(element.start), level, message);
  }
  return `lwm2m: ${level}: ${objectId}@${version}: ${printable(message)}\n`;
}
