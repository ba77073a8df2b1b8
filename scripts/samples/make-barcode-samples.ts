/**
 * Makes the barcode pictures of docs/samples: `node scripts/samples/make-barcode-samples.ts`.
 * Seeded: the same pictures each time.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { texturedBackground } from '../../test/support/barcodes/background.ts';
import { drawBarcode, type BarcodeDrawing } from '../../test/support/barcodes/draw-barcode.ts';
import type { GreyImage } from '../../test/support/barcodes/grey-image.ts';
import { photograph, type PlacedLabel } from '../../test/support/barcodes/photograph.ts';
import { seededRandom } from '../../test/support/barcodes/seeded-random.ts';

const folder = fileURLToPath(new URL('../../docs/samples/', import.meta.url));

await mkdir(folder, { recursive: true });
await makeTinyQrCode();
await makeProductPhotograph();
await makeSheetOfCodes();

async function makeTinyQrCode(): Promise<void> {
  const code = await drawBarcode({ format: 'QRCode', content: 'GATEHOUSE', scale: 4, quietZone: 4 });
  await sharp(code.data, { raw: { width: code.width, height: code.height, channels: 1 } })
    .png({ palette: true, colours: 2, compressionLevel: 9 })
    .toFile(`${folder}qr-tiny.png`);
}

/** A label with an EAN-13 on a rough surface, seen aslant, half in shadow. */
async function makeProductPhotograph(): Promise<void> {
  const random = seededRandom(13);
  const label = await drawBarcode({
    ...{ format: 'EAN13', content: '4006381333931', scale: 4, quietZone: 12, barHeight: 46 },
  });
  const corners: PlacedLabel['corners'] = [
    ...([
      { x: 262, y: 150 },
      { x: 660, y: 262 },
    ] as const),
    ...([
      { x: 586, y: 486 },
      { x: 190, y: 362 },
    ] as const),
  ];
  const jpeg = await photograph(
    texturedBackground(860, 640, random),
    [{ label, corners }],
    { blur: 0.8, noise: 5, shading: 0.35, shadow: 0.3, ink: [35, 225], quality: 95 },
    random,
  );
  await sharp(jpeg)
    .toColourspace('srgb')
    .tint({ r: 210, g: 180, b: 140 })
    .jpeg({ quality: 60 })
    .toFile(`${folder}barcode-ean13.jpg`);
}

/** A sheet with one code of each common kind, some turned, one white on black. */
async function makeSheetOfCodes(): Promise<void> {
  const place = async (drawing: BarcodeDrawing, left: number, top: number, turn = 0, inverted = false) => ({
    input: await asPng(await drawBarcode(drawing), turn, inverted),
    left,
    top,
  });
  await sharp({ create: { width: 900, height: 640, channels: 3, background: '#fff' } })
    .composite([
      await place(
        { format: 'QRCode', content: 'https://gatehouse.example/', scale: 6, quietZone: 4 },
        20,
        20,
      ),
      await place({ format: 'DataMatrix', content: 'GATE 7', scale: 8, quietZone: 3 }, 300, 40, 0, true),
      await place({ format: 'AztecCode', content: 'TICKET 42', scale: 7, quietZone: 3 }, 520, 20, 30),
      await place(
        { format: 'EAN13', content: '4006381333931', scale: 3, quietZone: 11, barHeight: 34 },
        20,
        300,
      ),
      await place(
        { format: 'Code128', content: 'GH-2040', scale: 2, quietZone: 10, barHeight: 40 },
        470,
        240,
        20,
      ),
      await place(
        { format: 'PDF417', content: 'Every execution passes one gate.', scale: 3, quietZone: 4 },
        20,
        490,
      ),
      await place(
        { format: 'Code39', content: 'GATE-39', scale: 2, quietZone: 10, barHeight: 30 },
        730,
        300,
        90,
      ),
    ])
    .toColourspace('b-w')
    .png({ palette: true, colours: 16, compressionLevel: 9 })
    .toFile(`${folder}barcode-several.png`);
}

function asPng({ data, width, height }: GreyImage, turn: number, inverted: boolean): Promise<Buffer> {
  return sharp(inverted ? data.map((shade) => 255 - shade) : data, { raw: { width, height, channels: 1 } })
    .rotate(turn, { background: '#fff' })
    .png()
    .toBuffer();
}
