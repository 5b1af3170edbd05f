// Draws the extension's icon, docs/images/icon.png: a check mark between angle brackets, for XML that is right.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 as zlibCrc32, deflateSync } from "node:zlib";

const size = 256;

/** @typedef {readonly [number, number]} Point in a square of 256 by 256, y downwards */
/** @typedef {readonly [number, number, number]} Color red, green, blue, 0 to 255 */

/** @type {{ points: readonly Point[], width: number, color: Color }[]} */
const strokes = [
  { points: [[84, 70], [38, 128], [84, 186]], width: 20, color: [236, 242, 250] }, // prettier-ignore
  { points: [[172, 70], [218, 128], [172, 186]], width: 20, color: [236, 242, 250] }, // prettier-ignore
  { points: [[99, 131], [121, 154], [157, 102]], width: 22, color: [88, 214, 141] }, // prettier-ignore
];

/** Top and bottom of the ground. @type {readonly [Color, Color]} */
const ground = [
  [27, 62, 108],
  [12, 27, 49],
];

/** Distance from a point to the segment from a to b. @param {Point} p @param {Point} a @param {Point} b */
function toSegment([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** Distance from a point to the edge of the rounded ground, negative inside. @param {Point} p */
function toGround([x, y]) {
  const [radius, half] = [52, size / 2];
  const [dx, dy] = [Math.abs(x - half) - half + radius, Math.abs(y - half) - half + radius];
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

/** How much of a pixel a shape covers whose edge is that far away. @param {number} distance */
function coverage(distance) {
  return Math.max(0, Math.min(1, 0.5 - distance));
}

/** @param {Color} under @param {Color} over @param {number} alpha @returns {Color} */
function mixed(under, over, alpha) {
  /** @param {0 | 1 | 2} index */
  const channel = (index) => under[index] + (over[index] - under[index]) * alpha;
  return [channel(0), channel(1), channel(2)];
}

/** @param {Point} point @returns {[number, number, number, number]} */
function pixel(point) {
  let color = mixed(ground[0], ground[1], point[1] / size);
  for (const { points, width, color: ink } of strokes) {
    const distances = points.slice(1).map((end, index) => toSegment(point, points[index] ?? end, end));
    color = mixed(color, ink, coverage(Math.min(...distances) - width / 2));
  }
  return [...color, 255 * coverage(toGround(point))];
}

/** A chunk of a PNG file (PNG specification §5.3). @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(zlibCrc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

const rows = Array.from({ length: size }, (_, y) =>
  Buffer.from([0, ...Array.from({ length: size }, (_, x) => pixel([x + 0.5, y + 0.5])).flat()]),
);
const header = Buffer.alloc(13);
header.writeUInt32BE(size, 0);
header.writeUInt32BE(size, 4);
header.set([8, 6, 0, 0, 0], 8);
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk("IHDR", header),
  chunk("IDAT", deflateSync(Buffer.concat(rows), { level: 9 })),
  chunk("IEND", Buffer.alloc(0)),
]);

const folder = join(import.meta.dirname, "..", "docs/images");
await mkdir(folder, { recursive: true });
await writeFile(join(folder, "icon.png"), png);
