/** A place in a picture, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Corners clockwise: top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point];

/** Nine numbers, row by row. */
type Matrix = readonly [number, number, number, number, number, number, number, number, number];

/**
 * The map that takes the quad, in a picture, back onto the flat rectangle `width × height` that was seen there.
 * After Heckbert, "Fundamentals of Texture Mapping and Image Warping", 1989.
 */
export function rectify(quad: Quad, width: number, height: number): (at: Point) => Point {
  const m = adjugate(squareToQuad(quad));
  return ({ x, y }) => {
    const w = m[6] * x + m[7] * y + m[8];
    return { x: ((m[0] * x + m[1] * y + m[2]) / w) * width, y: ((m[3] * x + m[4] * y + m[5]) / w) * height };
  };
}

function squareToQuad([p0, p1, p2, p3]: Quad): Matrix {
  const dx1 = p1.x - p2.x;
  const dy1 = p1.y - p2.y;
  const dx2 = p3.x - p2.x;
  const dy2 = p3.y - p2.y;
  const sx = p0.x - p1.x + p2.x - p3.x;
  const sy = p0.y - p1.y + p2.y - p3.y;
  const det = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / det;
  const h = (dx1 * sy - sx * dy1) / det;
  return [
    ...([p1.x - p0.x + g * p1.x, p3.x - p0.x + h * p3.x, p0.x] as const),
    ...([p1.y - p0.y + g * p1.y, p3.y - p0.y + h * p3.y, p0.y] as const),
    ...([g, h, 1] as const),
  ];
}

/** The inverse up to a factor, which a projective map does not see. */
function adjugate([a, b, c, d, e, f, g, h, i]: Matrix): Matrix {
  return [
    ...([e * i - f * h, c * h - b * i, b * f - c * e] as const),
    ...([f * g - d * i, a * i - c * g, c * d - a * f] as const),
    ...([d * h - e * g, b * g - a * h, a * e - b * d] as const),
  ];
}
