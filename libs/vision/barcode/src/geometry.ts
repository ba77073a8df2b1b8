/** A place in an image: pixels from its left and upper edge. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The corners of a code as it was printed: its own top left first, wherever the code is turned in the image. */
export interface Quad {
  readonly topLeft: Point;
  readonly topRight: Point;
  readonly bottomRight: Point;
  readonly bottomLeft: Point;
}

/** The quad with each corner moved by `move`. */
export function mapQuad(quad: Quad, move: (point: Point) => Point): Quad {
  return {
    topLeft: move(quad.topLeft),
    topRight: move(quad.topRight),
    bottomRight: move(quad.bottomRight),
    bottomLeft: move(quad.bottomLeft),
  };
}

/** The mean of the corners. */
export function centreOf({ topLeft, topRight, bottomRight, bottomLeft }: Quad): Point {
  return {
    x: (topLeft.x + topRight.x + bottomRight.x + bottomLeft.x) / 4,
    y: (topLeft.y + topRight.y + bottomRight.y + bottomLeft.y) / 4,
  };
}

/** How long the code is along its text: the mean of its upper and lower edge. */
export function lengthOf({ topLeft, topRight, bottomRight, bottomLeft }: Quad): number {
  return (distance(topLeft, topRight) + distance(bottomLeft, bottomRight)) / 2;
}

/** How tall the code is: the mean of its left and right edge. */
export function breadthOf({ topLeft, topRight, bottomRight, bottomLeft }: Quad): number {
  return (distance(topLeft, bottomLeft) + distance(topRight, bottomRight)) / 2;
}

/** Degrees by which the code is turned clockwise, above −180 to 180; 0 reads from left to right. */
export function orientationOf({ topLeft, topRight, bottomRight, bottomLeft }: Quad): number {
  const dx = topRight.x + bottomRight.x - topLeft.x - bottomLeft.x;
  const dy = topRight.y + bottomRight.y - topLeft.y - bottomLeft.y;
  const degrees = Math.round((Math.atan2(dy, dx) * 1800) / Math.PI) / 10;
  return degrees <= -180 ? 180 : degrees + 0; // + 0 turns −0 into 0
}

/** Whether the point lies inside the quad, in whichever direction its corners run. */
export function contains(quad: Quad, point: Point): boolean {
  const corners = [quad.topLeft, quad.topRight, quad.bottomRight, quad.bottomLeft];
  const sides = corners.map((from, i) => {
    const to = corners[(i + 1) % 4] ?? from;
    return Math.sign((to.x - from.x) * (point.y - from.y) - (to.y - from.y) * (point.x - from.x));
  });
  return !(sides.includes(1) && sides.includes(-1));
}

/** Pixels from one point to the other. */
export function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
