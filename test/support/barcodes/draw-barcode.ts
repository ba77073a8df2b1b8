import { readFileSync } from 'node:fs';
import { prepareZXingModule, writeBarcode, type WriterOptions } from 'zxing-wasm/writer';
import type { GreyImage } from './grey-image.ts';

// Without the binary at hand the library would fetch it.
const wasm = readFileSync(new URL(import.meta.resolve('zxing-wasm/writer/zxing_writer.wasm')));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

/** What to draw. */
export interface BarcodeDrawing {
  readonly format: NonNullable<WriterOptions['format']>;
  /** Bytes are written as they are, text as the format encodes it. */
  readonly content: string | Uint8Array;
  /** Pixels a module. */
  readonly scale: number;
  /** Modules of white on each side. */
  readonly quietZone: number;
  /** Rows of modules to keep of a linear code, whose height is free; others ignore it. */
  readonly barHeight?: number;
  /** The writer's own options, such as `ecLevel=L` or `version=40`. */
  readonly writerOptions?: string;
}

/** Draws a barcode, black on white, without text beneath. Throws when the content does not fit the format. */
export async function drawBarcode(drawing: BarcodeDrawing): Promise<GreyImage> {
  const written = await writeBarcode(drawing.content, {
    format: drawing.format,
    options: drawing.writerOptions ?? '',
  });
  if (written.error !== '') throw new Error(`${drawing.format}: ${written.error}`);
  const { symbol } = written;
  const rows = Math.min(symbol.height, drawing.barHeight ?? symbol.height);
  return enlarge({ data: Uint8Array.from(symbol.data), width: symbol.width, height: rows }, drawing);
}

function enlarge(symbol: GreyImage, { scale, quietZone }: BarcodeDrawing): GreyImage {
  const width = (symbol.width + 2 * quietZone) * scale;
  const height = (symbol.height + 2 * quietZone) * scale;
  const data = new Uint8Array(width * height).fill(255);
  for (let y = quietZone * scale; y < height - quietZone * scale; y++) {
    const row = (Math.floor(y / scale) - quietZone) * symbol.width;
    for (let x = quietZone * scale; x < width - quietZone * scale; x++) {
      data[y * width + x] = symbol.data[row + Math.floor(x / scale) - quietZone] ?? 255;
    }
  }
  return { data, width, height };
}
