/*
 * Makes docs/samples/photo-harbour.jpg: a drawn scene in a JPEG as a camera writes it, lying on its side with EXIF
 * orientation 6 and a GPS position. Run by hand with `node scripts/samples/make-photo-samples.ts`.
 */
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { exifBlock } from '../../test/support/exif/exif-block.ts';
import { jpegWithExif } from '../../test/support/exif/jpeg-with-exif.ts';

const UPRIGHT = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="640">
  <linearGradient id="sky" x2="0" y2="1"><stop stop-color="#7fb2d9"/><stop offset="1" stop-color="#f4d9b0"/></linearGradient>
  <linearGradient id="sea" x2="0" y2="1"><stop stop-color="#5d8aa0"/><stop offset="1" stop-color="#1f4152"/></linearGradient>
  <rect width="480" height="400" fill="url(#sky)"/><rect y="400" width="480" height="240" fill="url(#sea)"/>
  <circle cx="350" cy="330" r="34" fill="#ffe9b8"/>
  <path d="M0 400 L90 330 L150 370 L240 310 L330 400Z" fill="#4d6b57"/>
  <path d="M150 470 h150 l-25 40 h-100z" fill="#a33c2c"/><path d="M222 466 V300 l70 150z" fill="#f7f3e8"/>
  <path d="M218 466 V330 l-50 120z" fill="#e5ddc8"/></svg>`;

const camera = exifBlock({
  image: [
    { id: 0x010f, type: 'ascii', value: 'Gatehouse Optics' },
    { id: 0x0110, type: 'ascii', value: 'Drawbridge 2' },
    { id: 0x0112, type: 'short', value: [6] },
    { id: 0x011a, type: 'rational', value: [[72, 1]] },
    { id: 0x011b, type: 'rational', value: [[72, 1]] },
    { id: 0x0128, type: 'short', value: [2] },
    { id: 0x0131, type: 'ascii', value: 'Firmware 1.4' },
    { id: 0x0132, type: 'ascii', value: '2025:04:07 18:42:10' },
    { id: 0x8298, type: 'ascii', value: 'Gatehouse contributors, CC0' },
  ],
  exif: [
    { id: 0x829a, type: 'rational', value: [[1, 250]] },
    { id: 0x829d, type: 'rational', value: [[56, 10]] },
    { id: 0x8827, type: 'short', value: [200] },
    { id: 0x9000, type: 'undefined', value: '0300' },
    { id: 0x9003, type: 'ascii', value: '2025:04:07 18:42:10' },
    { id: 0x9004, type: 'ascii', value: '2025:04:07 18:42:10' },
    { id: 0x9011, type: 'ascii', value: '+02:00' },
    { id: 0x9204, type: 'srational', value: [[-1, 3]] },
    { id: 0x9207, type: 'short', value: [5] },
    { id: 0x9209, type: 'short', value: [16] },
    { id: 0x920a, type: 'rational', value: [[24, 1]] },
    { id: 0x9286, type: 'undefined', value: 'ASCII\0\0\0The harbour at dusk' },
    { id: 0x9291, type: 'ascii', value: '37' },
    { id: 0xa001, type: 'short', value: [1] },
    { id: 0xa405, type: 'short', value: [36] },
    { id: 0xa434, type: 'ascii', value: 'GH 24mm F2.8' },
  ],
  gps: [
    { id: 0x0000, type: 'byte', value: [2, 3, 0, 0] },
    { id: 0x0001, type: 'ascii', value: 'N' },
    {
      id: 0x0002,
      type: 'rational',
      value: [
        [59, 1],
        [19, 1],
        [4610, 100],
      ],
    },
    { id: 0x0003, type: 'ascii', value: 'E' },
    {
      id: 0x0004,
      type: 'rational',
      value: [
        [18, 1],
        [4, 1],
        [790, 100],
      ],
    },
    { id: 0x0005, type: 'byte', value: [0] },
    { id: 0x0006, type: 'rational', value: [[125, 10]] },
    { id: 0x0012, type: 'ascii', value: 'WGS-84' },
  ],
});

// Held on its side, the camera stores the scene turned against the clock; orientation 6 turns it back.
const stored = await sharp(Buffer.from(UPRIGHT)).flatten().rotate(270).jpeg({ quality: 82 }).toBuffer();
await writeFile(
  new URL('../../docs/samples/photo-harbour.jpg', import.meta.url),
  jpegWithExif(stored, camera),
);
