import { objectIdClass } from "../ids.js";
import { objectExample } from "./example.js";
import { objectFieldsNamed } from "./fields.js";
import { objectIdOf } from "./identity.js";
import type { Rule } from "./rule.js";

/**
 * Finds object IDs that OMA reserves. A warning, although Leshan refuses such objects, because people do use them among
 * themselves; a window of private object IDs in the configuration silences it. 65535 is an error, for it stands for no
 * object at all and no window changes that.
 */
export const objectIdReserved: Rule = {
  id: "object-id-reserved",
  level: "warning",
  title: "An object ID is not one of those that OMA reserves.",
  explanation:
    "OMA reserves 1024 to 2047 and 42801 to 65534. Leshan refuses objects there, and OMA may give the numbers to " +
    "somebody else. For your own objects OMA registers IDs from 10241 on, one by one or as a block; 42769 to 42800 are " +
    "free for tests. 65535 means that there is no object, so that nothing can have it.\n\n" +
    "If you know what you do, declare the IDs as private in lwm2m.config.json. No published object breaks the rule.",
  source: "LwM2M TS 1.2 §7; OMA's object ID ranges",
  bad: objectExample({ ObjectID: "«50011»", ObjectURN: "urn:oma:lwm2m:x:50011" }),
  good: objectExample({ ObjectID: "10999", ObjectURN: "urn:oma:lwm2m:x:10999" }),
  *check(file, ctx) {
    for (const { object, span } of objectFieldsNamed(file, "ObjectID")) {
      const id = objectIdOf(object);
      const kind = id === undefined ? undefined : objectIdClass(id)?.kind;
      if (id === undefined) continue;
      if (kind === "never") {
        const message = "Write another ID; 65535 means that there is no object.";
        yield { span, level: "error", message };
      } else if (kind === "reserved" && !ctx.isPrivateObjectId(id)) {
        const message = `Write an ID that OMA has registered for you, from 10241 on; it reserves ${id}.`;
        yield { span, message };
      }
    }
  },
};
