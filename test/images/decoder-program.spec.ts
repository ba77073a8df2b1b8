import { jest } from '@jest/globals';
import type { JsonObject } from '@gatehouse/contracts';
import { sampleImage } from '@gatehouse/plugin-testkit';
import sharp from 'sharp';
import { DecoderProgram } from '../../libs/images/src/decoding/decoder-program.js';
import { OUT_OF_TIME } from '../../libs/images/src/decoding/within-cpu-time.js';

const HARBOUR = await sampleImage('photo-harbour.jpg');
const QR = await sampleImage('qr-tiny.png');

const program = new DecoderProgram();
beforeAll(() => program.initialize());
afterAll(() => {
  // Of the addon, which all tests of this process share.
  sharp.unblock({ operation: ['VipsForeignLoad'] });
  sharp.concurrency(0);
  sharp.cache(true);
});

/** What a host asks of an image that it has read the header of. */
async function request(image: Uint8Array, rest: JsonObject): Promise<JsonObject> {
  const { width, height } = await sharp(image).metadata();
  return { width, height, maxPixels: width * height, maxSide: null, cpuMs: 60_000, ...rest };
}

async function call(image: Uint8Array, rest: JsonObject) {
  return program.call(await request(image, rest), image);
}

describe('the program of a decoder’s process', () => {
  it.each([
    ['rgba', 4],
    ['grey', 1],
  ])('turns a file into pixels that are %s', async (format, bytesAPixel) => {
    const { header, body } = await call(HARBOUR, { format, maxSide: 64 });
    const { autoOrient } = await sharp(HARBOUR).metadata();
    const { width, height } = autoOrient;
    const scale = 64 / Math.max(width, height);
    const scaled = { width: Math.round(width * scale), height: Math.round(height * scale) };
    expect(header).toEqual({ ...scaled, original: { width, height } });
    expect(body?.byteLength).toBe(scaled.width * scaled.height * bytesAPixel);
  });

  it('gives the very pixels of an image that has no loss', async () => {
    const { header, body } = await call(QR, { format: 'rgba' });
    const { data, info } = await sharp(QR).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
    const size = { width: info.width, height: info.height };
    expect(header).toEqual({ ...size, original: size });
    expect(Buffer.compare(body ?? Buffer.of(), data)).toBe(0);
  });

  it.each([
    ['large', HARBOUR],
    ['small', QR],
  ])('says of a %s image that is to stay encoded only that it decodes', async (_size, image) => {
    expect(await call(image, { format: 'encoded' })).toEqual({ header: {} });
  });

  it.each(['encoded', 'rgba', 'grey'])('fails on a file that is cut off, asked for %s', async (format) => {
    const header = await request(HARBOUR, { format });
    await expect(program.call(header, HARBOUR.subarray(0, HARBOUR.length / 2))).rejects.toThrow(
      /premature end|truncat/i,
    );
  });

  it('draws boxes on a picture, as a JPEG', async () => {
    const box = { x: 10, y: 10, width: 300, height: 200, caption: 'boat 93%' };
    const pictures = await Promise.all(
      [[], [box]].map(async (boxes) => (await call(HARBOUR, { maxSide: 400, boxes })).body ?? Buffer.of()),
    );
    const [plain, drawn] = await Promise.all(pictures.map((picture) => sharp(picture).raw().toBuffer()));
    const { format, width, height } = await sharp(pictures[1]).metadata();
    expect([format, Math.max(width, height)]).toEqual(['jpeg', 400]);
    expect(Buffer.compare(plain ?? Buffer.of(), drawn ?? Buffer.of())).not.toBe(0);
  });

  it('opens nothing but what the intake takes', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    const header = await request(QR, { format: 'rgba' });
    await expect(program.call(header, svg)).rejects.toThrow(/unsupported image format/);
  });

  it('refuses an image that has more pixels than its header was read to say', async () => {
    const header = await request(QR, { format: 'rgba', maxPixels: 10 });
    await expect(program.call(header, QR)).rejects.toThrow(/exceeds pixel limit/);
  });

  it.each<readonly [string, JsonObject]>([
    ['decode', { format: 'svg' }],
    ['decode', { format: 'rgba', cpuMs: 'all' }],
    ['render', { maxSide: 'none', boxes: [] }],
  ])('takes what is no %s request for a defect', async (what, rest) => {
    await expect(call(QR, rest)).rejects.toThrow(new TypeError(`not a ${what} request`));
  });

  it('takes what is no box for a defect', async () => {
    const wrong = { x: 1, y: 1, width: 1, height: 1, caption: null };
    await expect(call(QR, { maxSide: 100, boxes: [wrong] })).rejects.toThrow(new TypeError('not a box'));
  });

  it('gives up an image that takes more processor time than it may, and ends', async () => {
    const exit = jest.spyOn(process, 'exit').mockImplementation(() => undefined as never); // the process of the tests
    // Of 36 megapixels: more than the ten milliseconds until the time is looked at for the first time.
    const large = await sharp({ create: { width: 6000, height: 6000, channels: 3, background: '#a52a2a' } })
      .png()
      .toBuffer();
    try {
      await expect(call(large, { format: 'rgba', cpuMs: 1 })).rejects.toThrow(OUT_OF_TIME);
      await new Promise((resolve) => setImmediate(resolve));
      expect(exit.mock.calls).toEqual([[1]]);
    } finally {
      exit.mockRestore();
    }
  });

  it('decodes large images one after another', async () => {
    const side = 3000; // 36 MB of pixels: each makes it let go of what was before
    const large = await sharp({ create: { width: side, height: side, channels: 3, background: '#a52a2a' } })
      .jpeg()
      .toBuffer();
    for (let image = 0; image < 3; image++) {
      const { body } = await call(large, { format: 'rgba' });
      expect(body?.byteLength).toBe(side * side * 4);
    }
  });
});
