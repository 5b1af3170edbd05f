import type { ObjectDefinition } from "../definition/model.js";
import { quote } from "../base/quote.js";
import type { ModelProblem } from "./objectModel.js";

/** 65535 means no object (LwM2M TS 1.2 §7.2). */
const largestObjectId = 65_534;
const largestResourceId = 65_535;

/**
 * What is wrong with the numbers by which everybody knows an object: its ID, its version and the IDs of its resources. With
 * any of these broken nobody can tell which resource of which object is meant, so nothing is generated.
 */
export function identityProblems({ id, version, resources, name }: ObjectDefinition): readonly ModelProblem[] {
  const problems: ModelProblem[] = [];
  if (!isId(id, largestObjectId)) {
    const message = `The object ID ${id} of ${quote(name)} is no whole number from 0 to ${largestObjectId}; correct it.`;
    problems.push({ level: "error", message });
  }
  if (!/^(?:0|[1-9][0-9]{0,8})\.(?:0|[1-9][0-9]{0,8})$/u.test(version)) {
    problems.push({ level: "error", message: `The object version ${quote(version)} is none; write one such as 1.0.` });
  }
  const names = new Map<number, string>();
  for (const resource of resources) {
    const error = (message: string): ModelProblem => ({ level: "error", resourceId: resource.id, message });
    const other = names.get(resource.id);
    if (!isId(resource.id, largestResourceId)) {
      const what = `The resource ID ${resource.id} of ${quote(resource.name)}`;
      problems.push(error(`${what} is no whole number from 0 to ${largestResourceId}; correct it.`));
    } else if (other !== undefined) {
      const message = `The resources ${quote(other)} and ${quote(resource.name)} both have the ID ${resource.id}; change one.`;
      problems.push(error(message));
    }
    names.set(resource.id, resource.name);
  }
  return problems;
}

function isId(id: number, largest: number): boolean {
  return Number.isInteger(id) && id >= 0 && id <= largest;
}
