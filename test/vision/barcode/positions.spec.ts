import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { BarcodeProcess, type BarcodeResult } from '../../support/barcodes/barcode-process.ts';
import { drawBarcode } from '../../support/barcodes/draw-barcode.ts';

type Code = BarcodeResult['codes'][number];

describe('where codes are told to be', () => {
  const plugin = new BarcodeProcess();
  afterAll(() => {
    plugin.close();
  });

  async function read(file: Buffer): Promise<readonly Code[]> {
    return (await plugin.readFile(file)).codes;
  }

  it('tells the corners of a code in pixels, its own top left first', async () => {
    const [code] = await read(await onSheet('QRCode', 'GATEHOUSE', 0));
    expect(angleBetween(code?.orientation, 0)).toBeLessThanOrEqual(1);
    expect(near(code, { top_left: [332, 232], top_right: [468, 232], bottom_right: [468, 368] }, 8)).toEqual(
      [],
    );
  });

  it.each([0, 30, 90, 135, 180, -90, -45])('tells that a QR code is turned by %d degrees', async (turn) => {
    const [code] = await read(await onSheet('QRCode', 'GATEHOUSE', turn));
    expect(angleBetween(code?.orientation, turn)).toBeLessThanOrEqual(3);
  });

  it.each([0, 20, 60, 90, 135, 180, -90, -45])(
    'tells that a Code 128 is turned by %d degrees',
    async (turn) => {
      const [code] = await read(await onSheet('Code128', 'GH-2040', turn));
      expect(angleBetween(code?.orientation, turn)).toBeLessThanOrEqual(3);
    },
  );

  it('tells positions in pixels of the original where the picture was scaled down', async () => {
    const small = await onSheet('QRCode', 'GATEHOUSE', 0);
    const large = await sharp(small)
      .resize(800 * 8, undefined, { kernel: 'nearest' })
      .png()
      .toBuffer();
    const [code] = await read(large);
    expect(near(code, { top_left: [332 * 8, 232 * 8], bottom_right: [468 * 8, 368 * 8] }, 60)).toEqual([]);
  });

  it('tells positions in the picture turned upright by its EXIF orientation', async () => {
    const sideways = await sharp(await onSheet('QRCode', 'GATEHOUSE', 0))
      .extract({ left: 300, top: 0, width: 500, height: 600 })
      .rotate(90)
      .withMetadata({ orientation: 8 })
      .png()
      .toBuffer();
    const [code] = await read(sideways);
    expect(near(code, { top_left: [32, 232], bottom_right: [168, 368] }, 8)).toEqual([]);
  });

  it('tells codes in reading order, at most max_codes', async () => {
    const sheet = await readFile(new URL('../../../docs/samples/barcode-several.png', import.meta.url));
    const { codes } = await plugin.readFile(sheet, { max_codes: 3 });
    expect(codes.map(({ format }) => format)).toEqual(['DATA_MATRIX', 'QR_CODE', 'AZTEC']);
  });
});

/** A code in the middle of a sheet of 800 × 600, turned clockwise. */
async function onSheet(format: 'QRCode' | 'Code128', content: string, turn: number): Promise<Buffer> {
  const drawing = format === 'QRCode' ? { scale: 6.5 } : { scale: 3 };
  const code = await drawBarcode({ format, content, scale: Math.floor(drawing.scale), quietZone: 4 });
  const turned = await sharp(code.data, { raw: { width: code.width, height: code.height, channels: 1 } })
    .rotate(turn, { background: '#fff' })
    .png()
    .toBuffer();
  return sharp({ create: { width: 800, height: 600, channels: 3, background: '#fff' } })
    .composite([{ input: turned }])
    .png()
    .toBuffer();
}

function angleBetween(told: number | undefined, turn: number): number {
  const difference = Math.abs((told ?? Number.NaN) - turn) % 360;
  return Math.min(difference, 360 - difference);
}

/** The corners that are not where they should be. */
function near(
  code: Code | undefined,
  corners: Record<string, readonly [number, number]>,
  slack: number,
): string[] {
  return Object.entries(corners)
    .filter(([name, [x, y]]) => {
      const at = code?.position[name];
      return at === undefined || Math.hypot(at.x - x, at.y - y) > slack;
    })
    .map(([name]) => `${name}: ${JSON.stringify(code?.position[name])}`);
}
