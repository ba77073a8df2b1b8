import { createCipheriv } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

export const MEGABYTE = 1024 * 1024;

/** A side of the largest square that the intake lets through: 49 of 50 megapixels. */
export const LARGE_SIDE = 7000;

const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | null = null;
  return () => (made ??= { value: make() }).value;
};

/** A quarter of a gigabyte of zeros in a quarter of a megabyte. */
export const zlibBomb = once(() => deflateSync(Buffer.alloc(256 * MEGABYTE), { level: 6 }));

/** The same random bytes in every run. */
export function noiseBytes(length: number): Buffer {
  return createCipheriv('aes-128-ctr', Buffer.alloc(16, 7), Buffer.alloc(16)).update(Buffer.alloc(length));
}

type Write = (image: Sharp) => Sharp;

/** A picture of one colour, of any size, as an honest encoder writes it. */
export async function flat(write: Write, side = LARGE_SIDE, channels: 3 | 4 = 3): Promise<Buffer> {
  const background = { r: 9, g: 99, b: 199, alpha: 0.5 };
  return write(sharp({ create: { width: side, height: side, channels, background } })).toBuffer();
}

/** A picture of grain, which costs the most bytes. */
export async function grain(write: Write, side: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  return write(
    sharp({ create: { width: side, height: side, channels: 3, background: '#000', noise } }),
  ).toBuffer();
}
