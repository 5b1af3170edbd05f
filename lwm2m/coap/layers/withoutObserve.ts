/** A request or response as if Observe were not known (RFC 7641 §4.1). */
export function withoutObserve<Message extends { readonly observe?: number }>(
  message: Message,
): Omit<Message, "observe"> {
  const copy: Message & { observe?: number } = { ...message };
  delete copy.observe;
  return copy;
}
