import { AppConfig, readConfig } from '@gatehouse/config';
import {
  ImageDecoder,
  inspectImage,
  type DecodedImage,
  type DecodeOptions,
  type ImageInspection,
} from '@gatehouse/images';
import sharp, { type Sharp } from 'sharp';
import { animation, bytesOf, ENCODING_NAMES, picture, sample } from '../support/images/samples.js';

function headerOf(bytes: Uint8Array): ImageInspection {
  const inspection = inspectImage(bytes);
  if (inspection?.broken !== null) throw new Error('the test means an image whose header is sound');
  return inspection;
}

describe('ImageDecoder', () => {
  const decoder = new ImageDecoder(AppConfig.of(readConfig({ DECODER_PROCESSES: '1' })));

  beforeAll(() => decoder.onApplicationBootstrap());
  afterAll(() => decoder.onApplicationShutdown());

  async function decode(bytes: Uint8Array, options: Partial<DecodeOptions> = {}): Promise<DecodedImage> {
    return decoder.decode(bytes, headerOf(bytes), { format: 'rgba', maxSide: null, ...options });
  }

  it.each(ENCODING_NAMES)('gives the pixels of a $name', async ({ name }) => {
    const bytes = await sample(name, 61, 43);
    const expected = await sharp(bytes)
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer();
    const decoded = await decode(bytes);
    expect(decoded).toMatchObject({ width: 61, height: 43, original: { width: 61, height: 43 } });
    expect(Buffer.compare(decoded.image, expected)).toBe(0);
  });

  it.each(ENCODING_NAMES)('hands an intact $name on as it was sent', async ({ name }) => {
    const bytes = await sample(name, 61, 43);
    const decoded = await decode(bytes, { format: 'encoded' });
    expect(decoded.image).toBe(bytes);
    expect(decoded).toMatchObject({ width: 61, height: 43, original: { width: 61, height: 43 } });
  });

  it('hands on without a process what it found sound before, and nothing else of that length', async () => {
    const known = await sample('jpeg', 61, 43);
    const damaged = Uint8Array.from(known).fill(0, known.length - 200);
    const own = new ImageDecoder(AppConfig.of(readConfig({ DECODER_PROCESSES: '1' })));
    const handOn = (bytes: Uint8Array): Promise<DecodedImage> =>
      own.decode(bytes, headerOf(known), { format: 'encoded', maxSide: null });
    await own.onApplicationBootstrap();
    await handOn(known);
    await expect(handOn(damaged)).rejects.toMatchObject({ code: 'IMAGE_UNDECODABLE' });
    await own.onApplicationShutdown();
    const again = Uint8Array.from(known);
    expect((await handOn(again)).image).toBe(again);
    const cancelled = { format: 'encoded', maxSide: null, signal: AbortSignal.abort() } as const;
    await expect(own.decode(known, headerOf(known), cancelled)).rejects.toThrow();
    await expect(handOn(damaged)).rejects.toMatchObject({ code: 'WORKER_LOST' });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('turns an image of orientation %d upright', async (orientation) => {
    const stored = picture(24, 16);
    const bytes = await bytesOf(stored.withMetadata({ orientation }).png());
    const { data, info } = await sharp(bytes)
      .autoOrient()
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const upright = { width: info.width, height: info.height };
    const decoded = await decode(bytes);
    expect(decoded).toMatchObject({ ...upright, original: upright });
    expect(Buffer.compare(decoded.image, data)).toBe(0);
    const encoded = await decode(bytes, { format: 'encoded' });
    expect(encoded).toMatchObject({ width: 24, height: 16, original: upright });
  });

  it('turns a picture that lies on its side: what was left is on top', async () => {
    const stored = new Uint8Array(2 * 1 * 3).fill(0);
    stored.set([255, 0, 0]); // red, then black, side by side
    const bytes = await bytesOf(
      sharp(stored, { raw: { width: 2, height: 1, channels: 3 } })
        .withMetadata({ orientation: 6 })
        .png(),
    );
    const decoded = await decode(bytes);
    expect(decoded).toMatchObject({ width: 1, height: 2 });
    expect([...decoded.image]).toEqual([255, 0, 0, 255, 0, 0, 0, 255]);
  });

  it('scales down to the longest side asked for, and says what it was before', async () => {
    const bytes = await bytesOf(picture(200, 100).withMetadata({ orientation: 6 }).jpeg());
    const decoded = await decode(bytes, { format: 'grey', maxSide: 50 });
    expect(decoded).toMatchObject({ width: 25, height: 50, original: { width: 100, height: 200 } });
    expect(decoded.image.byteLength).toBe(25 * 50);
  });

  it('never scales up', async () => {
    expect(await decode(await sample('png', 20, 10), { maxSide: 500 })).toMatchObject({
      width: 20,
      height: 10,
    });
  });

  it('keeps transparency in rgba, and puts white behind it for grey', async () => {
    const half = { r: 0, g: 0, b: 0, alpha: 0.5 };
    const bytes = await bytesOf(
      sharp({ create: { width: 2, height: 2, channels: 4, background: half } }).png(),
    );
    const rgba = await decode(bytes);
    expect([...rgba.image.subarray(0, 4)]).toEqual([0, 0, 0, 128]);
    const grey = await decode(bytes, { format: 'grey' });
    expect(grey.image.byteLength).toBe(4);
    expect(Math.abs((grey.image[0] ?? 0) - 127)).toBeLessThanOrEqual(1);
  });

  it.each(['16-bit png', 'cmyk jpeg', 'palette png', 'grey jpeg'])('makes grey of a %s', async (name) => {
    const decoded = await decode(await sample(name, 31, 17), { format: 'grey' });
    expect(decoded.image.byteLength).toBe(31 * 17);
    expect(new Set(decoded.image).size).toBeGreaterThan(4);
  });

  const RED = { r: 200, g: 30, b: 60 };
  const red = (): Sharp => sharp({ create: { width: 9, height: 9, channels: 3, background: RED } });

  it.each<[string, Sharp]>([
    ['a wide-gamut profile', red().withIccProfile('p3').png()],
    ['16 bits a channel', red().toColourspace('rgb16').tiff({ compression: 'lzw' })],
    ['Lab colours', red().toColourspace('lab').tiff({ compression: 'none' })],
    ['floating-point light', red().toColourspace('scrgb').tiff({ compression: 'none' })],
    ['10-bit AVIF', red().avif({ bitdepth: 10, quality: 90 })],
    ['a palette', red().png({ palette: true })],
  ])('gives sRGB of 8 bits for %s', async (_name, image) => {
    const { image: pixels } = await decode(await bytesOf(image));
    expect(pixels.byteLength).toBe(9 * 9 * 4);
    const far = [...pixels.subarray(0, 4)].filter(
      (value, at) => Math.abs(value - ([200, 30, 60, 255][at] ?? 0)) > 4,
    );
    expect(far).toEqual([]);
  });

  it.each(['gif', 'webp', 'tiff'] as const)('takes the first frame of a %s of five', async (format) => {
    const decoded = await decode(await animation(format, 5, 20, 16));
    expect(decoded).toMatchObject({ width: 20, height: 16 });
    expect(decoded.image.byteLength).toBe(20 * 16 * 4);
  });
});
