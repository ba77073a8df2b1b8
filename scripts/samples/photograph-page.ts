import sharp, { type OverlayOptions } from 'sharp';

/** How a page is photographed. */
export interface Shot {
  /** Degrees clockwise by which it lies askew on a dark table. */
  readonly degrees?: number;
  /** Even light, light from one side, a lamp over one corner, or somebody's shadow with a sharp edge. */
  readonly light?: 'even' | 'side' | 'lamp' | 'shadow';
  /** Standard deviation of the blur, in pixels. */
  readonly blur?: number;
  /** Grey levels that the sensor's noise adds or takes at most, a third of it as a rule. */
  readonly noise?: number;
  /** Contrast and brightness: `level × contrast + brightness`. */
  readonly contrast?: number;
  readonly brightness?: number;
  /** Pixels across before it is turned. */
  readonly width?: number;
  /** JPEG quality, 1 to 100. */
  readonly quality?: number;
}

const TABLE = '#6b5b4b';

/** Makes a JPEG of a page as a camera might have taken it; the same shot gives the same picture. */
export async function photographPage(page: Uint8Array, shot: Shot): Promise<Buffer> {
  const laid = await lay(page, shot);
  const lit = await sharp(laid)
    .composite(await light(laid, shot.light ?? 'even'))
    .png()
    .toBuffer();
  const blurred =
    shot.blur === undefined ? sharp(lit) : sharp(await sharp(lit).blur(shot.blur).png().toBuffer());
  const toned = blurred.linear(shot.contrast ?? 1, shot.brightness ?? 0).removeAlpha();
  const { data, info } = await toned.raw().toBuffer({ resolveWithObject: true });
  addNoise(data, shot.noise ?? 0);
  return sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } })
    .jpeg({ quality: shot.quality ?? 80 })
    .toBuffer();
}

async function lay(page: Uint8Array, { width, degrees = 0 }: Shot): Promise<Buffer> {
  const sized = await sharp(page).toColourspace('srgb').resize({ width }).png().toBuffer();
  return sharp(sized)
    .toColourspace('srgb')
    .rotate(degrees, { background: TABLE })
    .removeAlpha()
    .png()
    .toBuffer();
}

async function light(picture: Buffer, kind: 'even' | 'side' | 'lamp' | 'shadow'): Promise<OverlayOptions[]> {
  if (kind === 'even') return [];
  const { width, height } = await sharp(picture).metadata();
  const whole = '<rect width="100%" height="100%"';
  const drawn = {
    side: `<linearGradient id="l" x2="1" y2=".6"><stop stop-color="#fff"/><stop offset="1" stop-color="#404040"/></linearGradient>${whole} fill="url(#l)"/>`,
    lamp: `<radialGradient id="l" cx=".3" cy=".3" r=".9"><stop stop-color="#fff"/><stop offset="1" stop-color="#282828"/></radialGradient>${whole} fill="url(#l)"/>`,
    shadow: `<filter id="l"><feGaussianBlur stdDeviation="${width / 60}"/></filter>${whole} fill="#e8e4da"/><path d="M0 ${0.3 * height} L${0.6 * width} ${0.1 * height} L${0.75 * width} ${1.1 * height} L0 ${1.1 * height}Z" fill="#5a5550" filter="url(#l)"/>`,
  }[kind];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawn}</svg>`;
  return [{ input: Buffer.from(svg), blend: 'multiply' }];
}

function addNoise(pixels: Buffer, most: number): void {
  let state = 12_345;
  const next = (): number => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32 - 0.5;
  for (const [i, level] of pixels.entries()) {
    pixels[i] = Math.min(255, Math.max(0, level + ((next() + next() + next()) * most * 2) / 3));
  }
}
