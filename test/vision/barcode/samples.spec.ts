import { readFile, stat } from 'node:fs/promises';
import { BarcodeProcess } from '../../support/barcodes/barcode-process.ts';

const folder = new URL('../../../docs/samples/', import.meta.url);

describe('the barcode pictures of docs/samples', () => {
  const plugin = new BarcodeProcess();
  afterAll(() => {
    plugin.close();
  });

  it.each([
    ['qr-tiny.png', ['QR_CODE GATEHOUSE']],
    ['barcode-ean13.jpg', ['EAN_13 4006381333931']],
    [
      'barcode-several.png',
      [
        'DATA_MATRIX GATE 7',
        'QR_CODE https://gatehouse.example/',
        'AZTEC TICKET 42',
        'CODE_128 GH-2040',
        'EAN_13 4006381333931',
        'CODE_39 GATE-39',
        'PDF_417 Every execution passes one gate.',
      ],
    ],
  ])('%s holds what its page says', async (name, expected) => {
    const { codes } = await plugin.readFile(await readFile(new URL(name, folder)));
    expect(codes.map(({ format, text }) => `${format} ${text}`)).toEqual(expected);
  });

  it('has one small enough to be pasted as base64', async () => {
    expect((await stat(new URL('qr-tiny.png', folder))).size).toBeLessThan(600);
  });
});
