import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { openPlugin, type OpenedPlugin } from '@gatehouse/plugin-testkit';

interface Point {
  readonly x: number;
  readonly y: number;
}
interface Face {
  readonly confidence: number;
  readonly box: Point & { readonly width: number; readonly height: number };
  readonly landmarks: Readonly<
    Record<'right_eye' | 'left_eye' | 'nose' | 'mouth' | 'right_ear' | 'left_ear', Point>
  >;
}

const folder = new URL('../../../libs/vision/faces/', import.meta.url);
const picture = (name: string): Buffer =>
  readFileSync(new URL(`../../fixtures/detect/${name}.jpg`, import.meta.url));

let plugin: OpenedPlugin;
beforeAll(async () => {
  plugin = await openPlugin(folder);
});
afterAll(() => plugin.close());

async function find(image: Uint8Array, options: Record<string, number> = {}): Promise<readonly Face[]> {
  const { result } = await plugin.run(image, { options });
  return result['faces'] as unknown as readonly Face[]; // output_schema holds it to that
}

async function only(image: Uint8Array): Promise<Face> {
  const [face, ...others] = await find(image);
  if (face === undefined || others.length > 0) throw new Error(`It found ${others.length + (face ? 1 : 0)}.`);
  return face;
}

describe('the faces plugin', () => {
  it.each(['astronaut', 'officer'])(
    'points at eyes, nose, mouth and ears of the %s, right and left as the person has them',
    async (name) => {
      const { box, landmarks } = await only(picture(name));
      const { right_eye, left_eye, nose, mouth, right_ear, left_ear } = landmarks;
      const across = [right_ear, right_eye, nose, left_eye, left_ear].map(({ x }) => x);
      expect(across).toEqual(across.toSorted((one, other) => one - other));
      expect(Math.max(right_eye.y, left_eye.y)).toBeLessThan(nose.y);
      expect(nose.y).toBeLessThan(mouth.y);
      expect(mouth.y).toBeLessThan(box.y + box.height);
    },
  );

  it('tells nothing but places', async () => {
    const [face] = await find(picture('officer'));
    expect(Object.keys(face ?? {}).sort()).toEqual(['box', 'confidence', 'landmarks']);
  });

  it('tells places in pixels of a picture that is larger than it looks at', async () => {
    const { box } = await only(picture('astronaut'));
    const large = await only(await sharp(picture('astronaut')).resize({ width: 2560 }).jpeg().toBuffer());
    for (const key of ['x', 'y', 'width', 'height'] as const) {
      expect(Math.abs(large.box[key] / 5 - box[key])).toBeLessThan(8);
    }
  });

  it('finds a face that is a thirtieth of the picture', async () => {
    const small = await sharp(picture('astronaut')).resize({ width: 200 }).toBuffer();
    const wide = await sharp({ create: { width: 1280, height: 960, channels: 3, background: '#678' } })
      .composite([{ input: small, left: 900, top: 500 }])
      .png()
      .toBuffer();
    const { box } = await only(wide);
    expect(Math.abs(box.x + box.width / 2 - (900 + (224 * 200) / 512))).toBeLessThan(8);
    expect(Math.abs(box.y + box.height / 2 - (500 + (125 * 200) / 512))).toBeLessThan(10);
  });

  it('follows the EXIF orientation', async () => {
    const onItsSide = await sharp(picture('officer'))
      .rotate(270)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const [upright, turned] = [await only(picture('officer')), await only(onItsSide)];
    expect(Math.abs(turned.landmarks.nose.y - upright.landmarks.nose.y)).toBeLessThan(10);
  });

  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif'] as const)('looks at %s', async (type) => {
    await expect(only(await sharp(picture('astronaut')).toFormat(type).toBuffer())).resolves.toBeDefined();
  });

  it.each<[string, () => Promise<Buffer>]>([
    ['one pixel', () => blank(1, 1)],
    ['a line of 16000 pixels', () => blank(16_000, 1)],
    ['a column of 3000 pixels', () => blank(1, 3000)],
    ['darkness', () => blank(900, 700)],
    [
      'nothing but clear pixels',
      () =>
        sharp(Buffer.alloc(256), { raw: { width: 8, height: 8, channels: 4 } })
          .png()
          .toBuffer(),
    ],
  ])('finds nobody in %s', async (_what, image) => {
    expect(await find(await image())).toEqual([]);
  });
});

describe('the options of the faces plugin', () => {
  it('leaves out what is less sure than asked for, and tells the surest first', async () => {
    const all = (await find(picture('basketball'), { min_confidence: 0.1 })).map((one) => one.confidence);
    expect(all.length).toBeGreaterThan(1);
    expect(all).toEqual(all.toSorted((one, other) => other - one));
    expect(await find(picture('basketball'), { min_confidence: 0.95 })).toEqual([]);
  });

  it('tells no more than asked for', async () => {
    expect(await find(picture('basketball'), { min_confidence: 0.1, max_faces: 1 })).toHaveLength(1);
  });

  it.each([
    ['min_confidence', { min_confidence: 0 }],
    ['max_faces', { max_faces: 61 }],
    ['age', { age: 1 }],
  ])('refuses what makes no sense of %s', async (name, options) => {
    await expect(find(picture('robin'), options as Record<string, number>)).rejects.toThrow(name);
  });
});

function blank(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
}
