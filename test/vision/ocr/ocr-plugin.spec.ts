import sharp from 'sharp';
import { LETTER_LINES } from '../../../scripts/samples/page-text.js';
import { sample, ask } from '../../support/http.js';
import { analyzePicture } from '../../support/ocr/analyze-picture.js';
import { characterAccuracy } from '../../support/ocr/character-accuracy.js';
import { startServer, type RunningServer } from '../../support/start-server.js';
import { ALL_PLUGINS } from '../../support/light-plugins.js';

interface Text {
  readonly text: string;
  readonly confidence: number;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}
interface Result extends Omit<Text, 'box'> {
  readonly orientation: number;
  readonly skew: number;
  readonly lines: readonly Text[];
  readonly words: readonly Text[];
}

const LETTER = LETTER_LINES.join('\n');
const NOTHING = { text: '', confidence: 0, orientation: 0, skew: 0, lines: [], words: [] };
const letter = sample('page-letter.png');

let server: RunningServer;
beforeAll(async () => {
  server = await startServer(ALL_PLUGINS);
});
afterAll(() => server.close());

async function read(picture: Uint8Array, type: string, options: object = {}): Promise<Result> {
  return (await analyzePicture(server.url, 'ocr', picture, type, options)) as Result; // output_schema holds it to that
}

/** Cuts a word out of the upright original by its box alone, turns it upright, and reads it as a line. */
async function readAgain(picture: Uint8Array, { box }: Text, orientation: number): Promise<string> {
  const upright = await sharp(picture).autoOrient().png().toBuffer();
  const cut = await sharp(upright)
    .extract({ left: box.x, top: box.y, width: box.width, height: box.height })
    .extend({ top: 12, bottom: 12, left: 12, right: 12, background: '#fff' })
    .png()
    .toBuffer();
  const turned = await sharp(cut).rotate(orientation).png().toBuffer();
  return (await read(turned, 'png', { page_segmentation: 'single_line', orientation: 'upright' })).text;
}

describe('the ocr plugin', () => {
  it('reads a clean letter to the letter, its paragraphs and lines apart', async () => {
    const result = await read(letter, 'png');
    expect(result.text).toBe(LETTER);
    expect(result.lines.map(({ text }) => text)).toEqual(LETTER_LINES.filter((line) => line !== ''));
    expect(result.words.map(({ text }) => text)).toEqual(LETTER.split(/\s+/));
    expect(result).toMatchObject({ orientation: 0, skew: 0 });
    expect(result.confidence).toBeGreaterThan(0.9);
  });

  it.each([
    ['page-photographed.jpg', 0, 3],
    ['page-on-its-side.jpg', 270, 0],
  ])('reads %s', async (name, orientation, skew) => {
    const result = await read(sample(name), 'jpeg');
    expect(characterAccuracy(result.text, LETTER)).toBeGreaterThan(0.98);
    expect(result.orientation).toBe(orientation);
    expect(result.skew).toBeCloseTo(skew, 0);
  });

  it.each([
    [0, 0],
    [90, 270],
    [180, 180],
    [270, 90],
  ])('reads a letter turned by %i degrees, with boxes that hit the words', async (turn, orientation) => {
    const picture = await sharp(letter).rotate(turn).png().toBuffer();
    const result = await read(picture, 'png');
    expect(characterAccuracy(result.text, LETTER)).toBeGreaterThan(0.98);
    expect(result.orientation).toBe(orientation);
    for (const wanted of ['footbridge', '48,250', 'Lindqvist,']) {
      const word = result.words.find(({ text }) => text === wanted);
      expect(word === undefined ? wanted : await readAgain(picture, word, orientation)).toBe(wanted);
    }
  });

  it('follows the EXIF orientation, and tells places in the upright picture', async () => {
    const picture = await sharp(letter)
      .rotate(270)
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 90 })
      .toBuffer();
    const result = await read(picture, 'jpeg');
    expect(result.orientation).toBe(0);
    const word = result.words.find(({ text }) => text === 'lockkeeper@example.org');
    expect(word && (await readAgain(picture, word, 0))).toBe('lockkeeper@example.org');
  });

  it('tells places in pixels of a picture that is larger than it reads', async () => {
    const small = await read(letter, 'png');
    const large = await read(await sharp(letter).resize({ width: 4624 }).png().toBuffer(), 'png');
    const [one, other] = [small, large].map(({ words }) => words.find(({ text }) => text === 'Marta')?.box);
    for (const key of ['x', 'y', 'width', 'height'] as const) {
      expect(Math.abs((other?.[key] ?? 0) - 4 * (one?.[key] ?? 0))).toBeLessThan(16);
    }
  });

  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('reads %s', async (type) => {
    const result = await read(await sharp(letter).toFormat(type).toBuffer(), type);
    expect(characterAccuracy(result.text, LETTER)).toBeGreaterThan(0.98);
  });

  it.each<[string, () => Promise<Buffer>]>([
    ['one pixel', () => blank(1, 1)],
    ['a line of 16384 pixels', () => blank(16_384, 1)],
    ['a column of 3000 pixels', () => blank(1, 3000)],
    ['darkness', () => blank(900, 700)],
    ['noise', () => noise(600, 400)],
    ['a picture without text', () => sharp(sample('photo-harbour.jpg')).png().toBuffer()],
  ])('finds no text in %s', async (_what, picture) => {
    expect(await read(await picture(), 'png')).toEqual(NOTHING);
  });

  it('reads on after a picture that it could make nothing of', async () => {
    await read(await noise(300, 300), 'png');
    expect((await read(letter, 'png')).text).toBe(LETTER);
  });
});

describe('the options of the ocr plugin', () => {
  it('trusts the picture when told that it is upright', async () => {
    const onItsHead = await sharp(letter).rotate(180).png().toBuffer();
    expect(await read(onItsHead, 'png', { orientation: 'upright' })).toEqual(NOTHING);
  });

  it('leaves out words that are less sure than asked for', async () => {
    const blurred = await sharp(letter).blur(2.8).png().toBuffer();
    const { words } = await read(blurred, 'png', { min_confidence: 0 });
    const least = Math.min(...words.map(({ confidence }) => confidence)) + 0.001;
    const surer = await read(blurred, 'png', { min_confidence: least });
    expect(surer.words).toEqual(words.filter(({ confidence }) => confidence >= least));
    expect(surer.words.length).toBeLessThan(words.length);
  });

  it.each([
    ['single_block', LETTER],
    ['sparse', LETTER],
  ])('reads a page as %s', async (page_segmentation, truth) => {
    const result = await read(letter, 'png', { page_segmentation });
    expect(characterAccuracy(result.text, truth)).toBeGreaterThan(0.95);
  });

  it.each([
    ['/options/page_segmentation', { page_segmentation: 'columns' }],
    ['/options/min_confidence', { min_confidence: 2 }],
    ['/options/language', { language: 'deu' }],
  ])('refuses what it does not know, at %s', async (pointer, options) => {
    const query = new URLSearchParams({ plugin: 'ocr', options: JSON.stringify(options) });
    const answer = await ask(`${server.url}/v1/analyze-execution?${query.toString()}`, {
      method: 'POST',
      headers: { 'content-type': 'image/png' },
      body: letter,
    });
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({
      error: { type: 'ValidationError', details: { errors: [{ pointer }] } },
    });
  });
});

function blank(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
}

/** The same grain every time. */
function noise(width: number, height: number): Promise<Buffer> {
  let state = 1;
  const grain = Uint8Array.from({ length: width * height }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
  return sharp(grain, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}
