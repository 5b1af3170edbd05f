/** Nine decimal digits tell any two numbers of 32 bits apart. */
const digitsOfFloat32 = 9;

/**
 * A Float as text. JavaScript prints the shortest decimal that reads back as the same 64 bits, but devices mostly send 32:
 * for those the shortest decimal that reads back as the same 32 bits is what the device means, `21.3` and not
 * `21.299999237060547`.
 */
export function printFloat(value: number): string {
  if (Object.is(value, -0)) return "-0";
  const isWhole = Number.isInteger(value);
  if (isWhole || !Number.isFinite(value) || Math.fround(value) !== value) return String(value);
  for (let digits = 1; digits < digitsOfFloat32; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(digitsOfFloat32)));
}
