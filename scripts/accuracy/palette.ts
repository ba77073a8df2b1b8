import sharp from 'sharp';
import type { Figure } from './figure.ts';
import type { Extent, Measurement } from './measurement.ts';
import type { RunPlugin } from './run-plugin.ts';
import { grain } from './support/grain.ts';
import { levelsApart, paintBlocks, type PaintedPicture } from './support/paint-blocks.ts';
import { share } from './support/share.ts';

/** A colour as the plugin tells it. */
interface ToldColour {
  readonly hex: string;
  readonly name: string;
  readonly share: number;
}

/** As far off as a colour may be, in levels of red, green or blue, and its share. */
const [LEVELS, SHARE] = [12, 0.03];

const SETS: Readonly<Record<string, (png: Buffer) => Promise<Buffer>>> = {
  'painted blocks': (png) => sharp(png).jpeg({ quality: 90 }).toBuffer(),
  'soft, grainy blocks': async (png) =>
    sharp(await grain(await sharp(png).blur(2).toBuffer(), 6))
      .jpeg({ quality: 80 })
      .toBuffer(),
};

/** Those that CSS began with, and some that are easily mistaken for one another. */
const NAMES: readonly string[] = (
  'black silver grey white maroon red purple magenta green lime olive yellow navy blue teal cyan ' +
  'orange gold goldenrod khaki beige ivory tan peru sienna chocolate brown firebrick crimson tomato coral salmon ' +
  'pink orchid plum violet indigo lavender turquoise steelblue'
).split(' ');

/** How many colours of painted pictures are found with their shares, and how many names are right. */
export const palette: Measurement = {
  name: 'palette',
  measure: async (run, extent) => [
    ...(await measureSet(run, extent, 'painted blocks')),
    ...(await measureSet(run, extent, 'soft, grainy blocks')),
    await measureNames(run, extent),
  ],
};

async function measureSet(run: RunPlugin, extent: Extent, set: string): Promise<readonly Figure[]> {
  const found: boolean[] = [];
  const there: boolean[] = [];
  for (let seed = 1; seed <= (extent === 'all' ? 60 : 3); seed++) {
    const picture = await paintBlocks(seed);
    const told = await coloursOf(run, (await SETS[set]?.(picture.png)) ?? picture.png, 0.03);
    found.push(...picture.colours.map((colour) => told.some((one) => isIt(one, colour))));
    there.push(...told.map((one) => isPainted(one, picture)));
  }
  return [
    { set, measure: 'colours found with their share', value: share(found) },
    { set, measure: 'told colours that are there', value: share(there) },
  ];
}

async function measureNames(run: RunPlugin, extent: Extent): Promise<Figure> {
  const right: boolean[] = [];
  for (const name of extent === 'all' ? NAMES : NAMES.slice(0, 8)) {
    // The decoder knows the names of CSS as well.
    const plain = sharp({ create: { width: 32, height: 32, channels: 3, background: name } });
    const [told] = await coloursOf(run, await plain.png().toBuffer(), 0);
    right.push(told?.name === name);
  }
  return { set: 'plain pictures of 40 CSS colours', measure: 'named rightly', value: share(right) };
}

async function coloursOf(run: RunPlugin, picture: Buffer, least: number): Promise<readonly ToldColour[]> {
  const { colors: told } = await run('palette', picture, { min_share: least });
  return told as readonly ToldColour[]; // as its schema says
}

function isIt(told: ToldColour, painted: PaintedPicture['colours'][number]): boolean {
  return isNear(told, painted.rgb) && Math.abs(told.share - painted.share) <= SHARE;
}

function isPainted(told: ToldColour, { colours }: PaintedPicture): boolean {
  return colours.some(({ rgb }) => isNear(told, rgb));
}

function isNear({ hex }: ToldColour, rgb: readonly number[]): boolean {
  const levels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return levelsApart(levels, rgb) <= LEVELS;
}
