import sharp, { type Sharp } from 'sharp';
import type { Figure } from './figure.ts';
import type { Extent, Measurement } from './measurement.ts';
import type { RunPlugin } from './run-plugin.ts';
import { grain } from './support/grain.ts';
import { photo, PHOTO_NAMES, type PhotoName } from './support/photos.ts';
import { share } from './support/share.ts';

/** What is done to good photographs, and what must be said of them then. */
interface Harm {
  readonly set: string;
  readonly photos: readonly PhotoName[];
  readonly harm: (photo: Buffer) => Promise<Uint8Array>;
  /** The issue that must be found; null where there must be none. */
  readonly code: string | null;
}

const NIGHTS: readonly PhotoName[] = ['hubble', 'rocket'];
const DAYS = PHOTO_NAMES.filter((name) => !NIGHTS.includes(name));

const stored = (picture: Sharp): Promise<Buffer> => picture.jpeg({ quality: 85 }).toBuffer();
const blurred = (sigma: number) => (it: Buffer) => stored(sharp(it).blur(sigma));
const grainy = (deviation: number) => async (it: Buffer) => stored(sharp(await grain(it, deviation)));
/** Four times the light are 2 stops; levels are its 2.2nd root. */
const exposed = (stops: number) => (it: Buffer) => stored(sharp(it).linear(2 ** (stops / 2.2), 0));
const faded = (rest: number) => (it: Buffer) => stored(sharp(it).linear(rest, 128 * (1 - rest)));

const HARMS: readonly Harm[] = [
  { set: 'good photographs', photos: PHOTO_NAMES, harm: (it) => stored(sharp(it)), code: null },
  { set: 'half the size', photos: PHOTO_NAMES, harm: (it) => stored(sharp(it).resize(256)), code: null },
  { set: 'blur of 2 pixels', photos: PHOTO_NAMES, harm: blurred(2), code: 'BLURRED' },
  { set: 'blur of 1.5 pixels', photos: PHOTO_NAMES, harm: blurred(1.5), code: 'BLURRED' },
  { set: 'shaken photograph', photos: ['clock'], harm: (it) => stored(sharp(it)), code: 'BLURRED' },
  { set: 'noise of 15 levels', photos: PHOTO_NAMES, harm: grainy(15), code: 'NOISY' },
  { set: 'noise of 25 levels', photos: PHOTO_NAMES, harm: grainy(25), code: 'NOISY' },
  { set: '2 stops too bright', photos: DAYS, harm: exposed(2), code: 'OVEREXPOSED' },
  { set: '4 stops too dark', photos: PHOTO_NAMES, harm: exposed(-4), code: 'UNDEREXPOSED' },
  { set: 'a fifth of the contrast', photos: PHOTO_NAMES, harm: faded(0.2), code: 'LOW_CONTRAST' },
];

/** How many photographs, harmed by a known degree, are judged rightly. */
export const quality: Measurement = { name: 'quality', measure };

async function measure(run: RunPlugin, extent: Extent): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const { set, photos, harm, code } of HARMS) {
    const right: boolean[] = [];
    for (const name of extent === 'all' ? photos : photos.slice(0, 2)) {
      const { issues } = await run('quality', await harm(photo(name)));
      const codes = (issues as readonly { code: string }[]).map((issue) => issue.code); // as its schema says
      right.push(code === null ? codes.length === 0 : codes.includes(code));
    }
    figures.push({ set, measure: 'judged rightly', value: share(right) });
  }
  return figures;
}
