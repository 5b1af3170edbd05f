import { parseDefinitionFile, parseId } from "../../lwm2m/definition/definitionFile.js";

/** An object in the text of a definition file. */
export interface ObjectPlace {
  readonly id: number;
  /** Where its start tag begins. */
  readonly offset: number;
}

/** The objects of a definition file that have an ID. */
export function objectPlaces(text: string): readonly ObjectPlace[] {
  return parseDefinitionFile(text).objects.flatMap((object) => {
    const id = parseId(object.field("ObjectID")?.value);
    return id === undefined ? [] : [{ id, offset: object.element.start }];
  });
}
