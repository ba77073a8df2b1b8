import { BrokenHeader } from './broken-header.js';
import { boxesIn, findBox, FULL_BOX_HEADER, type Box } from './boxes.js';
import type { ByteReader } from './byte-reader.js';

/** The still picture of an AVIF file: the properties of its primary item, and those of all items. */
export interface AvifProperties {
  readonly primary: readonly Box[];
  readonly all: readonly Box[];
}

function primaryItemId(meta: ByteReader): number {
  const item = findBox(meta, 'pitm', FULL_BOX_HEADER);
  if (item === null) throw new BrokenHeader('it names no primary picture');
  return item.content.u8(0) === 0 ? item.content.u16(4) : item.content.u32(4);
}

/** Numbers, from 1 on, of the properties that an association box (ISO/IEC 23008-12, 9.3) gives to an item. */
function propertyNumbers(association: ByteReader, itemId: number): number[] {
  const wideIds = association.u8(0) > 0;
  const wideNumbers = (association.u8(3) & 1) === 1;
  const items = association.u32(4);
  let at = 8;
  for (let item = 0; item < items; item += 1) {
    const id = wideIds ? association.u32(at) : association.u16(at);
    at += wideIds ? 4 : 2;
    const count = association.u8(at);
    const step = wideNumbers ? 2 : 1;
    const numberAt = (index: number): number =>
      wideNumbers ? association.u16(at + 1 + index * 2) & 0x7fff : association.u8(at + 1 + index) & 0x7f;
    if (id === itemId) return Array.from({ length: count }, (_, index) => numberAt(index));
    at += 1 + count * step;
  }
  return [];
}

/**
 * @param meta content of the file's `meta` box
 * @throws BrokenHeader where it names no primary picture or gives it no properties
 */
export function avifProperties(meta: ByteReader): AvifProperties {
  const properties = findBox(meta, 'iprp', FULL_BOX_HEADER);
  const container = properties && findBox(properties.content, 'ipco');
  const association = properties && findBox(properties.content, 'ipma');
  if (!container || !association) throw new BrokenHeader('it says nothing of its pictures');
  const all = [...boxesIn(container.content)];
  const numbers = propertyNumbers(association.content, primaryItemId(meta));
  return { all, primary: numbers.flatMap((number) => all[number - 1] ?? []) };
}
