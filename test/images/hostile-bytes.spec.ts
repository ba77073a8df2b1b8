import { INTAKE_MIME_TYPES } from '@gatehouse/contracts';
import { inspectImage, type BrokenImage, type ImageInspection } from '@gatehouse/images';
import fc from 'fast-check';
import {
  avifTracks,
  forgedApng,
  forgedAvif,
  forgedGif,
  forgedTiff,
  forgedWebp,
} from '../support/images/forged.js';
import { animation, ENCODING_NAMES, sample } from '../support/images/samples.js';

/** What must hold of every answer, whatever the bytes were. */
function expectLawful(inspection: ImageInspection | BrokenImage | null): void {
  if (inspection === null) return;
  expect(INTAKE_MIME_TYPES).toContain(inspection.mimeType);
  if (inspection.broken !== null) {
    expect(inspection.broken.length).toBeGreaterThan(0);
    return;
  }
  const { width, height, orientation, frames, largest, channels, decodedBytes } = inspection;
  for (const number of [width, height, frames, channels]) {
    expect(Number.isSafeInteger(number) && number >= 1).toBe(true);
  }
  expect([1, 2, 3, 4, 5, 6, 7, 8]).toContain(orientation);
  expect(largest.width * largest.height).toBeGreaterThanOrEqual(width * height);
  expect(decodedBytes).toBeGreaterThanOrEqual(width * height);
}

const MAGIC = [
  '\xff\xd8\xff',
  '\x89PNG\r\n\x1a\n',
  'GIF89a',
  'II*\0',
  'MM\0*',
  'II+\0',
  'MM\0+',
  'RIFF0000WEBP',
];

describe('inspectImage on any bytes at all', () => {
  it('never throws on noise, with and without a signature before it', () => {
    const noise = fc.uint8Array({ maxLength: 3000 });
    const signature = fc.constantFrom('', '\0\0\0\x1cftypavif', ...MAGIC);
    fc.assert(
      fc.property(signature, noise, (start, rest) => {
        expectLawful(inspectImage(Buffer.concat([Buffer.from(start, 'latin1'), rest])));
      }),
      { numRuns: 3000 },
    );
  });

  describe('on real files that were tampered with', () => {
    let files: Uint8Array[];

    beforeAll(async () => {
      files = [
        ...(await Promise.all(ENCODING_NAMES.map(({ name }) => sample(name, 24, 16, 4)))),
        await animation('gif', 3),
        await animation('webp', 3),
        await animation('tiff', 3),
        forgedApng(3, 3),
        forgedAvif([], [avifTracks(5, 50)]),
        forgedGif(4, 9),
        forgedTiff([5, 6, 7]),
        forgedWebp(4, 5, 6),
      ];
    });

    it('never throws when bytes in them are others', () => {
      const change = fc.tuple(fc.nat(), fc.constantFrom(0, 1, 0x7f, 0x80, 0xfe, 0xff));
      fc.assert(
        fc.property(fc.nat(), fc.array(change, { minLength: 1, maxLength: 12 }), (pick, changes) => {
          const bytes = Uint8Array.from(files[pick % files.length] ?? []);
          // Headers are where numbers are: most changes go to the first hundreds of bytes.
          for (const [at, value] of changes) bytes[at % Math.min(bytes.length, 20 + (at % 700))] = value;
          expectLawful(inspectImage(bytes));
        }),
        { numRuns: 5000 },
      );
    });

    it('never throws when they end anywhere', () => {
      for (const file of files) {
        for (let end = 0; end < Math.min(file.length, 1500); end += 1)
          expectLawful(inspectImage(file.subarray(0, end)));
      }
    });

    it('never throws when pieces of two of them are joined', () => {
      fc.assert(
        fc.property(fc.nat(), fc.nat(), fc.nat(), fc.nat(), (one, other, end, start) => {
          const [head, tail] = [files[one % files.length], files[other % files.length]];
          if (head === undefined || tail === undefined) throw new Error('there are files');
          const bytes = Buffer.concat([
            head.subarray(0, end % head.length),
            tail.subarray(start % tail.length),
          ]);
          expectLawful(inspectImage(bytes));
        }),
        { numRuns: 2000 },
      );
    });
  });
});
