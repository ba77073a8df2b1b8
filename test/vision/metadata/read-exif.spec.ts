import fc from 'fast-check';
import { capturedAt } from '../../../libs/vision/metadata/src/facts/captured-at.js';
import { cameraSettings } from '../../../libs/vision/metadata/src/facts/camera-settings.js';
import { gpsPosition } from '../../../libs/vision/metadata/src/facts/gps-position.js';
import { readExif } from '../../../libs/vision/metadata/src/exif/read-exif.js';
import { iccProfile } from '../../../libs/vision/metadata/src/container/icc-profile.js';
import { gpsTags } from '../../support/exif/camera-tags.js';
import { exifBlock } from '../../support/exif/exif-block.js';

const whole = exifBlock({
  image: [
    { id: 0x010f, type: 'ascii', value: 'Gatehouse Optics' },
    { id: 0x013b, type: 'ascii', value: Buffer.from('Zoë Ångström').toString('latin1') },
    { id: 0x8298, type: 'ascii', value: 'caf\xe9' },
    { id: 0x9c9b, type: 'byte', value: [...Buffer.from('Title\0', 'utf16le')] },
  ],
  exif: [
    { id: 0x9000, type: 'undefined', value: '0232' },
    { id: 0x9003, type: 'ascii', value: '2025:04:07 18:42:10' },
    { id: 0x9204, type: 'srational', value: [[-2, 3]] },
    { id: 0x927c, type: 'undefined', value: 'maker'.repeat(9) },
  ],
  gps: gpsTags('59 19 46 N', '18 4 7 E', { ref: 1, metres: 3 }),
});

/** All that the plugin makes of a block, as JSON text and back. */
function everythingOf(block: Uint8Array): unknown {
  const { tags, warnings } = readExif(block);
  const warn = (): void => undefined;
  const all = {
    tags,
    warnings,
    at: capturedAt(tags, warn),
    gps: gpsPosition(tags, warn),
    ...cameraSettings(tags),
  };
  expect(JSON.parse(JSON.stringify(all))).toEqual(all);
  return all;
}

describe('readExif', () => {
  it.each(['', 'Exif\0\0'])('reads a block behind the mark %j', (mark) => {
    const block = Buffer.concat([Buffer.from(mark, 'latin1'), whole]);
    expect(everythingOf(block)).toMatchObject({
      tags: {
        Make: 'Gatehouse Optics',
        Artist: 'Zoë Ångström',
        Copyright: 'café',
        XPTitle: 'Title',
        ExifVersion: '0232',
      },
      warnings: [],
      gps: { altitude: -3 },
    });
  });

  it('makes plain JSON of a block cut off anywhere, and keeps what came before the cut', () => {
    for (let length = 0; length < whole.length; length++) everythingOf(whole.subarray(0, length));
    const withoutGps = whole.subarray(0, whole.length - 60);
    expect(everythingOf(withoutGps)).toMatchObject({
      tags: { Make: 'Gatehouse Optics' },
      at: '2025-04-07T18:42:10',
    });
  });

  it('makes plain JSON of a block with any bytes changed', () => {
    const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.integer({ min: 0, max: 255 }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 12 }), (changes) => {
        const block = Buffer.from(whole);
        for (const { at, to } of changes) block[at] = to;
        everythingOf(block);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  it('makes plain JSON of noise behind a good header', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
        everythingOf(Buffer.concat([whole.subarray(0, 8), noise]));
      }),
      { seed: 7, numRuns: 1000 },
    );
  });

  it('says at most twenty times what is wrong', () => {
    const image = Array.from(
      { length: 200 },
      (_, i) => ({ id: 0xc000 + i, type: 'rational', value: [[0, 0]] }) as const,
    );
    expect(readExif(exifBlock({ image })).warnings).toHaveLength(20);
  });
});

describe('iccProfile', () => {
  it.each([0, 4, 127, 131, 140, 200])('takes a profile of %i bytes for one without a name', (length) => {
    expect(iccProfile(Buffer.alloc(length, 0xff))).toEqual({ name: null, bytes: length });
  });
});
