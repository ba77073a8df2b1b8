/*
 * Measures how much of the sample letter the built ocr plugin reads under many shooting conditions, and prints the
 * table of docs/plugins/ocr.md. Run by hand: `npm run build && node test/vision/ocr/measure-accuracy.ts`.
 */
import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import ocr from '@gatehouse/vision-ocr';
import { LETTER_LINES } from '../../../scripts/samples/page-text.ts';
import { photographPage, type Shot } from '../../../scripts/samples/photograph-page.ts';
import { characterAccuracy } from '../../support/ocr/character-accuracy.ts';

const MAX_SIDE = 3200;
const SHOTS: Readonly<Record<string, Shot & { readonly turn?: number }>> = {
  'flat, even light': {},
  'light from one side, blur 0.8, noise 20': { light: 'side', blur: 0.8, noise: 20 },
  'lamp over a corner, blur 0.8, noise 20': { light: 'lamp', blur: 0.8, noise: 20 },
  'sharp shadow, blur 1, noise 20': { light: 'shadow', blur: 1, noise: 20 },
  'askew by 3°, light from one side': { degrees: 3, light: 'side', blur: 0.7, noise: 15 },
  'askew by 8°, lamp': { degrees: -8, light: 'lamp', blur: 0.7, noise: 15 },
  'askew by 15°': { degrees: 15 },
  'blur 2': { blur: 2 },
  'blur 3': { blur: 3 },
  'noise 90': { noise: 90 },
  'JPEG quality 12': { quality: 12, blur: 0.5 },
  'a seventh of the contrast': { contrast: 0.15, brightness: 120, noise: 8 },
  'underexposed to a fifth': { contrast: 0.2, brightness: 5, noise: 6 },
  'letters half as large (17 px)': { width: 578, blur: 0.4, noise: 10 },
  'letters a third as large (11 px)': { width: 385 },
  'letters of 9 px': { width: 306 },
  'three times as large': { width: 3468, light: 'lamp' },
  'on its right side, lamp': { turn: 90, light: 'lamp', noise: 15 },
  'upside down, lamp': { turn: 180, light: 'lamp', noise: 15 },
  'on its left side, askew by 5°': { turn: 270, degrees: 5, noise: 15 },
};

const letter = await readFile(new URL('../../../docs/samples/page-letter.png', import.meta.url));
const truth = LETTER_LINES.join('\n');
const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
await ocr.initialize?.({ logger: quiet });

let sum = 0;
console.log('| condition | characters right | confidence | ms |\n|---|---|---|---|');
for (const [condition, { turn = 0, ...shot }] of Object.entries(SHOTS)) {
  const photograph = await sharp(await photographPage(letter, shot))
    .rotate(turn)
    .toBuffer();
  const started = performance.now();
  const { text, confidence } = await read(photograph);
  const ms = Math.round(performance.now() - started);
  const accuracy = characterAccuracy(text, truth);
  sum += accuracy;
  console.log(`| ${condition} | ${percent(accuracy)} | ${confidence.toFixed(2)} | ${ms} |`);
}
console.log(`| **mean** | **${percent(sum / Object.keys(SHOTS).length)}** | | |`);

/** Hands the pixels over as the intake does. */
async function read(picture: Buffer): Promise<{ readonly text: string; readonly confidence: number }> {
  const { data, info } = await sharp(picture)
    .greyscale()
    .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = await sharp(picture).metadata();
  return ocr.run(
    {
      image: data,
      mimeType: 'image/jpeg',
      width: info.width,
      height: info.height,
      original: { width, height },
      options: { page_segmentation: 'auto', orientation: 'auto', min_confidence: 0.3 },
    },
    {
      jobId: null,
      signal: new AbortController().signal,
      deadline: Date.now() + 120_000,
      progress: () => undefined,
      logger: quiet,
    },
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
