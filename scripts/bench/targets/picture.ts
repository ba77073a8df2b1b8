import sharp from 'sharp';

/** Pixels for each byte of a file, as photographs of cameras have them: 0.3 megapixels in 100 KB. */
const PIXELS_A_BYTE = 3;
const LARGEST_TILE = 1000;
/** Halvings of the search for a quality: as many as it has steps. */
const SEARCH_STEPS = 7;

/** A JPEG of a gentle texture, of about as many bytes as asked for. */
export async function jpegOf(bytes: number): Promise<Buffer<ArrayBuffer>> {
  for (let side = 256; ; side += 16) {
    const pixels = Buffer.alloc(side * side * 3);
    // A fixed sequence: every run of the bench sends the same picture.
    let seed = 1;
    for (let index = 0; index < pixels.length; index++) {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      pixels[index] = 96 + ((index / 7) % 64) + (seed % 48);
    }
    const jpeg = await sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
      .jpeg({ quality: 85 })
      .toBuffer();
    if (jpeg.length >= bytes) return Buffer.from(jpeg);
  }
}

/** A JPEG of a side as a camera gives it: soft shapes, fine grain, half the resolution in colour. */
export async function photographOf(side: number): Promise<Buffer<ArrayBuffer>> {
  const jpeg = await sharp(pixelsOf(side), { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer();
  return Buffer.from(jpeg);
}

/** A JPEG of about so many bytes, with as many pixels as a photograph of that size has. */
export async function photographOfBytes(bytes: number): Promise<Buffer<ArrayBuffer>> {
  const side = Math.round(Math.sqrt(bytes * PIXELS_A_BYTE));
  const pixels = await tiled(side);
  let [low, high] = [1, 100];
  let best: Buffer = Buffer.alloc(0);
  for (let step = 0; step < SEARCH_STEPS; step++) {
    const quality = Math.round((low + high) / 2);
    const jpeg = await sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
      .jpeg({ quality })
      .toBuffer();
    if (Math.abs(jpeg.length - bytes) < Math.abs(best.length - bytes)) best = jpeg;
    if (jpeg.length < bytes) low = quality;
    else high = quality;
  }
  return Buffer.from(best);
}

/** Large ones repeat a smaller one: painting every pixel of them would take longer than what is measured. */
async function tiled(side: number): Promise<Buffer> {
  const tile = Math.min(side, LARGEST_TILE);
  const input = pixelsOf(tile);
  if (tile === side) return input;
  return sharp({ create: { width: side, height: side, channels: 3, background: 'black' } })
    .composite([{ input, raw: { width: tile, height: tile, channels: 3 }, tile: true, gravity: 'northwest' }])
    .removeAlpha()
    .raw()
    .toBuffer();
}

function pixelsOf(side: number): Buffer {
  const pixels = Buffer.alloc(side * side * 3);
  // A fixed sequence: every run of the bench decodes the same picture.
  let seed = 1;
  for (let index = 0; index < pixels.length; index++) {
    const [x, y] = [Math.floor(index / 3) % side, Math.floor(index / 3 / side)];
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const shape = 60 * Math.sin(x / 37 + (index % 3)) + 40 * Math.cos(y / 23) + 20 * Math.sin((x * y) / 9000);
    pixels[index] = 128 + shape + ((seed >> 16) % 32);
  }
  return pixels;
}
