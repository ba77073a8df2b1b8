import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';

const PICTURES = fileURLToPath(new URL('../../../docs/samples', import.meta.url));
const IS_PICTURE = /^[\w-]+\.(png|jpe?g|webp|gif|tiff?|avif)$/;

const WIDTH = 320;
const HEIGHT = 240;

/** The same drawn picture as each type that the intake takes. */
const DRAWN: Readonly<Record<string, (picture: Sharp) => Sharp>> = {
  'picture.jpg': (picture) => picture.jpeg(),
  'picture.png': (picture) => picture.png(),
  'picture.webp': (picture) => picture.webp(),
  'picture.gif': (picture) => picture.gif(),
  'picture.tiff': (picture) => picture.tiff({ compression: 'lzw' }),
  'picture.avif': (picture) => picture.avif({ effort: 0 }),
};

/** The names that {@link sampleImage} knows: the pictures of docs/samples, and a drawn one of every type. */
export function sampleNames(): string[] {
  const kept = readdirSync(PICTURES).filter((name) => IS_PICTURE.test(name));
  return [...kept.sort(), ...Object.keys(DRAWN)];
}

/**
 * An encoded image to try a plugin with.
 *
 * @param name one of {@link sampleNames}, e.g. `qr-tiny.png`, `photo-harbour.jpg`, `picture.webp`
 * @throws Error that lists the names there are
 */
export async function sampleImage(name: string): Promise<Uint8Array> {
  const encode = DRAWN[name];
  if (encode !== undefined) return new Uint8Array(await encode(drawnPicture()).toBuffer());
  if (!sampleNames().includes(name)) {
    throw new Error(`There is no sample "${name}". There are: ${sampleNames().join(', ')}.`);
  }
  return new Uint8Array(readFileSync(join(PICTURES, name)));
}

/** Colours that change from left to right and from top to bottom, with dark bars over them. */
function drawnPicture(): Sharp {
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 3);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const shade = x % 40 < 10 ? 0.3 : 1;
      const colour = [(255 * x) / WIDTH, (255 * y) / HEIGHT, 160];
      pixels.set(
        colour.map((value) => Math.round(value * shade)),
        (y * WIDTH + x) * 3,
      );
    }
  }
  return sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } });
}
