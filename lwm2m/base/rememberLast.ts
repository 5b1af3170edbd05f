/**
 * A function that remembers its last answer: for what is asked again and again about one thing before the next comes.
 * A `WeakMap` would remember all answers as long as their keys live, but V8's collector of young objects takes its
 * entries for living, so that every key would be copied around until a full collection.
 */
export function rememberLast<Key extends object, Answer>(answer: (key: Key) => Answer): (key: Key) => Answer {
  let last: { readonly key: Key; readonly answer: Answer } | undefined;
  return (key) => {
    if (last?.key !== key) last = { key, answer: answer(key) };
    return last.answer;
  };
}
