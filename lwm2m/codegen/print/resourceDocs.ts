import type { ObjectModel, ResourceModel } from "../model.js";
import { firstSentence } from "../values/description.js";
import { docComment, docText, type DocTag } from "./docComment.js";

/** What nobody should have to guess about values that no range states. */
const fromDescription: DocTag = { name: "remarks", text: "Values parsed from the description." };

/** All there is to say of a resource, for the one place that documents it in full. */
export function fullDoc(resource: ResourceModel, indent: string): readonly string[] {
  const { description, name } = resource;
  const [first = ""] = description;
  const saysNothing = description.length < 2 && first.replace(/\.$/u, "").toLowerCase() === name.toLowerCase();
  const lines =
    saysNothing || description.length === 0
      ? [heading(resource)]
      : [heading(resource), "", ...description.map(docText)];
  return docComment(lines, tagsOf(resource), indent);
}

/** A line for a place where the facts are needed, but the description stands elsewhere. */
export function headingDoc(resource: ResourceModel, indent: string): readonly string[] {
  return docComment([heading(resource)], tagsOf(resource), indent);
}

/** A sentence for a place whose code shows the facts already. */
export function sentenceDoc(resource: ResourceModel, indent: string): readonly string[] {
  const sentence = firstSentence(resource.description);
  return docComment(sentence === "" ? [] : [docText(sentence)], tagsOf(resource), indent);
}

/** `/3303/x/5700` Sensor Value (R, Float, mandatory, -50 to 100, in Cel) */
function heading(resource: ResourceModel): string {
  const { path, name, operations, type, mandatory, rangeText, units } = resource;
  const facts = [
    operations === "" ? "Bootstrap-Server only" : operations,
    type === "None" ? "" : type,
    mandatory ? "mandatory" : "",
    rangeText,
    /^\p{L}/u.test(units) ? `in ${units}` : units && `unit ${units}`,
  ];
  return `\`${path}\` ${docText(name)} (${facts
    .filter((fact) => fact !== "")
    .map(docText)
    .join(", ")})`;
}

function tagsOf({ isFromDescription, deprecated }: ResourceModel): readonly DocTag[] {
  return [
    ...(isFromDescription ? [fromDescription] : []),
    ...(deprecated === undefined ? [] : [{ name: "deprecated", text: docText(deprecated) } as const]),
  ];
}

/** What a program and a person see of an object first. */
export function objectDoc({ name, version, id, description, deprecated, see }: ObjectModel): readonly string[] {
  const head = `${docText(name)}, version ${version} of object ${id}.`;
  const tags: readonly DocTag[] = [
    ...(deprecated === undefined ? [] : [{ name: "deprecated", text: docText(deprecated) } as const]),
    ...(see === undefined ? [] : [{ name: "see", text: see } as const]),
  ];
  return docComment(description.length === 0 ? [head] : [head, "", ...description.map(docText)], tags, "");
}
