/**
 * A straight mapping of the plane: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`. Pixel (x, y) covers the unit square
 * from (x, y) to (x + 1, y + 1).
 */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** A point of the plane, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Multiplies both axes. */
export function scaling(x: number, y: number): Affine {
  return { a: x, b: 0, c: 0, d: y, e: 0, f: 0 };
}

/** From a window onto the plane, magnified by `scale`, with its corner at (left, top). */
export function fromWindow(left: number, top: number, scale: number): Affine {
  return { a: 1 / scale, b: 0, c: 0, d: 1 / scale, e: left, f: top };
}

/** Turns clockwise (as seen, y pointing down) by `radians` and moves `from` onto `to`. */
export function rotation(radians: number, from: Point, to: Point): Affine {
  const cos = Math.cos(radians);
  const sin = Math.sin(radians);
  return {
    a: cos,
    b: sin,
    c: -sin,
    d: cos,
    e: to.x - cos * from.x + sin * from.y,
    f: to.y - sin * from.x - cos * from.y,
  };
}

/** The mapping that does `first`, then `second`. */
export function chained(first: Affine, second: Affine): Affine {
  return {
    a: second.a * first.a + second.c * first.b,
    b: second.b * first.a + second.d * first.b,
    c: second.a * first.c + second.c * first.d,
    d: second.b * first.c + second.d * first.d,
    e: second.a * first.e + second.c * first.f + second.e,
    f: second.b * first.e + second.d * first.f + second.f,
  };
}

/** Where a mapping takes a point. */
export function mapped(by: Affine, x: number, y: number): Point {
  return { x: by.a * x + by.c * y + by.e, y: by.b * x + by.d * y + by.f };
}
