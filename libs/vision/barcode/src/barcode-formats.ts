import type { ReadInputBarcodeFormat } from 'zxing-wasm/reader';

/**
 * The formats the plugin reads, by the names most barcode libraries share, and what zxing reads for each. Left out are
 * those that random stripes too easily look like, and the variants that rewrite the text (Code 32, PZN, ISBN).
 */
export const BARCODE_FORMATS = {
  QR_CODE: { kind: 'matrix', zxing: ['QRCodeModel1', 'QRCodeModel2'] },
  MICRO_QR_CODE: { kind: 'matrix', zxing: ['MicroQRCode'] },
  RMQR_CODE: { kind: 'matrix', zxing: ['RMQRCode'] },
  DATA_MATRIX: { kind: 'matrix', zxing: ['DataMatrix'] },
  AZTEC: { kind: 'matrix', zxing: ['AztecCode'] },
  MAXICODE: { kind: 'matrix', zxing: ['MaxiCode'] },
  PDF_417: { kind: 'stacked', zxing: ['PDF417', 'CompactPDF417'] },
  MICRO_PDF_417: { kind: 'stacked', zxing: ['MicroPDF417'] },
  EAN_13: { kind: 'linear', zxing: ['EAN13'] },
  EAN_8: { kind: 'linear', zxing: ['EAN8'] },
  UPC_A: { kind: 'linear', zxing: ['UPCA'] },
  UPC_E: { kind: 'linear', zxing: ['UPCE'] },
  CODE_128: { kind: 'linear', zxing: ['Code128'] },
  CODE_39: { kind: 'linear', zxing: ['Code39Std'] },
  CODE_93: { kind: 'linear', zxing: ['Code93'] },
  CODABAR: { kind: 'linear', zxing: ['Codabar'] },
  ITF: { kind: 'linear', zxing: ['ITF'] },
  GS1_DATABAR: { kind: 'linear', zxing: ['DataBarOmni', 'DataBarStk', 'DataBarStkOmni'] },
  GS1_DATABAR_LIMITED: { kind: 'linear', zxing: ['DataBarLtd'] },
  GS1_DATABAR_EXPANDED: { kind: 'linear', zxing: ['DataBarExp', 'DataBarExpStk'] },
} as const satisfies Record<string, FormatEntry>;

interface FormatEntry {
  /** Bars to be crossed by a line, rows of bars, or a grid of dots. */
  readonly kind: 'linear' | 'stacked' | 'matrix';
  readonly zxing: readonly ReadInputBarcodeFormat[];
}

/** The name of a format in options and results. */
export type BarcodeFormat = keyof typeof BARCODE_FORMATS;

/** All names, in the order of the manifest. */
export const BARCODE_FORMAT_NAMES = Object.freeze(Object.keys(BARCODE_FORMATS) as BarcodeFormat[]); // keys of the const above
