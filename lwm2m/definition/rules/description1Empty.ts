import { changed, objectExample } from "./example.js";
import { objectFieldsNamed } from "./fields.js";
import type { Rule } from "./rule.js";

/** Checks that objects are described. */
export const description1Empty: Rule = {
  id: "description1-empty",
  oma: 410,
  level: "error",
  title: "Every object has a description in Description1.",
  explanation:
    "Description1 says in a sentence or two what the object is for; OMA's registry shows it beside the name. The schema " +
    "takes an empty one, OMA does not. An empty CDATA section, or blanks alone, say nothing either. Details belong into " +
    "Description2, which may be empty.",
  source: "OMA validation errors 410 and 230",
  bad: changed(objectExample({ Description1: "" }), "<Description1>", "<«Description1»>"),
  good: objectExample({ Description1: "A tank that reports how full it is." }),
  *check(file) {
    for (const { value, span } of objectFieldsNamed(file, "Description1")) {
      if (value === "") yield { span, message: "Write in a sentence what the object is for." };
    }
  },
};
