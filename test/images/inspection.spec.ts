import { inspectImage, type ImageInspection } from '@gatehouse/images';
import sharp from 'sharp';
import { animation, bytesOf, ENCODING_NAMES, picture, sample } from '../support/images/samples.js';

function sound(bytes: Uint8Array): ImageInspection {
  const inspection = inspectImage(bytes);
  if (inspection?.broken !== null) throw new Error(`not sound: ${JSON.stringify(inspection)}`);
  return inspection;
}

const SIZES = [
  [1, 1],
  [7, 300],
  [300, 7],
  [257, 129],
] as const;

describe('inspectImage beside what sharp itself says', () => {
  const cases = ENCODING_NAMES.flatMap((encoding) =>
    SIZES.map(([width, height]) => ({ ...encoding, width, height })),
  );

  it.each(cases)('$name of $width x $height', async ({ name, mimeType, width, height }) => {
    const bytes = await sample(name, width, height);
    const metadata = await sharp(bytes).metadata();
    const inspection = sound(bytes);
    expect(inspection).toMatchObject({
      mimeType,
      width: metadata.width,
      height: metadata.height,
      orientation: metadata.orientation ?? 1,
      frames: metadata.pages ?? 1,
    });
    if (mimeType !== 'image/gif') expect(inspection.channels).toBe(metadata.channels);
    const { data } = await sharp(bytes)
      .raw({ depth: depthOf(metadata.depth) })
      .toBuffer({ resolveWithObject: true });
    if (!name.startsWith('cmyk')) expect(inspection.decodedBytes).toBeGreaterThanOrEqual(data.byteLength);
    expect(inspection.decodedBytes).toBeGreaterThanOrEqual(width * height);
  });

  it.each(['png', 'webp', 'lossless webp', 'tiff', 'avif', 'palette png'])(
    '%s with transparency',
    async (name) => {
      const bytes = await sample(name, 33, 21, 4);
      const metadata = await sharp(bytes).metadata();
      expect(sound(bytes)).toMatchObject({ width: 33, height: 21, channels: metadata.channels });
    },
  );

  it.each(
    (['jpeg', 'png', 'webp', 'tiff'] as const).flatMap((format) =>
      [1, 2, 3, 4, 5, 6, 7, 8].map((orientation) => ({ format, orientation })),
    ),
  )('$format of orientation $orientation', async ({ format, orientation }) => {
    const bytes = await bytesOf(picture(40, 30).withMetadata({ orientation }).toFormat(format));
    const metadata = await sharp(bytes).metadata();
    expect(metadata.orientation).toBe(orientation);
    expect(sound(bytes)).toMatchObject({ width: 40, height: 30, orientation });
  });

  it.each(
    (['gif', 'webp', 'tiff'] as const).flatMap((format) => [2, 5, 65].map((frames) => ({ format, frames }))),
  )('$format of $frames frames', async ({ format, frames }) => {
    const bytes = await animation(format, frames);
    const metadata = await sharp(bytes).metadata();
    expect(metadata.pages).toBe(frames);
    expect(sound(bytes)).toMatchObject({ width: 20, height: 16, frames, largest: { width: 20, height: 16 } });
  });
});

const depthOf = (depth: string | undefined): 'uchar' | 'ushort' => (depth === 'ushort' ? 'ushort' : 'uchar');
