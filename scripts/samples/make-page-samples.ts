/*
 * Makes docs/samples/page-*: a letter, clean and as photographed. Needs the font Liberation Serif; run by hand with
 * `node scripts/samples/make-page-samples.ts`.
 */
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { LETTER_LINES } from './page-text.ts';
import { photographPage } from './photograph-page.ts';

const FONT_PX = 34;
const SAMPLES = new URL('../../docs/samples/', import.meta.url);

const lines = LETTER_LINES.map((line, i) => `<text x="85" y="${FONT_PX * (2 + 1.36 * i)}">${line}</text>`);
const letter = await sharp(
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1156" height="1020">
    <rect width="100%" height="100%" fill="#fff"/>
    <g font-family="Liberation Serif" font-size="${FONT_PX}" fill="#222">${lines.join('')}</g></svg>`),
)
  .greyscale()
  .png({ palette: true, colours: 16 })
  .toBuffer();

await writeFile(new URL('page-letter.png', SAMPLES), letter);
await writeFile(
  new URL('page-photographed.jpg', SAMPLES),
  await photographPage(letter, { degrees: 3, light: 'shadow', blur: 0.7, noise: 20, quality: 70 }),
);
await writeFile(
  new URL('page-on-its-side.jpg', SAMPLES),
  await sharp(await photographPage(letter, { light: 'lamp', blur: 0.5, noise: 15 }))
    .rotate(90)
    .jpeg({ quality: 70 })
    .toBuffer(),
);
