import type { PathValue, PayloadProblemInfo } from "./values.js";

/** "replace" is PUT; "update" is POST, which leaves what is not named (LwM2M TS 1.2 §6.3.3). */
export type WriteMode = "replace" | "update";

/** What became of an operation on a device. None of these is an error of the engine. */
export type OperationResult =
  | {
      readonly kind: "success";
      /** Such as `2.05 Content`. */
      readonly code: string;
      readonly milliseconds: number;
      /** The values of a read or an observation. */
      readonly values: readonly PathValue[];
      readonly problems: readonly PayloadProblemInfo[];
      /** The payload as it came. */
      readonly payload?: PayloadInfo;
      /** The path of what was created. */
      readonly location?: string;
      /** The links of a discovery. */
      readonly links?: readonly LinkInfo[];
      /** What is worth knowing about how it went, in sentences for the user; absent for nothing. */
      readonly notes?: readonly string[];
    }
  /** The device said no. */
  | {
      readonly kind: "refused";
      readonly code: string;
      /** What it probably means and what to do, in sentences for the user. */
      readonly explanation: string;
      /** What the device wrote about it. */
      readonly diagnostic?: string;
    }
  /** No answer, or none that fits. */
  | {
      readonly kind: "failed";
      readonly explanation: string;
      /** True if nothing was sent, as what was asked for makes no sense: a wrong path, a value that is none of its type. */
      readonly isInvalid?: true;
    };

export interface PayloadInfo {
  /** The name of the content format, or `content format N`; undefined if the message does not say. */
  readonly contentFormat?: string;
  readonly length: number;
  /** The first 4096 bytes as hexadecimal digits. */
  readonly hex: string;
}

/** A link of a discovery, with its attributes as they are written. */
export interface LinkInfo {
  readonly path: string;
  readonly attributes: readonly { readonly name: string; readonly value?: string }[];
}
