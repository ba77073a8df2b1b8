import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { openPlugin, type OpenedPlugin } from '@gatehouse/plugin-testkit';

interface Found {
  readonly label: string;
  readonly confidence: number;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

const folder = new URL('../../../libs/vision/detect/', import.meta.url);
const picture = (name: string): Buffer =>
  readFileSync(new URL(`../../fixtures/detect/${name}.jpg`, import.meta.url));

let plugin: OpenedPlugin;
beforeAll(async () => {
  plugin = await openPlugin(folder);
});
afterAll(() => plugin.close());

async function find(image: Uint8Array, options: Record<string, number> = {}): Promise<readonly Found[]> {
  const { result } = await plugin.run(image, { options });
  return result['objects'] as unknown as readonly Found[]; // output_schema holds it to that
}

async function best(image: Uint8Array): Promise<Found> {
  const [first] = await find(image);
  if (first === undefined) throw new Error('It found nothing.');
  return first;
}

describe('the detect plugin', () => {
  it('tells the surest first', async () => {
    const confidences = (await find(picture('desk'), { min_confidence: 0.1 })).map((one) => one.confidence);
    expect(confidences.length).toBeGreaterThan(3);
    expect(confidences).toEqual(confidences.toSorted((one, other) => other - one));
  });

  it('tells places in pixels of a picture that is larger, or smaller, than it looks at', async () => {
    const { box } = await best(picture('robin'));
    for (const scale of [0.5, 8]) {
      const width = Math.round(380 * scale);
      const scaled = await best(await sharp(picture('robin')).resize({ width }).png().toBuffer());
      expect(scaled.label).toBe('bird');
      for (const key of ['x', 'y', 'width', 'height'] as const) {
        expect(Math.abs(scaled.box[key] / scale - box[key])).toBeLessThan(20);
      }
    }
  });

  it('follows the EXIF orientation', async () => {
    const onItsSide = await sharp(picture('cameraman'))
      .rotate(270)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const [upright, turned] = [await best(picture('cameraman')), await best(onItsSide)];
    expect(turned.label).toBe('person');
    expect(Math.abs(turned.box.y - upright.box.y)).toBeLessThan(15);
    expect(Math.abs(turned.box.width - upright.box.width)).toBeLessThan(15);
  });

  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('looks at %s', async (type) => {
    const image = await sharp(picture('cameraman')).toFormat(type).toBuffer();
    expect((await best(image)).label).toBe('person');
  });

  it('takes what is clear for white', async () => {
    const opaque = sharp(picture('officer')).resize({ width: 256 });
    const faint = await opaque.clone().ensureAlpha(0.5).png().toBuffer();
    const white = await sharp(faint).flatten({ background: '#fff' }).png().toBuffer();
    expect(await find(faint)).toEqual(await find(white));
  });

  it.each<[string, () => Promise<Buffer>]>([
    ['one pixel', () => blank(1, 1)],
    ['a line of 16000 pixels', () => blank(16_000, 1)],
    ['a column of 3000 pixels', () => blank(1, 3000)],
    ['darkness', () => blank(900, 700)],
    [
      'nothing but clear pixels',
      () =>
        sharp(Buffer.alloc(4 * 64), { raw: { width: 8, height: 8, channels: 4 } })
          .png()
          .toBuffer(),
    ],
  ])('finds nothing in %s', async (_what, image) => {
    expect(await find(await image())).toEqual([]);
  });
});

describe('the options of the detect plugin', () => {
  it('leaves out what is less sure than asked for, and changes nothing of the rest', async () => {
    const all = await find(picture('street-sign'), { min_confidence: 0.2 });
    const sure = await find(picture('street-sign'), { min_confidence: 0.6 });
    expect(sure).toEqual(all.filter(({ confidence }) => confidence >= 0.6));
    expect(sure.length).toBeLessThan(all.length);
  });

  it('tells no more than asked for', async () => {
    const all = await find(picture('basketball'));
    expect(all.length).toBeGreaterThan(1);
    expect(await find(picture('basketball'), { max_objects: 1 })).toEqual(all.slice(0, 1));
  });

  it.each([
    ['min_confidence', { min_confidence: 0 }],
    ['max_objects', { max_objects: 301 }],
    ['labels', { labels: 1 }],
  ])('refuses what makes no sense of %s', async (name, options) => {
    await expect(find(picture('robin'), options as Record<string, number>)).rejects.toThrow(name);
  });
});

function blank(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
}
