import sharp from 'sharp';
import { BARCODE_MANIFEST, BarcodeProcess } from '../../support/barcodes/barcode-process.ts';
import { drawBarcode, type BarcodeDrawing } from '../../support/barcodes/draw-barcode.ts';

/** One code of each format the plugin names. */
const CODES: readonly {
  readonly format: string;
  readonly drawn: BarcodeDrawing['format'];
  readonly content: string;
  /** Where it is read otherwise than written. */
  readonly text?: string;
}[] = [
  { format: 'QR_CODE', drawn: 'QRCode', content: 'https://gatehouse.example/' },
  { format: 'MICRO_QR_CODE', drawn: 'MicroQRCode', content: '12345' },
  { format: 'RMQR_CODE', drawn: 'RMQRCode', content: 'HELLO GATE' },
  { format: 'DATA_MATRIX', drawn: 'DataMatrix', content: 'Data Matrix 7' },
  { format: 'AZTEC', drawn: 'AztecCode', content: 'TICKET 42' },
  { format: 'MAXICODE', drawn: 'MaxiCode', content: 'PARCEL 42 TO THE GATE' },
  { format: 'PDF_417', drawn: 'PDF417', content: 'stacked rows of bars' },
  { format: 'MICRO_PDF_417', drawn: 'MicroPDF417', content: 'GATE 417' },
  { format: 'EAN_13', drawn: 'EAN13', content: '4006381333931' },
  { format: 'EAN_8', drawn: 'EAN8', content: '96385074' },
  { format: 'UPC_A', drawn: 'UPCA', content: '036000291452' },
  { format: 'UPC_E', drawn: 'UPCE', content: '01234565' },
  { format: 'CODE_128', drawn: 'Code128', content: 'GH-2040' },
  { format: 'CODE_39', drawn: 'Code39', content: 'GATE 39' },
  { format: 'CODE_93', drawn: 'Code93', content: 'GATE 93' },
  { format: 'CODABAR', drawn: 'Codabar', content: 'A40156B' },
  { format: 'ITF', drawn: 'ITF', content: '12345670' },
  { format: 'GS1_DATABAR', drawn: 'DataBarOmni', content: '0950110153001', text: '0109501101530010' },
  { format: 'GS1_DATABAR_LIMITED', drawn: 'DataBarLtd', content: '0950110153001', text: '0109501101530010' },
  {
    format: 'GS1_DATABAR_EXPANDED',
    drawn: 'DataBarExp',
    content: '[01]90012345678908[3103]001750',
    text: '01900123456789083103001750',
  },
];

describe('the formats of the barcode plugin', () => {
  const plugin = new BarcodeProcess();
  afterAll(() => {
    plugin.close();
  });

  it.each(CODES)('reads $format', async ({ format, drawn, content, text = content }) => {
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
    expect(enums).toEqual([CODES.map(({ format }) => format), CODES.map(({ format }) => format)]);
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
