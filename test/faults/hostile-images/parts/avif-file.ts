import { ascii, be16, be32 } from '../../../support/images/bytes.js';
import { box, fullBox } from '../../../support/images/forged.js';

/** A compressed picture taken out of a real file. */
export interface Av1Picture {
  /** Its `av1C` box. */
  readonly config: Uint8Array;
  readonly data: Uint8Array;
}

/** The one picture of a file that holds no other item. */
export function av1Picture(file: Uint8Array): Av1Picture {
  const bytes = Buffer.from(file);
  const boxOf = (type: string): Buffer => {
    const at = bytes.indexOf(type) - 4;
    return bytes.subarray(at, at + bytes.readUInt32BE(at));
  };
  return { config: boxOf('av1C'), data: boxOf('mdat').subarray(8) };
}

/** One item of a file: what it is, its bytes, its properties and the items it is made of. */
export interface AvifItem {
  readonly type: string;
  readonly data: Uint8Array;
  /** Numbers of properties, from 1 on. */
  readonly properties: readonly number[];
  /** References by their type ("dimg", "auxl", "thmb") to ids of items. */
  readonly references?: Readonly<Record<string, readonly number[]>>;
}

export const ispe = (width: number, height: number): Buffer => fullBox('ispe', be32(width, height));
export const pixi = (...bits: number[]): Buffer => fullBox('pixi', Buffer.from([bits.length, ...bits]));
export const auxiliaryAlpha = fullBox('auxC', ascii('urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0'));

/** What a grid item says of itself: rows, columns, and the size of the whole. */
export const grid = (rows: number, columns: number, width: number, height: number): Buffer =>
  Buffer.concat([Buffer.from([0, 1, rows - 1, columns - 1]), be32(width, height)]);

const itemInfo = (type: string, id: number): Buffer =>
  box('infe', Buffer.from([2, 0, 0, 0]), be16(id, 0), ascii(type), Buffer.from([0]));

const itemsOf = (items: readonly AvifItem[]): Buffer =>
  fullBox('iinf', be16(items.length), ...items.map(({ type }, index) => itemInfo(type, index + 1)));

function locations(items: readonly AvifItem[], start: number): Buffer {
  let at = start;
  const entries = items.map(({ data }, index) => {
    const entry = Buffer.concat([be16(index + 1, 0, 1), be32(at, data.byteLength)]);
    at += data.byteLength;
    return entry;
  });
  return fullBox('iloc', Buffer.from([0x44, 0]), be16(items.length), ...entries);
}

const associations = (items: readonly AvifItem[]): Buffer =>
  fullBox(
    'ipma',
    be32(items.length),
    ...items.map(({ properties }, index) =>
      Buffer.concat([be16(index + 1), Buffer.from([properties.length, ...properties])]),
    ),
  );

const references = (items: readonly AvifItem[]): Buffer[] => {
  const boxes = items.flatMap(({ references: all = {} }, index) =>
    Object.entries(all).map(([type, to]) => box(type, be16(index + 1, to.length, ...to))),
  );
  return boxes.length === 0 ? [] : [fullBox('iref', ...boxes)];
};

/**
 * An AVIF file of any items and properties; the first item is its picture.
 *
 * @param more boxes put at the end of `meta`
 */
export function avif(
  items: readonly AvifItem[],
  properties: readonly Uint8Array[],
  more: readonly Uint8Array[] = [],
): Buffer {
  const start = box('ftyp', ascii('avif'), be32(0), ascii('avifmif1miaf'));
  const handler = fullBox('hdlr', be32(0), ascii('pict'), Buffer.alloc(13));
  const metaAt = (dataAt: number): Buffer =>
    fullBox(
      'meta',
      handler,
      fullBox('pitm', be16(1)),
      locations(items, dataAt),
      itemsOf(items),
      ...references(items),
      box('iprp', box('ipco', ...properties), associations(items)),
      ...more,
    );
  const dataAt = start.byteLength + metaAt(0).byteLength + 8;
  return Buffer.concat([start, metaAt(dataAt), box('mdat', ...items.map(({ data }) => data))]);
}
