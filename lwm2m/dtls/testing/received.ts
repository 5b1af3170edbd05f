import { toUtf8 } from "../../base/bytes.js";
import type { DtlsSession } from "../session.js";

/** What a session receives from now on, as text. */
export function received(session: DtlsSession | undefined): readonly string[] {
  const texts: string[] = [];
  session?.onData((data) => texts.push(toUtf8(data) ?? "?"));
  return texts;
}
