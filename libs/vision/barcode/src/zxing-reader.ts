import { readFile } from 'node:fs/promises';
import { prepareZXingModule, readBarcodes, type ReaderOptions, type ReadResult } from 'zxing-wasm/reader';
import { BARCODE_FORMATS, BARCODE_FORMAT_NAMES, type BarcodeFormat } from './barcode-formats.js';
import type { Finding } from './finding.js';
import type { GreyImage } from './grey-image.js';

/** What one pass over an image looks for. */
export interface PassSettings {
  readonly formats: readonly BarcodeFormat[];
  /** Whether to look at a copy of a third of the size too, in which codes with large modules are found. */
  readonly tryDownscale: boolean;
}

/** Loads the decoder from its package: without the bytes at hand it would fetch them from the network. */
export async function loadReader(): Promise<void> {
  const file = await readFile(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
  const wasmBinary = new Uint8Array(file).buffer; // a buffer of its own: a file's may be a slice of a pool
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

/** One pass of zxing over the image. Quads are in its pixels. */
export async function readPass(image: GreyImage, settings: PassSettings): Promise<readonly Finding[]> {
  const { formats, tryDownscale } = settings;
  if (formats.length === 0) return [];
  const options: ReaderOptions = {
    formats: formats.flatMap((format) => [...BARCODE_FORMATS[format].zxing]),
    tryHarder: true,
    tryRotate: true,
    tryInvert: true,
    tryDownscale,
    textMode: 'Plain',
    maxNumberOfSymbols: 255,
  };
  const results = await readBarcodes(asPortableGreyMap(image), options);
  return results.flatMap((result) => toFinding(result, formats) ?? []);
}

/**
 * The pixels behind the header of a PGM file, which zxing takes as they are. As `ImageData` they would be four times
 * the bytes, spread out here only to be drawn together again there.
 */
function asPortableGreyMap({ data, width, height }: GreyImage): Uint8Array {
  const header = Buffer.from(`P5\n${width} ${height}\n255\n`, 'latin1');
  const file = new Uint8Array(header.length + data.length);
  file.set(header);
  file.set(data, header.length);
  return file;
}

function toFinding(result: ReadResult, wanted: readonly BarcodeFormat[]): Finding | null {
  const format = nameOf(result, wanted);
  if (format === null) return null;
  const found = { format, quad: result.position, lines: result.lineCount };
  const digits = retailDigits(format, result);
  if (digits === null) return { ...found, text: result.text, bytes: result.bytes };
  return { ...found, text: digits, bytes: Buffer.from(digits, 'latin1') };
}

/** An EAN-13 that begins with 0 is a UPC-A: the same bars. It is told as the one that was asked for, first as UPC-A. */
function nameOf({ format, text }: ReadResult, wanted: readonly BarcodeFormat[]): BarcodeFormat | null {
  if (format === 'QRCode') return 'QR_CODE';
  if (format === 'Aztec') return 'AZTEC';
  if (format === 'Code39') return 'CODE_39';
  if (format === 'EAN13' && text.startsWith('0') && wanted.includes('UPC_A')) return 'UPC_A';
  const names: Readonly<Record<BarcodeFormat, { readonly zxing: readonly string[] }>> = BARCODE_FORMATS;
  return BARCODE_FORMAT_NAMES.find((name) => names[name].zxing.includes(format)) ?? null;
}

/** The digits printed beneath a UPC code, which zxing tells widened to 13; null for other formats. */
function retailDigits(format: BarcodeFormat, { text, extra }: ReadResult): string | null {
  if (format === 'UPC_A') return text.slice(-12);
  if (format !== 'UPC_E') return null;
  return /"UPCE":"(\d{8})"/.exec(extra)?.[1] ?? text;
}
