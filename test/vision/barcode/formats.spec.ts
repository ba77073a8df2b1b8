import sharp from 'sharp';
import { BARCODE_MANIFEST, BarcodeProcess } from '../../support/barcodes/barcode-process.ts';
import { drawBarcode, type BarcodeDrawing } from '../../support/barcodes/draw-barcode.ts';

/** One code of each format the plugin names; `text` where it is not what was written. */
const CODES: readonly (readonly [
  format: string,
  drawn: BarcodeDrawing['format'],
  content: string,
  text?: string,
])[] = [
  ['QR_CODE', 'QRCode', 'https://gatehouse.example/'],
  ['MICRO_QR_CODE', 'MicroQRCode', '12345'],
  ['RMQR_CODE', 'RMQRCode', 'HELLO GATE'],
  ['DATA_MATRIX', 'DataMatrix', 'Data Matrix 7'],
  ['AZTEC', 'AztecCode', 'TICKET 42'],
  ['MAXICODE', 'MaxiCode', 'PARCEL 42 TO THE GATE'],
  ['PDF_417', 'PDF417', 'stacked rows of bars'],
  ['MICRO_PDF_417', 'MicroPDF417', 'GATE 417'],
  ['EAN_13', 'EAN13', '4006381333931'],
  ['EAN_8', 'EAN8', '96385074'],
  ['UPC_A', 'UPCA', '036000291452'],
  ['UPC_E', 'UPCE', '01234565'],
  ['CODE_128', 'Code128', 'GH-2040'],
  ['CODE_39', 'Code39', 'GATE 39'],
  ['CODE_93', 'Code93', 'GATE 93'],
  ['CODABAR', 'Codabar', 'A40156B'],
  ['ITF', 'ITF', '12345670'],
  ['GS1_DATABAR', 'DataBarOmni', '0950110153001', '0109501101530010'],
  ['GS1_DATABAR_LIMITED', 'DataBarLtd', '0950110153001', '0109501101530010'],
  ['GS1_DATABAR_EXPANDED', 'DataBarExp', '[01]90012345678908[3103]001750', '01900123456789083103001750'],
];

describe('the formats of the barcode plugin', () => {
  const plugin = new BarcodeProcess();
  afterAll(() => {
    plugin.close();
  });

  it.each(CODES)('reads %s', async (format, drawn, content, text = content) => {
    const code = await drawBarcode({ format: drawn, content, scale: 4, quietZone: 10 });
    const { codes } = await plugin.readPixels(code);
    expect(codes.map((read) => [read.format, read.text])).toEqual([[format, text]]);
    expect(Buffer.from(codes[0]?.bytes ?? '', 'base64').toString('latin1')).toBe(text);
  });

  it('names in its manifest the formats that are read here, in options and result alike', () => {
    const schemas = JSON.stringify(BARCODE_MANIFEST);
    const enums = [...schemas.matchAll(/"enum":(\[[^\]]*\])/g)].map(
      ([, names]) => JSON.parse(names ?? '') as unknown,
    );
    expect(enums).toEqual([CODES.map(([format]) => format), CODES.map(([format]) => format)]);
  });

  it('looks only for the formats it is asked for', async () => {
    const code = await drawBarcode({ format: 'EAN13', content: '4006381333931', scale: 3, quietZone: 11 });
    expect((await plugin.readPixels(code, { formats: ['QR_CODE', 'CODE_128'] })).codes).toEqual([]);
    expect((await plugin.readPixels(code, { formats: ['EAN_13'] })).codes).toHaveLength(1);
  });

  it('tells a UPC-A as the EAN-13 it also is when only that was asked for', async () => {
    const code = await drawBarcode({ format: 'UPCA', content: '036000291452', scale: 3, quietZone: 11 });
    const { codes } = await plugin.readPixels(code, { formats: ['EAN_13'] });
    expect(codes.map(({ format, text }) => [format, text])).toEqual([['EAN_13', '0036000291452']]);
  });

  it('reads a code white on black whatever its format', async () => {
    for (const format of [
      'QRCode',
      'DataMatrix',
      'AztecCode',
      'PDF417',
      'EAN13',
      'Code128',
      'Code39',
      'ITF',
    ] as const) {
      const content = format === 'EAN13' ? '4006381333931' : '12345670';
      const code = await drawBarcode({ format, content, scale: 4, quietZone: 11 });
      const { codes } = await plugin.readPixels({ ...code, data: code.data.map((shade) => 255 - shade) });
      expect([format, codes.map(({ text }) => text)]).toEqual([format, [content]]);
    }
  });

  it.each(['png', 'webp', 'gif', 'tiff', 'avif', 'jpeg'] as const)('reads a %s file', async (type) => {
    const code = await drawBarcode({ format: 'QRCode', content: 'GATEHOUSE', scale: 4, quietZone: 4 });
    const raw = { width: code.width, height: code.height, channels: 1 as const };
    const file = await sharp(code.data, { raw }).toFormat(type).toBuffer();
    expect((await plugin.readFile(file)).codes.map(({ text }) => text)).toEqual(['GATEHOUSE']);
  });
});
