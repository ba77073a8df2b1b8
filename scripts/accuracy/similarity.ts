import sharp, { type Sharp } from 'sharp';
import type { Figure } from './figure.ts';
import type { Extent, Measurement } from './measurement.ts';
import type { RunPlugin } from './run-plugin.ts';
import { grain } from './support/grain.ts';
import { photo, PHOTO_NAMES, type PhotoName } from './support/photos.ts';
import { share } from './support/share.ts';

type Verdict = 'same' | 'similar' | 'different';

/** What becomes of a picture on its way, and what must still be said of it. */
interface Change {
  readonly set: string;
  readonly change: (
    picture: Sharp,
    size: { readonly width: number; readonly height: number },
  ) => Sharp | Promise<Buffer>;
  readonly verdicts: readonly Verdict[];
}

const SAME: readonly Verdict[] = ['same'];
const KIN: readonly Verdict[] = ['same', 'similar'];

const cropped =
  (each: number): Change['change'] =>
  (picture, { width, height }) => {
    const [left, top] = [Math.round(width * each), Math.round(height * each)];
    return picture.extract({ left, top, width: width - 2 * left, height: height - 2 * top });
  };

const CHANGES: readonly Change[] = [
  { set: 'JPEG of quality 30', change: (it) => it.jpeg({ quality: 30 }), verdicts: SAME },
  { set: 'half the size', change: (it, { width }) => it.resize(Math.round(width / 2)), verdicts: SAME },
  { set: 'a sixth of the size', change: (it, { width }) => it.resize(Math.round(width / 6)), verdicts: SAME },
  { set: 'a fifth brighter', change: (it) => it.linear(1.2, 0), verdicts: SAME },
  { set: 'half the contrast', change: (it) => it.linear(0.5, 64), verdicts: SAME },
  { set: 'grey', change: (it) => it.greyscale(), verdicts: SAME },
  { set: 'blur of 2 pixels', change: (it) => it.blur(2), verdicts: SAME },
  { set: 'noise of 15 levels', change: async (it) => grain(await it.toBuffer(), 15), verdicts: SAME },
  { set: '2 % cut off each side', change: cropped(0.02), verdicts: KIN },
  { set: '5 % cut off each side', change: cropped(0.05), verdicts: KIN },
  {
    set: 'stretched by a tenth',
    change: (it, { width, height }) => it.resize(Math.round(width * 1.1), height, { fit: 'fill' }),
    verdicts: SAME,
  },
  { set: 'a label in a corner', change: labelled, verdicts: KIN },
];

const FEW: readonly PhotoName[] = ['camera', 'chelsea', 'coffee'];

/** How many changed pictures are known again, and how many others are not mistaken for them. */
export const similarity: Measurement = {
  name: 'similarity',
  async measure(run, extent) {
    const pictures = await originals(extent);
    const hashes: string[] = [];
    for (const picture of pictures) hashes.push(await hashOf(run, picture));
    const figures: Figure[] = [];
    for (const change of CHANGES)
      figures.push(
        await measureChange(
          run,
          change,
          pictures.slice(0, extent === 'all' ? undefined : FEW.length),
          hashes,
        ),
      );
    return [...figures, await measureOthers(run, pictures, hashes)];
  },
};

/** Photographs, and the quarters of each as pictures of their own. */
async function originals(extent: Extent): Promise<readonly Buffer[]> {
  const photos = (extent === 'all' ? PHOTO_NAMES : FEW).map(photo);
  const quarters = photos.flatMap((it) =>
    [0, 1, 2, 3].map(async (corner) => {
      const { width, height } = await sharp(it).metadata();
      const [w, h] = [Math.floor(width / 2), Math.floor(height / 2)];
      const region = { left: (corner % 2) * w, top: Math.floor(corner / 2) * h, width: w, height: h };
      return sharp(it).extract(region).png().toBuffer();
    }),
  );
  return [...photos, ...(await Promise.all(quarters))];
}

async function measureChange(
  run: RunPlugin,
  { set, change, verdicts }: Change,
  pictures: readonly Buffer[],
  hashes: readonly string[],
): Promise<Figure> {
  const right: boolean[] = [];
  for (const [index, picture] of pictures.entries()) {
    const changed = await change(sharp(picture), await sharp(picture).metadata());
    const bytes = changed instanceof Uint8Array ? changed : await changed.toBuffer();
    const [verdict] = await verdictsOf(run, bytes, [hashes[index] ?? '']);
    right.push(verdict !== undefined && verdicts.includes(verdict));
  }
  return { set, measure: `called ${verdicts.join(' or ')}`, value: share(right) };
}

/** Every picture against every other. */
async function measureOthers(
  run: RunPlugin,
  pictures: readonly Buffer[],
  hashes: readonly string[],
): Promise<Figure> {
  const right: boolean[] = [];
  for (const [index, picture] of pictures.entries()) {
    const others = hashes.filter((_, at) => at !== index);
    right.push(...(await verdictsOf(run, picture, others)).map((verdict) => verdict === 'different'));
  }
  return { set: 'other pictures', measure: 'called different', value: share(right) };
}

async function hashOf(run: RunPlugin, picture: Buffer): Promise<string> {
  return String((await run('similarity', picture))['hash']);
}

async function verdictsOf(
  run: RunPlugin,
  picture: Uint8Array,
  hashes: readonly string[],
): Promise<readonly Verdict[]> {
  const { comparisons } = await run('similarity', picture, { compare_to: hashes });
  return (comparisons as readonly { verdict: Verdict }[]).map(({ verdict }) => verdict); // as its schema says
}

async function labelled(
  picture: Sharp,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Buffer> {
  const size = { width: Math.round(width / 5), height: Math.round(height / 8) };
  const label = await sharp({ create: { ...size, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  return picture
    .composite([{ input: label, gravity: 'southeast' }])
    .png()
    .toBuffer();
}
