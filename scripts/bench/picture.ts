import sharp from 'sharp';

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
  const pixels = Buffer.alloc(side * side * 3);
  // A fixed sequence: every run of the bench decodes the same picture.
  let seed = 1;
  for (let index = 0; index < pixels.length; index++) {
    const [x, y] = [Math.floor(index / 3) % side, Math.floor(index / 3 / side)];
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const shape = 60 * Math.sin(x / 37 + (index % 3)) + 40 * Math.cos(y / 23) + 20 * Math.sin((x * y) / 9000);
    pixels[index] = 128 + shape + ((seed >> 16) % 32);
  }
  const jpeg = await sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
    .jpeg({ quality: 85 })
    .toBuffer();
  return Buffer.from(jpeg);
}
