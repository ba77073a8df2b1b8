/** A colour in Björn Ottosson's OKLab: L from 0 (black) to 1 (white), a towards red from green, b towards yellow from blue. */
export interface Oklab {
  readonly L: number;
  readonly a: number;
  readonly b: number;
}

/** Red, green and blue of sRGB, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/**
 * How far two colours look apart: black and white 1; 0.02 is about the least that is seen. As CSS Color 4 notes, a and b
 * count twice ("delta E OK2"): without that a grey would be nearer to a pale brown than to the next grey.
 */
export function distance(one: Oklab, other: Oklab): number {
  return Math.sqrt((one.L - other.L) ** 2 + 4 * ((one.a - other.a) ** 2 + (one.b - other.b) ** 2));
}

/** Light that a level of sRGB stands for, 0 to 1. */
export function linear(level: number): number {
  const share = level / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** A colour of sRGB in OKLab. */
export function toOklab([red, green, blue]: Rgb): Oklab {
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return {
    L: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    a: 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    b: 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  };
}

/** The colour of sRGB that is nearest to one in OKLab, red, green and blue each by itself. */
export function toRgb({ L, a, b }: Oklab): Rgb {
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    levelOf(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    levelOf(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    levelOf(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function levelOf(light: number): number {
  const share = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
  return Math.round(Math.max(0, Math.min(1, share)) * 255);
}
