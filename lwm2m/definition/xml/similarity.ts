/** True if one insertion, deletion, replacement or swap of neighbors turns one word into the other. */
export function isOneEditAway(left: string, right: string): boolean {
  if (left === right || Math.abs(left.length - right.length) > 1) return false;
  let front = 0;
  while (front < left.length && front < right.length && left[front] === right[front]) front++;
  let back = 0;
  while (
    back < left.length - front &&
    back < right.length - front &&
    left[left.length - 1 - back] === right[right.length - 1 - back]
  ) {
    back++;
  }
  const restLeft = left.slice(front, left.length - back);
  const restRight = right.slice(front, right.length - back);
  if (restLeft.length <= 1 && restRight.length <= 1) return true;
  return restLeft.length === 2 && restLeft[0] === restRight[1] && restLeft[1] === restRight[0];
}
