import { BARCODE_MANIFEST, BarcodeProcess } from '../../support/barcodes/barcode-process.ts';
import { drawBarcode } from '../../support/barcodes/draw-barcode.ts';
import type { GreyImage } from '../../support/barcodes/grey-image.ts';
import { seededRandom } from '../../support/barcodes/seeded-random.ts';
import { Ajv2020 } from 'ajv/dist/2020.js';

const side = BARCODE_MANIFEST.input.max_side;
const random = seededRandom(5);

function filled(width: number, height: number, shade: (x: number, y: number) => number): GreyImage {
  const data = Uint8Array.from({ length: width * height }, (_, i) => shade(i % width, Math.floor(i / width)));
  return { data, width, height };
}

describe('odd input to the barcode plugin', () => {
  const plugin = new BarcodeProcess();
  const isValid = new Ajv2020({ strict: true, allErrors: true }).compile(BARCODE_MANIFEST.output_schema);
  afterAll(() => {
    plugin.close();
  });

  it.each([
    ['one black pixel', filled(1, 1, () => 0)],
    ['one row', filled(16384, 1, (x) => (x % 7 < 3 ? 0 : 255))],
    ['one column', filled(1, 16384, (_, y) => (y % 7 < 3 ? 0 : 255))],
    ['two pixels', filled(2, 1, (x) => x * 255)],
    ['all black', filled(640, 480, () => 0)],
    ['all white, as large as it gets', filled(side, side, () => 255)],
    ['noise', filled(1000, 1000, () => random.integer(0, 255))],
    ['stripes everywhere', filled(1600, 1200, (x) => (x % 6 < 3 ? 0 : 255))],
    ['a chessboard', filled(1200, 1200, (x, y) => (((x >> 2) + (y >> 2)) % 2 === 0 ? 0 : 255))],
    ['a slope', filled(777, 333, (x) => x / 4)],
  ])('finds nothing in %s, and says so in the shape of its schema', async (_, image) => {
    const output = await plugin.readPixels(image);
    expect(output).toEqual({ codes: [] });
    expect(isValid(output)).toBe(true);
  });

  it('reads the largest QR code there is', async () => {
    const content = 'GATEHOUSE!'.repeat(295);
    const drawing = { content, scale: 4, quietZone: 4, writerOptions: 'ecLevel=L' };
    const { codes } = await plugin.readPixels(await drawBarcode({ format: 'QRCode', ...drawing }));
    expect(codes.map(({ text }) => text === content)).toEqual([true]);
  });

  it('tells binary content byte by byte, with zeros and what is not text', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => (i * 37) % 256);
    const drawing = { content: bytes, scale: 4, quietZone: 4 };
    const output = await plugin.readPixels(await drawBarcode({ format: 'QRCode', ...drawing }));
    expect(output.codes.map((code) => [...Buffer.from(code.bytes, 'base64')])).toEqual([[...bytes]]);
    expect(isValid(output)).toBe(true);
  });

  it('tells text beyond ASCII as it was written', async () => {
    const content = 'Torhaus Zürich – 門番 🚪';
    const drawing = { content, scale: 4, quietZone: 4 };
    const { codes } = await plugin.readPixels(await drawBarcode({ format: 'QRCode', ...drawing }));
    expect(codes.map(({ text }) => text)).toEqual([content]);
  });

  it('reads a hundred codes in one picture, and no more than asked', async () => {
    const sheet = filled(1500, 1500, () => 255);
    for (let n = 0; n < 100; n++) {
      const code = await drawBarcode({ format: 'QRCode', content: `GATE ${n}`, scale: 4, quietZone: 4 });
      const left = (n % 10) * 150 + 15;
      for (let y = 0; y < code.height; y++) {
        const row = code.data.subarray(y * code.width, (y + 1) * code.width);
        sheet.data.set(row, (Math.floor(n / 10) * 150 + 15 + y) * sheet.width + left);
      }
    }
    const { codes } = await plugin.readPixels(sheet);
    expect(new Set(codes.map(({ text }) => text)).size).toBe(100);
    expect((await plugin.readPixels(sheet, { max_codes: 7 })).codes).toHaveLength(7);
  });

  it('answers the next image after each of these as if nothing had been', async () => {
    const code = await drawBarcode({ format: 'EAN13', content: '4006381333931', scale: 3, quietZone: 11 });
    expect((await plugin.readPixels(code)).codes.map(({ text }) => text)).toEqual(['4006381333931']);
  });
});
