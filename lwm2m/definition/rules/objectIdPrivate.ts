import { objectIdClass } from "../ids.js";
import { objectExample } from "./example.js";
import { objectFieldsNamed } from "./fields.js";
import { objectIdOf } from "./identity.js";
import type { Rule } from "./rule.js";

/** Points at object IDs in the blocks of single companies. */
export const objectIdPrivate: Rule = {
  id: "object-id-private",
  level: "info",
  title: "An object ID from 32769 to 42768 belongs to the company that reserved its block.",
  explanation:
    "OMA gives these IDs away in blocks, without looking at the objects and without publishing them. Only the company " +
    "that holds a block may use it. Somebody else's device may use the same ID for something else, if you hold none.\n\n" +
    "Declare your blocks as private in lwm2m.config.json, and the rule is silent about them. 82 companies hold blocks; " +
    "no object in them is published.",
  source: "OMA's object ID ranges",
  bad: objectExample({ ObjectID: "«33000»", ObjectURN: "urn:oma:lwm2m:x:33000" }),
  good: objectExample({ ObjectID: "10999", ObjectURN: "urn:oma:lwm2m:x:10999" }),
  *check(file, ctx) {
    for (const { object, span } of objectFieldsNamed(file, "ObjectID")) {
      const id = objectIdOf(object);
      if (id === undefined || objectIdClass(id)?.kind !== "private" || ctx.isPrivateObjectId(id)) continue;
      const message = `Keep ${id} only if the block is yours; OMA reserves it for one company and never publishes it.`;
      yield { span, message };
    }
  },
};
