import { InvalidArgumentError } from "commander";

/** A whole number that the user writes as an option. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/u.test(text)) throw new InvalidArgumentError("Write a whole number, such as 0.");
  return Number(text);
}

/** A whole number from 1 on that the user writes as an option. */
export function positiveNumber(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError("Write a whole number from 1 on.");
  return number;
}

/** Seconds that the user is willing to wait, as an option; nobody waits longer than a day. */
export function secondsNumber(text: string): number {
  const longest = 86_400;
  if (!/^\d{1,9}$/u.test(text) || Number(text) < 1 || Number(text) > longest) {
    throw new InvalidArgumentError(`Write whole seconds, from 1 to ${longest}.`);
  }
  return Number(text);
}

/** The number of a port that the user writes as an option. */
export function portNumber(text: string): number {
  if (!/^\d{1,5}$/u.test(text) || Number(text) > 65535) throw new InvalidArgumentError("Write a port from 0 to 65535.");
  return Number(text);
}
