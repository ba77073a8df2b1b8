import type { BarcodeDrawing } from './draw-barcode.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A barcode to draw and what a reader must answer for it. */
export interface SampleBarcode {
  /** As the `barcode` plugin names it. */
  readonly format: string;
  readonly text: string;
  readonly drawing: Pick<BarcodeDrawing, 'format' | 'content' | 'quietZone' | 'barHeight' | 'writerOptions'>;
}

/** The formats whose accuracy is measured. */
export const SAMPLE_FORMATS = [
  'QR_CODE',
  'DATA_MATRIX',
  'AZTEC',
  'PDF_417',
  'EAN_13',
  'UPC_A',
  'CODE_128',
  'CODE_39',
  'ITF',
] as const;

/** One of the formats whose accuracy is measured. */
export type SampleFormat = (typeof SAMPLE_FORMATS)[number];

/** Content of an everyday length for the format, with its check digit where it has one. */
export function sampleBarcode(format: SampleFormat, random: SeededRandom): SampleBarcode {
  switch (format) {
    case 'QR_CODE':
      return sample(format, `https://gatehouse.example/t/${alphanumeric(random.integer(4, 16), random)}`, {
        format: 'QRCode',
        quietZone: 4,
        writerOptions: `ecLevel=${random.pick(['L', 'M', 'Q'])}`,
      });
    case 'DATA_MATRIX':
      return sample(format, `GH${digits(random.integer(8, 20), random)}`, {
        format: 'DataMatrix',
        quietZone: 2,
      });
    case 'AZTEC':
      return sample(format, `TICKET ${alphanumeric(random.integer(8, 30), random)}`, {
        format: 'AztecCode',
        quietZone: 2,
      });
    case 'PDF_417':
      return sample(format, `GATEHOUSE ${alphanumeric(random.integer(10, 40), random)}`, {
        format: 'PDF417',
        quietZone: 3,
      });
    case 'EAN_13':
      return sample(format, withCheckDigit(`4${digits(11, random)}`), linear('EAN13', 11));
    case 'UPC_A':
      return sample(format, withCheckDigit(digits(11, random)), linear('UPCA', 9));
    case 'CODE_128':
      return sample(format, `GH-${alphanumeric(random.integer(5, 12), random)}`, linear('Code128', 10));
    case 'CODE_39':
      return sample(format, alphanumeric(random.integer(5, 9), random), linear('Code39', 10));
    case 'ITF':
      return sample(format, withCheckDigit(digits(13, random)), linear('ITF', 10));
  }
}

function sample(
  format: SampleFormat,
  text: string,
  drawing: Omit<SampleBarcode['drawing'], 'content'>,
): SampleBarcode {
  return { format, text, drawing: { ...drawing, content: text } };
}

function linear(
  format: BarcodeDrawing['format'],
  quietZone: number,
): Omit<SampleBarcode['drawing'], 'content'> {
  return { format, quietZone, barHeight: 40 };
}

function digits(count: number, random: SeededRandom): string {
  return Array.from({ length: count }, () => String(random.integer(0, 9))).join('');
}

function alphanumeric(count: number, random: SeededRandom): string {
  const letters = Array.from('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  return Array.from({ length: count }, () => random.pick(letters)).join('');
}

/** GS1 check digit: weights 3 and 1 from the right. */
function withCheckDigit(body: string): string {
  const sum = Array.from(body)
    .reverse()
    .reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 3 : 1), 0);
  return `${body}${String((10 - (sum % 10)) % 10)}`;
}
