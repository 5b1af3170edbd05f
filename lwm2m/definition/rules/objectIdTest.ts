import { objectIdClass } from "../ids.js";
import { objectExample } from "./example.js";
import { objectFieldsNamed } from "./fields.js";
import { objectIdOf } from "./identity.js";
import type { Rule } from "./rule.js";

/** Points at object IDs that are for tests only. */
export const objectIdTest: Rule = {
  id: "object-id-test",
  level: "warning",
  title: "An object ID from 42769 to 42800 is for tests only.",
  explanation:
    "Anybody may use these IDs for a trial, so that two devices may mean different things by one of them. OMA never " +
    "publishes such an object, and it should not be in a product. Ask OMA for an ID before the object leaves the " +
    "laboratory.\n\nDeclare the IDs as private in lwm2m.config.json to silence the rule. No published object has one.",
  source: "OMA's object ID ranges",
  bad: objectExample({ ObjectID: "«42769»", ObjectURN: "urn:oma:lwm2m:x:42769" }),
  good: objectExample({ ObjectID: "10999", ObjectURN: "urn:oma:lwm2m:x:10999" }),
  *check(file, ctx) {
    for (const { object, span } of objectFieldsNamed(file, "ObjectID")) {
      const id = objectIdOf(object);
      if (id === undefined || objectIdClass(id)?.kind !== "test" || ctx.isPrivateObjectId(id)) continue;
      yield {
        span,
        message: `Write an ID that OMA has registered for you before anybody uses this; ${id} is for tests.`,
      };
    }
  },
};
