/**
 * Makes the barcode pictures of docs/samples: `node scripts/samples/make-barcode-samples.ts`.
 * Seeded: the same pictures each time.
 */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { drawBarcode } from '../../test/support/barcodes/draw-barcode.ts';

const folder = fileURLToPath(new URL('../../docs/samples/', import.meta.url));

await mkdir(folder, { recursive: true });
await makeTinyQrCode();

async function makeTinyQrCode(): Promise<void> {
  const code = await drawBarcode({ format: 'QRCode', content: 'GATEHOUSE', scale: 4, quietZone: 4 });
  await sharp(code.data, { raw: { width: code.width, height: code.height, channels: 1 } })
    .png({ palette: true, colours: 2, compressionLevel: 9 })
    .toFile(`${folder}qr-tiny.png`);
}
