import sharp, { type Sharp } from 'sharp';

/** A picture of smooth gradients with some grain: compresses like a photograph, and no two pixels are alike. */
export function picture(width: number, height: number, channels: 1 | 3 | 4 = 3): Sharp {
  const pixels = Buffer.alloc(width * height * channels);
  let seed = 1;
  for (let at = 0; at < pixels.length; at += 1) {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    const [x, y] = [Math.floor(at / channels) % width, Math.floor(at / channels / width)];
    pixels[at] = ((x * (1 + (at % channels)) + y * 3) & 127) + ((seed >> 16) & 15);
  }
  return sharp(pixels, { raw: { width, height, channels } });
}

/** Noise of any size, made at once; no two are alike. */
export function noise(width: number, height: number): Sharp {
  const grain = { type: 'gaussian', mean: 128, sigma: 30 } as const;
  return sharp({ create: { width, height, channels: 3, background: '#000', noise: grain } });
}

type Encode = (image: Sharp) => Sharp;

/** One way or more of writing each type that the intake takes, by a name for the test's title. */
const ENCODINGS: Readonly<Record<string, readonly [mimeType: string, encode: Encode]>> = {
  jpeg: ['image/jpeg', (image) => image.jpeg()],
  'progressive jpeg': ['image/jpeg', (image) => image.jpeg({ progressive: true })],
  'cmyk jpeg': ['image/jpeg', (image) => image.toColourspace('cmyk').jpeg()],
  'grey jpeg': ['image/jpeg', (image) => image.greyscale().jpeg()],
  png: ['image/png', (image) => image.png()],
  'interlaced png': ['image/png', (image) => image.png({ progressive: true })],
  'palette png': ['image/png', (image) => image.png({ palette: true, colours: 16 })],
  '16-bit png': ['image/png', (image) => image.toColourspace('rgb16').png()],
  webp: ['image/webp', (image) => image.webp()],
  'lossless webp': ['image/webp', (image) => image.webp({ lossless: true })],
  gif: ['image/gif', (image) => image.gif()],
  tiff: ['image/tiff', (image) => image.tiff({ compression: 'none' })],
  'lzw tiff': ['image/tiff', (image) => image.tiff({ compression: 'lzw' })],
  'jpeg tiff': ['image/tiff', (image) => image.tiff({ compression: 'jpeg' })],
  'tiled tiff': ['image/tiff', (image) => image.tiff({ compression: 'deflate', tile: true })],
  'big tiff': ['image/tiff', (image) => image.tiff({ bigtiff: true })],
  avif: ['image/avif', (image) => image.avif({ effort: 0 })],
};

/** The names that {@link sample} knows, each with the media type it writes. */
export const ENCODING_NAMES: readonly { readonly name: string; readonly mimeType: string }[] = Object.entries(
  ENCODINGS,
).map(([name, [mimeType]]) => ({ name, mimeType }));

/** A picture of a size in one of the encodings. */
export async function sample(
  encoding: string,
  width = 64,
  height = 48,
  channels: 1 | 3 | 4 = 3,
): Promise<Uint8Array> {
  const known = ENCODINGS[encoding];
  if (known === undefined) throw new Error(`no encoding "${encoding}"`);
  return bytesOf(known[1](picture(width, height, channels)));
}

/** Frames one above the other, as sharp wants them for animations and pages. */
export async function animation(
  format: 'gif' | 'webp' | 'tiff',
  frames: number,
  width = 20,
  height = 16,
): Promise<Uint8Array> {
  const tall = await picture(width, height * frames)
    .png()
    .toBuffer();
  const delay = Array.from({ length: frames }, () => 50);
  const image = sharp(tall).extend({ background: '#fff' });
  const paged = sharp(await image.raw().toBuffer(), {
    raw: { width, height: height * frames, channels: 3, pageHeight: height },
  });
  switch (format) {
    case 'gif':
      return bytesOf(paged.gif({ delay }));
    case 'webp':
      return bytesOf(paged.webp({ delay }));
    case 'tiff':
      return bytesOf(paged.tiff({ compression: 'lzw' }));
  }
}

/** A plain Uint8Array of what sharp writes. */
export async function bytesOf(image: Sharp): Promise<Uint8Array> {
  return new Uint8Array(await image.toBuffer());
}
