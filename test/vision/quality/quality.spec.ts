import { readFileSync } from 'node:fs';
import { openPlugin, sampleImage, type OpenedPlugin } from '@gatehouse/plugin-testkit';
import sharp, { type Sharp } from 'sharp';
import { grain } from '../../../scripts/accuracy/support/grain.js';
import { photo } from '../../../scripts/accuracy/support/photos.js';
import { ENCODING_NAMES, sample } from '../../support/images/samples.js';

interface Judged {
  readonly score: number;
  readonly issues: readonly { readonly code: string; readonly message: string }[];
  readonly measures: Readonly<Record<string, number | null>> | null;
}

let plugin: OpenedPlugin;
beforeAll(async () => {
  plugin = await openPlugin(new URL('../../../libs/vision/quality/', import.meta.url));
});
afterAll(() => plugin.close());

async function judge(picture: Uint8Array | Sharp, options: Record<string, number> = {}): Promise<Judged> {
  const bytes = picture instanceof Uint8Array ? picture : await picture.png().toBuffer();
  const { result } = await plugin.run(bytes, { options });
  return result as unknown as Judged; // its output_schema holds it to that
}

async function codesOf(picture: Uint8Array | Sharp, options: Record<string, number> = {}): Promise<string[]> {
  return (await judge(picture, options)).issues.map(({ code }) => code);
}

function plain(width: number, height: number, background: string): Sharp {
  return sharp({ create: { width, height, channels: 4, background } });
}

/** Drawn with no decoder between, so that measures can be known exactly. */
function drawn(width: number, height: number, level: (x: number, y: number) => number): Sharp {
  const pixels = Uint8Array.from({ length: width * height }, (_, at) =>
    level(at % width, Math.floor(at / width)),
  );
  return sharp(pixels, { raw: { width, height, channels: 1 } });
}

describe('the quality plugin', () => {
  it.each(['chelsea', 'coffee', 'hopper', 'rocket'] as const)('finds no fault in %s', async (name) => {
    const { score, issues } = await judge(photo(name));
    expect(issues).toEqual([]);
    expect(score).toBeGreaterThanOrEqual(0.5);
  });

  it.each(['page-letter.png', 'qr-tiny.png', 'barcode-several.png'])(
    'does not take the paper of %s for too much light',
    async (name) => {
      expect(await codesOf(await sampleImage(name))).toEqual([]);
    },
  );

  it.each([
    ['BLURRED', (it: Sharp) => it.blur(2.5)],
    ['OVEREXPOSED', (it: Sharp) => it.linear(2.2, 0)],
    ['UNDEREXPOSED', (it: Sharp) => it.linear(0.25, 0)],
    ['LOW_CONTRAST', (it: Sharp) => it.linear(0.2, 100)],
  ])('says that a harmed photograph is %s, and why its score is low', async (code, harm) => {
    const { score, issues } = await judge(harm(sharp(photo('coffee'))));
    expect(issues).toContainEqual({ code, message: expect.stringMatching(/\.$/) as string }); // a matcher, typed as what it matches
    expect(score).toBeLessThan(0.5);
  });

  it('says that a grainy photograph is NOISY, and measures about how much', async () => {
    const { issues, measures } = await judge(await grain(photo('camera'), 12));
    expect(issues.map(({ code }) => code)).toEqual(['NOISY']);
    // Each colour has grain of its own, which partly evens out: 12 in each are 9 of brightness.
    expect(measures?.['noise']).toBeGreaterThan(8);
    expect(measures?.['noise']).toBeLessThan(10);
  });

  it('finds the photograph that was shaken', async () => {
    expect(await codesOf(photo('clock'))).toEqual(['BLURRED']);
  });

  it('has a score below a half where, and only where, there is an issue', async () => {
    const offenders: number[] = [];
    for (const blur of [0.5, 0.8, 1.1, 1.4, 1.7]) {
      const { score, issues } = await judge(sharp(photo('coffee')).blur(blur));
      if (score < 0.5 !== issues.length > 0) offenders.push(blur);
    }
    expect(offenders).toEqual([]);
  });

  it('measures a chessboard as arithmetic has it', async () => {
    const { measures } = await judge(drawn(64, 64, (x, y) => ((x + y) % 2 === 0 ? 0 : 255)));
    expect(measures).toMatchObject({
      sharpness: (8 * 127.5) ** 2,
      brightness: 0.5,
      brightest: 1,
      clipped_highlights: 0.5,
      clipped_shadows: 0.5,
      contrast: 0.5,
      entropy: 1,
    });
  });

  it('measures a slope as eight bits without an edge', async () => {
    const { measures } = await judge(drawn(256, 64, (x) => x));
    expect(measures).toMatchObject({ sharpness: 0, noise: 0, entropy: 8, blur: 1 });
  });

  it('judges by the limits that are asked for', async () => {
    expect(await codesOf(photo('coffee'), { max_blur: 0.1 })).toEqual(['BLURRED']);
    expect(await codesOf(photo('hubble'), { min_brightest: 1, min_contrast: 0.5 })).toEqual([
      'LOW_CONTRAST',
      'UNDEREXPOSED',
    ]);
    expect(await codesOf(sharp(photo('coffee')).blur(2.5), { max_blur: 1 })).toEqual([]);
  });

  it.each([
    ['max_blur', 0],
    ['max_noise', 256],
    ['max_highlights', 1.1],
    ['min_brightest', -0.1],
    ['min_contrast', 0.6],
    ['max_nois', 1],
  ])('refuses %s of %d', async (name, value) => {
    await expect(judge(photo('coffee'), { [name]: value })).rejects.toMatchObject({
      code: 'OPTIONS_INVALID',
    });
  });

  it('looks at what is visible only', async () => {
    const cat = sharp(photo('chelsea')).resize(200, 200);
    const framed = cat.extend({ top: 90, bottom: 90, left: 90, right: 90, background: '#0000' });
    const { issues, measures } = await judge(await framed.png().toBuffer());
    expect(issues).toEqual([]);
    expect(measures).toMatchObject({ clipped_shadows: 0 });
  });

  it.each([
    ['one pixel', plain(1, 1, '#369'), 'BLANK'],
    ['a white sheet', plain(300, 200, '#fff'), 'BLANK'],
    ['a black one', plain(300, 200, '#000'), 'BLANK'],
    ['nothing visible', plain(30, 20, '#f000'), 'TRANSPARENT'],
  ])('says of %s that there is nothing to judge', async (_, picture, code) => {
    expect(await judge(picture)).toMatchObject({ score: 0, issues: [{ code }] });
  });

  it.each([
    ['a row', 8000, 1],
    ['a column', 1, 8000],
    ['two pixels', 2, 1],
    ['a ribbon', 4000, 3],
  ])('answers %s with null for what cannot be measured', async (_, width, height) => {
    const { measures } = await judge(drawn(width, height, (x, y) => ((x + y) * 37) % 256));
    expect(measures).toMatchObject({ noise: null });
  });

  it.each(ENCODING_NAMES)('takes $name', async ({ name }) => {
    const { measures } = await judge(await sample(name, 200, 150));
    expect(measures?.['contrast']).toBeGreaterThan(0.05);
  });

  it('judges the first picture of an animation', async () => {
    const frames = await Promise.all(
      ['#222', '#eee'].map((colour) => plain(60, 40, colour).png().toBuffer()),
    );
    const animated = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect(await judge(animated)).toMatchObject({
      issues: [{ code: 'BLANK' }],
      measures: { brightness: 0.1333 },
    });
  });

  it('answers the same again', async () => {
    expect(await judge(photo('gravel'))).toEqual(await judge(photo('gravel')));
  });

  it('is described on its page with the answer it gives', async () => {
    const page = readFileSync(new URL('../../../docs/plugins/quality.md', import.meta.url), 'utf8');
    const shown = JSON.parse(/```json\n([^`]*)```/.exec(page)?.[1] ?? '') as unknown;
    expect((await plugin.run(await sampleImage('photo-harbour.jpg'))).result).toEqual(shown);
  });
});
