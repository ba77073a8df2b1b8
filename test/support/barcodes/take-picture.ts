import { texturedBackground } from './background.ts';
import { drawBarcode } from './draw-barcode.ts';
import type { GreyImage } from './grey-image.ts';
import { photograph, type PlacedLabel } from './photograph.ts';
import type { Point, Quad } from './projective-map.ts';
import { sampleBarcode, type SampleBarcode, type SampleFormat } from './sample-content.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';
import { SHOOTING_CONDITIONS, type ShootingCondition, type Shot } from './shooting-conditions.ts';

/** A picture, and what is to be read in it. */
export interface BarcodePicture {
  readonly jpeg: Buffer;
  readonly codes: readonly { readonly format: string; readonly text: string; readonly centre: Point }[];
}

/** Draws modules this large before the camera scales them. */
const DRAWN_MODULE = 4;

/** Makes the picture of that format under that condition; equal for an equal seed. */
export async function takePicture(
  format: SampleFormat,
  condition: ShootingCondition,
  seed: number,
): Promise<BarcodePicture> {
  const random = seededRandom(seed);
  const shot = SHOOTING_CONDITIONS[condition](random);
  const background = texturedBackground(shot.width, shot.height, random);
  const placed: (PlacedLabel & { readonly sample: SampleBarcode })[] = [];
  for (let cell = 0; cell < shot.codes; cell++) {
    const sample = sampleBarcode(format, random);
    const label = await labelOf(sample, shot.inverted);
    placed.push({ sample, label, corners: place(label, shot, cell, random) });
  }
  return {
    jpeg: await photograph(background, placed, shot.camera, random),
    codes: placed.map(({ sample, corners }) => ({
      format: sample.format,
      text: sample.text,
      centre: centreOf(corners),
    })),
  };
}

async function labelOf(sample: SampleBarcode, inverted: boolean): Promise<GreyImage> {
  const drawn = await drawBarcode({ ...sample.drawing, scale: DRAWN_MODULE });
  return inverted ? { ...drawn, data: drawn.data.map((shade) => 255 - shade) } : drawn;
}

/** One code lies near the middle, or anywhere in a large picture; several share out the picture in a 2 × 2 grid. */
function place(label: GreyImage, shot: Shot, cell: number, random: SeededRandom): Quad {
  const columns = shot.codes > 1 ? 2 : 1;
  const cellWidth = shot.width / columns;
  const cellHeight = shot.height / columns;
  const fit = 0.94 * Math.min(cellWidth, cellHeight);
  const diagonal = Math.hypot(label.width, label.height);
  const scale = Math.min(shot.module / DRAWN_MODULE, fit / diagonal);
  const play = (size: number): number => random.between(-0.5, 0.5) * Math.max(0, size - diagonal * scale - 8);
  const centre = {
    x: ((cell % columns) + 0.5) * cellWidth + play(cellWidth),
    y: (Math.floor(cell / columns) + 0.5) * cellHeight + play(cellHeight),
  };
  const angle = ((shot.angle + cell * 37) * Math.PI) / 180;
  const lean = random.integer(0, 3);
  const flat: readonly Point[] = [
    { x: -1, y: -1 },
    { x: 1, y: -1 },
    { x: 1, y: 1 },
    { x: -1, y: 1 },
  ];
  const corner = (index: number): Point => {
    const far = index === lean || index === (lean + 1) % 4 ? 1 - shot.tilt : 1;
    const { x, y } = flat[index] ?? { x: 0, y: 0 };
    const u = (x * far * label.width * scale) / 2;
    const v = (y * far * label.height * scale) / 2;
    return {
      x: centre.x + u * Math.cos(angle) - v * Math.sin(angle),
      y: centre.y + u * Math.sin(angle) + v * Math.cos(angle),
    };
  };
  return [corner(0), corner(1), corner(2), corner(3)];
}

function centreOf(corners: Quad): Point {
  return {
    x: corners.reduce((sum, { x }) => sum + x, 0) / 4,
    y: corners.reduce((sum, { y }) => sum + y, 0) / 4,
  };
}
