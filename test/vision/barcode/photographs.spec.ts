import { jest } from '@jest/globals';
import { BarcodeProcess } from '../../support/barcodes/barcode-process.ts';
import { Photographer } from '../../support/barcodes/photographer.ts';
import { SAMPLE_FORMATS, type SampleFormat } from '../../support/barcodes/sample-content.ts';
import type { ShootingCondition } from '../../support/barcodes/shooting-conditions.ts';

// a busy machine takes its time over the pictures; none of that is the plugin's
jest.setTimeout(180_000);

describe('photographed barcodes', () => {
  const plugin = new BarcodeProcess();
  const photographer = new Photographer();
  afterAll(() => {
    photographer.close();
    plugin.close();
  });

  async function missedIn(
    format: SampleFormat,
    condition: ShootingCondition,
    seed: number,
  ): Promise<string[]> {
    const picture = await photographer.take(format, condition, seed);
    const { codes } = await plugin.readFile(picture.jpeg);
    const read = codes.map((code) => `${code.format} ${code.text}`);
    return picture.codes.map((code) => `${code.format} ${code.text}`).filter((code) => !read.includes(code));
  }

  it.each(SAMPLE_FORMATS)('reads ordinary photographs of %s', async (format) => {
    for (let seed = 1; seed <= 4; seed++) expect(await missedIn(format, 'ordinary', seed)).toEqual([]);
  });

  it.each(['rotated', 'tilted', 'shaded', 'faint', 'compressed', 'inverted'] as const)(
    'reads all but one code of nine formats when they are %s',
    async (condition) => {
      const missed: string[] = [];
      for (const format of SAMPLE_FORMATS) missed.push(...(await missedIn(format, condition, 100)));
      expect(missed.length).toBeLessThanOrEqual(1);
    },
  );

  it.each(SAMPLE_FORMATS)('finds four codes of %s in one picture', async (format) => {
    expect(await missedIn(format, 'several', 7)).toEqual([]);
  });

  it('finds a small code in a picture of twelve megapixels', async () => {
    expect(await missedIn('EAN_13', 'small', 3)).toEqual([]);
    expect(await missedIn('DATA_MATRIX', 'small', 4)).toEqual([]);
  });

  it('finds nothing where there is nothing, however busy the picture', async () => {
    const { codes } = await plugin.readPixels(newsprint(1200, 900));
    expect(codes).toEqual([]);
  });

  it('when not told to try harder, makes one pass, which a linear code lying aslant needs more than', async () => {
    const { jpeg, codes } = await photographer.take('CODE_128', 'several', 7);
    const quick = await plugin.readFile(jpeg, { try_harder: false });
    expect(quick.codes.length).toBeLessThan(codes.length);
  });
});

/** Rows of upright strokes of uneven lengths and gaps, as of print too coarse to be text and too irregular for bars. */
function newsprint(width: number, height: number): { data: Uint8Array; width: number; height: number } {
  const data = new Uint8Array(width * height).fill(235);
  for (let y = 0; y < height; y++) {
    const line = Math.floor(y / 14);
    if (y % 14 > 9) continue;
    for (let x = 0; x < width; x++) {
      const stroke = Math.imul(line * 7919 + Math.floor(x / 3), 0x9e3779b1) >>> 28;
      if (stroke < 6) data[y * width + x] = 40 + stroke * 8;
    }
  }
  return { data, width, height };
}
