import { registryOrigin, type BindingProblem } from "../../lwm2m/codegen/bindings.js";
import { counted } from "../../lwm2m/base/words.js";
import { parseId } from "../../lwm2m/definition/definitionFile.js";
import type { Io } from "../io.js";
import type { ReadFile } from "./gather.js";
import type { ProblemList } from "./problemList.js";

/**
 * Says what the generator has to say of the objects, with their places. Warnings about published objects are only counted:
 * who generates from them cannot change them.
 */
export function tellProblems(
  found: readonly BindingProblem[],
  files: readonly ReadFile[],
  problems: ProblemList,
  io: Io,
): void {
  const published = found.filter(({ level, from }) => level === "warning" && from === registryOrigin);
  for (const problem of found) if (!published.includes(problem)) tell(problem, files, problems);
  if (published.length > 0) {
    const places = counted(published.length, "place");
    io.stderr.write(
      `lwm2m: In ${places} the published objects are not as clear as they should be; see the comments there.\n`,
    );
  }
}

function tell(problem: BindingProblem, files: readonly ReadFile[], problems: ProblemList): void {
  const { level, message, objectId, version, resourceId } = problem;
  for (const { from, path, file, lines } of files) {
    if (from !== problem.from) continue;
    const object = file.objects.find((node) => parseId(node.field("ObjectID")?.value) === objectId);
    const item = object?.items.find((node) => node.resourceId === resourceId);
    const element = item?.element ?? object?.element;
    if (element !== undefined) {
      problems.at(path, lines.place(element.start), level, message);
      return;
    }
  }
  problems.add(level, `${objectId}@${version}: ${message}`);
}
