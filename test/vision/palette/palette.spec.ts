import { readFileSync } from 'node:fs';
import { openPlugin, sampleImage, type OpenedPlugin } from '@gatehouse/plugin-testkit';
import sharp, { type Sharp } from 'sharp';
import { photo } from '../../../scripts/accuracy/support/photos.js';
import { ENCODING_NAMES, sample } from '../../support/images/samples.js';

interface Colour {
  readonly hex: string;
  readonly name: string;
}
interface Palette {
  readonly colors: readonly (Colour & { readonly share: number })[];
  readonly average: Colour | null;
  readonly lightness: number | null;
  readonly tone: string | null;
  readonly visible_share: number;
}

let plugin: OpenedPlugin;
beforeAll(async () => {
  plugin = await openPlugin(new URL('../../../libs/vision/palette/', import.meta.url));
});
afterAll(() => plugin.close());

async function ask(picture: Uint8Array | Sharp, options: Record<string, number> = {}): Promise<Palette> {
  const bytes = picture instanceof Uint8Array ? picture : await picture.png().toBuffer();
  const { result } = await plugin.run(bytes, { options });
  return result as unknown as Palette; // its output_schema holds it to that
}

function plain(width: number, height: number, background: string): Sharp {
  return sharp({ create: { width, height, channels: 4, background } });
}

/** Upright stripes of equal width. */
async function striped(colours: readonly string[]): Promise<Sharp> {
  const stripes = await Promise.all(colours.map((colour) => plain(20, 60, colour).png().toBuffer()));
  const layers = stripes.map((input, index) => ({ input, left: index * 20, top: 0 }));
  return sharp(
    await plain(20 * colours.length, 60, '#0000')
      .composite(layers)
      .png()
      .toBuffer(),
  );
}

describe('the palette plugin', () => {
  it('tells a plain picture to the level', async () => {
    const colour = { hex: '#336699', name: 'steelblue' };
    expect(await ask(plain(300, 200, '#336699'))).toEqual({
      colors: [{ ...colour, share: 1 }],
      average: colour,
      lightness: 0.4993,
      tone: 'dark',
      visible_share: 1,
    });
  });

  it('tells four colours with their shares, the largest first', async () => {
    const { colors } = await ask(
      await striped(['red', 'gold', 'gold', 'navy', 'gold', 'navy', 'gold', 'white']),
    );
    expect(colors).toEqual([
      { hex: '#ffd700', name: 'gold', share: 0.5 },
      { hex: '#000080', name: 'navy', share: 0.25 },
      expect.objectContaining({ share: 0.125 }),
      expect.objectContaining({ share: 0.125 }),
    ]);
    expect(colors.map(({ name }) => name).sort()).toEqual(['gold', 'navy', 'red', 'white']);
  });

  it('tells the cup in the photograph of one', async () => {
    const { colors, tone } = await ask(photo('coffee'));
    expect(tone).toBe('dark');
    expect(colors.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['sienna', 'antiquewhite', 'black']),
    );
  });

  it('tells no more colours than are asked for, and all of the picture in them', async () => {
    for (const most of [1, 2, 5, 16]) {
      const { colors } = await ask(photo('hopper'), { max_colors: most, min_share: 0 });
      expect(colors.length).toBeLessThanOrEqual(most);
      expect(colors.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 2);
    }
  });

  it('does not make two colours of one that varies a little', async () => {
    const { colors } = await ask(await striped(['#808080', '#838383', '#7d7d7d', '#868686']));
    expect(colors).toHaveLength(1);
  });

  it('leaves out what has a smaller share than is asked for', async () => {
    const picture = await striped([...Array.from({ length: 19 }, () => '#fff'), '#f00']);
    expect((await ask(picture)).colors).toHaveLength(2);
    expect((await ask(picture, { min_share: 0.06 })).colors).toHaveLength(1);
  });

  it.each([
    ['#767676', 'light'],
    ['#6b6b6b', 'dark'],
    ['#ffff00', 'light'],
    ['#0000ff', 'dark'],
  ])('calls %s %s, as text on it is read best', async (colour, tone) => {
    expect((await ask(plain(8, 8, colour))).tone).toBe(tone);
  });

  it('looks at what is visible only', async () => {
    const { colors, visible_share: visible } = await ask(await striped(['#ff000000', '#00f']));
    expect(colors).toEqual([{ hex: '#0000ff', name: 'blue', share: 1 }]);
    expect(visible).toBe(0.5);
  });

  it('says of nothing visible that it has no colours', async () => {
    expect(await ask(plain(20, 20, '#f000'))).toEqual({
      colors: [],
      average: null,
      lightness: null,
      tone: null,
      visible_share: 0,
    });
  });

  it.each([
    ['one pixel', 1, 1],
    ['a row', 8000, 1],
    ['a column', 1, 8000],
  ])('tells the colour of %s', async (_, width, height) => {
    expect((await ask(plain(width, height, 'teal'))).colors).toEqual([
      { hex: '#008080', name: 'teal', share: 1 },
    ]);
  });

  it('takes a picture of which no two pixels are alike', async () => {
    const pixels = Uint8Array.from({ length: 256 * 256 * 3 }, (_, at) => (at * 2_654_435_761) >>> 24);
    const { colors } = await ask(sharp(pixels, { raw: { width: 256, height: 256, channels: 3 } }), {
      max_colors: 16,
    });
    expect(colors.length).toBeGreaterThan(5);
  });

  it.each([
    ['max_colors', 0],
    ['max_colors', 17],
    ['max_colors', 1.5],
    ['min_share', 0.6],
    ['colors', 3],
  ])('refuses %s of %d', async (name, value) => {
    await expect(ask(photo('coffee'), { [name]: value })).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
  });

  it.each(ENCODING_NAMES)('takes $name', async ({ name }) => {
    expect((await ask(await sample(name, 200, 150))).colors.length).toBeGreaterThan(0);
  });

  it('tells the colours of the first picture of an animation', async () => {
    const frames = await Promise.all(['#222222', '#eeeeee'].map((it) => plain(60, 40, it).png().toBuffer()));
    const animated = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await ask(animated)).average?.hex).toBe('#222222');
  });

  it('answers the same again', async () => {
    expect(await ask(photo('chelsea'))).toEqual(await ask(photo('chelsea')));
  });

  it('is described on its page with the answer it gives', async () => {
    const page = readFileSync(new URL('../../../docs/plugins/palette.md', import.meta.url), 'utf8');
    const shown = JSON.parse(/```json\n([^`]*)```/.exec(page)?.[1] ?? '') as unknown;
    expect((await plugin.run(await sampleImage('photo-harbour.jpg'))).result).toEqual(shown);
  });
});
