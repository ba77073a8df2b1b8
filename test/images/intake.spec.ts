import { AppConfig, readConfig } from '@gatehouse/config';
import { INTAKE_MIME_TYPES } from '@gatehouse/contracts';
import { isGatehouseError, type GatehouseError } from '@gatehouse/errors';
import { checkIntake, intakeLimits, type IntakeLimits } from '@gatehouse/images';
import { randomBytes } from 'node:crypto';
import {
  forgedApng,
  forgedAvif,
  forgedGif,
  forgedPng,
  forgedTiff,
  forgedWebp,
} from '../support/images/forged.js';
import { animation, ENCODING_NAMES, sample } from '../support/images/samples.js';

const LIMITS = intakeLimits(AppConfig.of(readConfig({})));

function refusalOf(
  bytes: Uint8Array,
  declared: string | null = null,
  limits: Partial<IntakeLimits> = {},
): GatehouseError {
  try {
    checkIntake(bytes, declared, { ...LIMITS, ...limits });
  } catch (error) {
    if (isGatehouseError(error)) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('checkIntake', () => {
  it('has the documented limits unless configured otherwise', () => {
    expect(LIMITS).toEqual({
      maxBytes: 20 * 1024 * 1024,
      maxPixels: 50_000_000,
      maxFrames: 64,
      maxDecodedBytes: 200 * 1024 * 1024,
    });
  });

  it.each(ENCODING_NAMES)('lets an honest $name through, declared or not', async ({ name, mimeType }) => {
    const bytes = await sample(name);
    expect(checkIntake(bytes, null, LIMITS)).toMatchObject({ mimeType, width: 64, height: 48 });
    expect(checkIntake(bytes, mimeType, LIMITS)).toMatchObject({ mimeType });
  });

  it.each([
    'image/jpeg',
    'IMAGE/JPEG',
    'image/jpg',
    ' image/pjpeg ; q=1',
    'image/jpeg; charset=binary',
    'application/octet-stream',
    '',
  ])('takes "%s" as a declaration of a JPEG', async (declared) => {
    expect(checkIntake(await sample('jpeg'), declared, LIMITS).mimeType).toBe('image/jpeg');
  });

  it.each(['image/png', 'text/plain', 'nonsense', 'constructor', `image/${'x'.repeat(5000)}`])(
    'refuses a JPEG declared as %.20s',
    async (declared) => {
      const refusal = refusalOf(await sample('jpeg'), declared);
      expect(refusal.code).toBe('IMAGE_TYPE_MISMATCH');
      expect(refusal.message.length).toBeLessThan(300);
    },
  );

  it.each([
    ['no bytes', new Uint8Array(), 'IMAGE_EMPTY'],
    ['one byte', new Uint8Array(1), 'IMAGE_TYPE_UNKNOWN'],
    ['noise', randomBytes(10_000), 'IMAGE_TYPE_UNKNOWN'],
    [
      'SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
      'IMAGE_TYPE_UNKNOWN',
    ],
    ['PDF', Buffer.from('%PDF-1.7'), 'IMAGE_TYPE_UNKNOWN'],
    ['BMP', Buffer.from('BM0000000000'), 'IMAGE_TYPE_UNKNOWN'],
    ['HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1'), 'IMAGE_TYPE_UNKNOWN'],
    ['a bare JPEG signature', Buffer.from([0xff, 0xd8, 0xff]), 'IMAGE_UNDECODABLE'],
    ['a header of 30000 x 30000', forgedPng(30_000, 30_000), 'IMAGE_TOO_MANY_PIXELS'],
    ['a header of 1 x 65536', forgedPng(1, 65_536), 'IMAGE_SIDE_TOO_LONG'],
    ['an AVIF of 16 megapixels', forgedAvif([], [], [4000, 4000]), 'IMAGE_TOO_MANY_PIXELS'],
    ['a header of 0 x 5', forgedPng(0, 5), 'IMAGE_UNDECODABLE'],
    ['16-bit RGBA of 6000 x 6000', forgedPng(6000, 6000, [], [16, 6]), 'IMAGE_DECODED_TOO_LARGE'],
    ['a GIF of 10,000 frames', forgedGif(10_000, 1), 'IMAGE_TOO_MANY_FRAMES'],
    ['a GIF frame far off its canvas', forgedGif(1, 1, [60_000, 60_000, 1]), 'IMAGE_TOO_MANY_PIXELS'],
    ['an APNG that says it has a billion frames', forgedApng(1_000_000_000, 1), 'IMAGE_TOO_MANY_FRAMES'],
    ['an APNG that says it has one frame of 5,000', forgedApng(1, 5000), 'IMAGE_TOO_MANY_FRAMES'],
    ['an APNG frame larger than its canvas', forgedApng(1, 1, 60_000), 'IMAGE_TOO_MANY_PIXELS'],
    ['a WebP frame larger than its canvas', forgedWebp(4, 9000, 4), 'IMAGE_TOO_MANY_PIXELS'],
    ['a WebP picture larger than its frame', forgedWebp(4, 4, 9000), 'IMAGE_TOO_MANY_PIXELS'],
    ['a WebP that says it is longer than it is', forgedWebp(4, 4, 4, 1_000_000), 'IMAGE_UNDECODABLE'],
    ['a TIFF of 100 pages', forgedTiff(Array.from({ length: 100 }, () => 8)), 'IMAGE_TOO_MANY_FRAMES'],
    ['a TIFF whose pages go round', forgedTiff([8, 8, 8], 8), 'IMAGE_UNDECODABLE'],
    ['a TIFF whose third page is huge', forgedTiff([8, 8, 8000, 8]), 'IMAGE_TOO_MANY_PIXELS'],
    [
      'a TIFF whose tiles are huge',
      forgedTiff([8], 0, [
        [322, 4, 1, 60_000],
        [323, 4, 1, 60_000],
      ]),
      'IMAGE_TOO_MANY_PIXELS',
    ],
  ] as const)('refuses %s', (_name, bytes, code) => {
    const refusal = refusalOf(bytes);
    expect(refusal.code).toBe(code);
    expect(refusal.errors).toEqual([{ pointer: '/image', message: expect.any(String) as string }]);
    expect(refusal.message).not.toMatch(/\{\w+\}/);
  });

  it('says by how much', () => {
    expect(refusalOf(forgedPng(18_000, 18_000)).message).toBe(
      'Image is 18000 x 18000 pixels; the limit is 50 megapixels. Send a smaller image or raise IMAGE_MAX_PIXELS.',
    );
  });

  it('says that a type has a limit of its own', () => {
    expect(refusalOf(forgedAvif([], [], [4000, 4000])).message).toBe(
      'Image is 4000 x 4000 pixels; the limit is 12.5 megapixels for image/avif, which is dear to decode. Send a smaller image or raise IMAGE_MAX_PIXELS.',
    );
  });

  it('says that a side is too long', () => {
    expect(refusalOf(forgedPng(1, 65_536)).message).toBe(
      'Image is 1 x 65536 pixels; no side may be longer than 65535. Send it in pieces or scaled down.',
    );
  });

  it.each([
    ['forged PNG of the longest side', forgedPng(65_535, 762)],
    ['AVIF of a camera of 12 megapixels', forgedAvif([], [], [4032, 3024])],
    ['PNG of 48 megapixels', forgedPng(8064, 6048)],
  ])('lets a %s through', (_name, bytes) => {
    expect(checkIntake(bytes, null, LIMITS).broken).toBeNull();
  });

  it.each([
    ['a BMP', Buffer.from('BM0000000000')],
    ['an ICO', Buffer.from([0, 0, 1, 0, 1, 0])],
    ['an SVG', Buffer.from('\ufeff <?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['an SVG', Buffer.from('\ufeff<svg width="9"/>', 'utf16le')],
    ['a PDF', Buffer.from('%PDF-1.7')],
    ['a HEIC or HEIF', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0heicmif1', 'latin1')],
    ['a PNM', Buffer.from('P6 9 9 255\n')],
    ['a markup', Buffer.from('<!doctype html>')],
  ])('calls %s by its name', (name, bytes) => {
    expect(refusalOf(bytes).message).toBe(
      `The bytes are ${name} file, which is not taken. Send one of: ${INTAKE_MIME_TYPES.join(', ')}.`,
    );
  });

  it.each(['gif', 'webp', 'tiff'] as const)(
    'counts the frames of a %s up to the limit exactly',
    async (format) => {
      const bytes = await animation(format, 7);
      expect(checkIntake(bytes, null, { ...LIMITS, maxFrames: 7 }).frames).toBe(7);
      expect(refusalOf(bytes, null, { maxFrames: 6 }).code).toBe('IMAGE_TOO_MANY_FRAMES');
    },
  );

  it('refuses in a fixed order: bytes, type, declaration, header, pixels, frames, decoded bytes', async () => {
    const bytes = await animation('gif', 7);
    const all = { maxBytes: 1, maxPixels: 1, maxFrames: 1, maxDecodedBytes: 1 };
    const fine = { ...LIMITS };
    expect(refusalOf(randomBytes(10), 'image/png', all).code).toBe('IMAGE_TOO_LARGE');
    expect(refusalOf(bytes, 'image/png', { ...all, maxBytes: fine.maxBytes }).code).toBe(
      'IMAGE_TYPE_MISMATCH',
    );
    expect(refusalOf(bytes, null, { ...all, maxBytes: fine.maxBytes }).code).toBe('IMAGE_TOO_MANY_PIXELS');
    expect(refusalOf(bytes, null, { maxFrames: 1, maxDecodedBytes: 1 }).code).toBe('IMAGE_TOO_MANY_FRAMES');
    expect(refusalOf(bytes, null, { maxDecodedBytes: 1 }).code).toBe('IMAGE_DECODED_TOO_LARGE');
    expect(refusalOf(forgedPng(0, 5), 'image/gif').code).toBe('IMAGE_TYPE_MISMATCH');
  });
});
