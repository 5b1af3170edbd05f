import { formatDecimal } from "../decimal.js";
import type { Range } from "./model.js";

/** The text of a range in the grammar of LwM2M TS 1.2 Appendix D.1, without blanks. */
export function printRange(range: Range): string {
  switch (range.kind) {
    case "empty":
      return "";
    case "interval":
      return `${formatDecimal(range.min.number)}..${formatDecimal(range.max.number)}`;
    case "numbers":
      return range.items.map(({ number }) => formatDecimal(number)).join(",");
    case "texts":
      return range.items.map(({ text }) => `"${text}"`).join(",");
  }
}
