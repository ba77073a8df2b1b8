import sharp from 'sharp';
import type { GreyImage } from './grey-image.ts';
import { rectify, type Point, type Quad } from './projective-map.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A flat label and where its four corners are seen in the picture. */
export interface PlacedLabel {
  readonly label: GreyImage;
  readonly corners: Quad;
}

/** What lens, light and file do to the picture. */
export interface CameraConditions {
  /** Deviation of the blur, in pixels; 0 for none. */
  readonly blur: number;
  /** Deviation of the sensor's noise, in grey levels. */
  readonly noise: number;
  /** How much darker the dark side is: 0 even light, 0.6 strong. */
  readonly shading: number;
  /** Darkening behind the edge of a cast shadow: 0 none. */
  readonly shadow: number;
  /** Grey level of black print and of white paper. */
  readonly ink: readonly [black: number, white: number];
  /** JPEG quality, 1 to 100. */
  readonly quality: number;
}

/** Rows begin at random places of one stretch of noise: drawing it anew for each pixel would take seconds. */
const NOISE_PERIOD = 8191;

/** Photographs the labels lying on the background; answers a JPEG file. */
export async function photograph(
  background: GreyImage,
  labels: readonly PlacedLabel[],
  camera: CameraConditions,
  random: SeededRandom,
): Promise<Buffer> {
  const { width, height } = background;
  const scene = Uint8Array.from(background.data);
  for (const label of labels) layDown(scene, width, height, label, camera.ink);
  const blurred = await blur({ data: scene, width, height }, camera.blur);
  expose(blurred, width, height, camera, random);
  return sharp(blurred, { raw: { width, height, channels: 1 } })
    .jpeg({ quality: camera.quality })
    .toBuffer();
}

async function blur({ data, width, height }: GreyImage, deviation: number): Promise<Uint8Array> {
  if (deviation < 0.3) return data;
  const picture = sharp(data, { raw: { width, height, channels: 1 } }).blur(deviation);
  return new Uint8Array(await picture.extractChannel(0).raw().toBuffer());
}

function layDown(
  scene: Uint8Array,
  width: number,
  height: number,
  { label, corners }: PlacedLabel,
  [black, white]: CameraConditions['ink'],
): void {
  const toLabel = rectify(corners, label.width, label.height);
  const xs = corners.map((corner) => corner.x);
  const ys = corners.map((corner) => corner.y);
  for (let y = Math.max(0, Math.floor(Math.min(...ys))); y < Math.min(height, Math.max(...ys)); y++) {
    for (let x = Math.max(0, Math.floor(Math.min(...xs))); x < Math.min(width, Math.max(...xs)); x++) {
      const shade = areaSample(label, toLabel, { x, y });
      if (shade !== null) scene[y * width + x] = black + (shade / 255) * (white - black);
    }
  }
}

/** The mean of 4 × 4 places inside one pixel; null where most of them miss the label. */
function areaSample(label: GreyImage, toLabel: (at: Point) => Point, pixel: Point): number | null {
  let sum = 0;
  let hits = 0;
  for (let i = 0; i < 16; i++) {
    const at = toLabel({ x: pixel.x + ((i & 3) + 0.5) / 4, y: pixel.y + ((i >> 2) + 0.5) / 4 });
    if (at.x < 0 || at.y < 0 || at.x >= label.width || at.y >= label.height) continue;
    sum += label.data[Math.floor(at.y) * label.width + Math.floor(at.x)] ?? 255;
    hits++;
  }
  return hits < 8 ? null : sum / hits;
}

/** Light, shadow and noise, in place. */
function expose(
  pixels: Uint8Array,
  width: number,
  height: number,
  camera: CameraConditions,
  random: SeededRandom,
): void {
  const light = random.between(0, 2 * Math.PI);
  const edge = random.between(0, 2 * Math.PI);
  const edgeAt = random.between(-0.2, 0.2);
  const grain = Float32Array.from({ length: NOISE_PERIOD }, () => camera.noise * random.normal());
  for (let y = 0; y < height; y++) {
    const v = y / height - 0.5;
    const shift = random.integer(0, NOISE_PERIOD - 1);
    for (let x = 0; x < width; x++) {
      const u = x / width - 0.5;
      const slope = 0.5 + (u * Math.cos(light) + v * Math.sin(light)) / Math.SQRT2;
      const depth = 20 * (u * Math.cos(edge) + v * Math.sin(edge) - edgeAt) + 0.5;
      const lit = (1 - camera.shading * slope) * (1 - camera.shadow * Math.max(0, Math.min(1, depth)));
      const i = y * width + x;
      const noise = grain[(x + shift) % NOISE_PERIOD] ?? 0;
      pixels[i] = Math.max(0, Math.min(255, (pixels[i] ?? 0) * lit + noise));
    }
  }
}
