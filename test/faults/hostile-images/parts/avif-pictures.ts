import { patched } from '../../../support/images/bytes.js';

import { sample } from '../../../support/images/samples.js';
import { av1Picture, avif, grid, ispe, pixi, type Av1Picture, type AvifItem } from './avif-file.js';
import { flat } from './bulk.js';

const TILE = 64;
const CODED = [1, 2, 3];

export const encoded = (side: number): Promise<Buffer> => flat((image) => image.avif({ effort: 0 }), side);
const tile = async (side = TILE): Promise<Av1Picture> => av1Picture(await encoded(side));
export const small = (): Promise<Uint8Array> => sample('avif');

/** A coded picture with further items, references and properties, and a say in its size. */
export async function still({
  size = [TILE, TILE],
  items = [],
  properties = [],
  references = {},
  more = [],
}: {
  readonly size?: readonly [number, number];
  readonly items?: readonly AvifItem[];
  readonly properties?: readonly Uint8Array[];
  readonly references?: NonNullable<AvifItem['references']>;
  readonly more?: readonly Uint8Array[];
}): Promise<Uint8Array> {
  const { config, data } = await tile();
  const first: AvifItem = {
    type: 'av01',
    data,
    properties: [...CODED, ...properties.map((_, at) => at + 4)],
    references,
  };
  return avif([first, ...items], [ispe(...size), pixi(8, 8, 8), config, ...properties], more);
}

/** A grid that says one size in its property and another in itself, and is made of one tile again and again. */
export async function tiles({
  rows,
  columns,
  shown,
  whole,
  side = TILE,
  loop = false,
  picture,
}: {
  readonly rows: number;
  readonly columns: number;
  readonly shown: number;
  readonly whole: number;
  readonly side?: number;
  readonly loop?: boolean;
  readonly picture?: Av1Picture;
}): Promise<Uint8Array> {
  const { config, data } = picture ?? (await tile(side));
  const of = Array<number>(rows * columns).fill(loop ? 1 : 2);
  return avif(
    [
      { type: 'grid', data: grid(rows, columns, whole, whole), properties: [4, 2], references: { dimg: of } },
      { type: 'av01', data, properties: CODED },
    ],
    [ispe(side, side), pixi(8, 8, 8), config, ispe(shown, shown)],
  );
}

/** The same property of a real file with other bytes. */
export async function changed(name: string, offset: number, bytes: Uint8Array): Promise<Uint8Array> {
  const file = await small();
  return patched(file, Buffer.from(file).indexOf(name) + offset, bytes);
}

export const empty = (type: string, references: AvifItem['references'] = {}): AvifItem => ({
  type,
  data: Buffer.alloc(1),
  properties: [1],
  references,
});
