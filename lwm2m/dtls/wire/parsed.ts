import type { AlertName } from "../tables/alerts.js";

/** What is wrong with a message: the alert that says so to the peer, and the sentence that says so to the user. */
export interface MessageProblem {
  readonly alert: AlertName;
  readonly sentence: string;
}

/** What was read of a message, and what is wrong with it. */
export type Parsed<Message> =
  | { readonly value: Message; readonly problem?: undefined }
  | { readonly value: Message; readonly problem: MessageProblem }
  | { readonly value?: undefined; readonly problem: MessageProblem };

/** A message that ends too early or too late, or holds a length that does not fit. */
export function undecodable(name: string): { readonly problem: MessageProblem } {
  return {
    problem: { alert: "decode_error", sentence: `Its ${name} is damaged: a length inside it does not fit the rest.` },
  };
}
