import { readFileSync } from 'node:fs';
import { openPlugin, sampleImage, type OpenedPlugin } from '@gatehouse/plugin-testkit';
import sharp, { type Sharp } from 'sharp';
import { photo, PHOTO_NAMES } from '../../../scripts/accuracy/support/photos.js';
import { ENCODING_NAMES, sample } from '../../support/images/samples.js';

interface Comparison {
  readonly hash: string;
  readonly distance: number;
  readonly phash_distance: number;
  readonly dhash_distance: number;
  readonly verdict: string;
}
interface Similarity {
  readonly hash: string;
  readonly phash: string;
  readonly dhash: string;
  readonly comparisons: readonly Comparison[];
}

const ZEROS = '0'.repeat(32);

let plugin: OpenedPlugin;
beforeAll(async () => {
  plugin = await openPlugin(new URL('../../../libs/vision/similarity/', import.meta.url));
});
afterAll(() => plugin.close());

async function ask(picture: Uint8Array | Sharp, compareTo?: string | string[]): Promise<Similarity> {
  const bytes = picture instanceof Uint8Array ? picture : await picture.png().toBuffer();
  const options = compareTo === undefined ? {} : { compare_to: compareTo };
  const { result } = await plugin.run(bytes, { options });
  return result as unknown as Similarity; // its output_schema holds it to that
}

async function verdict(picture: Uint8Array | Sharp, other: Uint8Array | Sharp): Promise<string | undefined> {
  const { hash } = await ask(other);
  return (await ask(picture, hash)).comparisons[0]?.verdict;
}

function plain(width: number, height: number, background: string): Sharp {
  return sharp({ create: { width, height, channels: 4, background } });
}

function drawn(width: number, height: number, level: (x: number, y: number) => number): Sharp {
  const pixels = Uint8Array.from({ length: width * height }, (_, at) =>
    level(at % width, Math.floor(at / width)),
  );
  return sharp(pixels, { raw: { width, height, channels: 1 } });
}

describe('the similarity plugin', () => {
  it('hashes a slope as arithmetic has it', async () => {
    const slope = await ask(drawn(144, 144, (x) => x));
    const fall = await ask(drawn(144, 144, (x) => 255 - x));
    expect(slope).toEqual({
      hash: slope.phash + slope.dhash,
      phash: '0'.repeat(16),
      dhash: 'f'.repeat(16),
      comparisons: [],
    });
    expect(fall).toMatchObject({ dhash: '0'.repeat(16) });
  });

  it('hashes a wave by its frequencies', async () => {
    const cosine = (at: number, frequency: number): number =>
      Math.cos((Math.PI * frequency * (at + 0.5)) / 256);
    const { phash } = await ask(drawn(256, 256, (x, y) => 128 + 100 * cosine(x, 3) * cosine(y, 2)));
    // 8 waves across in each of 8 rows of waves down: the third of the second row.
    expect(BigInt(`0x${phash}`) & (1n << BigInt(63 - 10))).not.toBe(0n);
  });

  it('calls a picture the same as itself, and as its copy in every type and size', async () => {
    const { hash } = await ask(photo('astronaut'));
    const copies = [
      sharp(photo('astronaut')).jpeg({ quality: 40 }),
      sharp(photo('astronaut')).webp({ quality: 60 }),
      sharp(photo('astronaut')).resize(1600).png(),
      sharp(photo('astronaut')).resize(90).avif(),
    ];
    expect((await ask(photo('astronaut'), hash)).comparisons).toEqual([
      { hash, distance: 0, phash_distance: 0, dhash_distance: 0, verdict: 'same' },
    ]);
    for (const copy of copies) {
      expect((await ask(await copy.toBuffer(), hash)).comparisons).toMatchObject([{ verdict: 'same' }]);
    }
  });

  it('calls a cut copy similar', async () => {
    const cut = sharp(photo('coffee')).extract({ left: 25, top: 17, width: 462, height: 307 });
    expect(await verdict(cut, photo('coffee'))).toBe('similar');
  });

  it('calls photographs different from one another', async () => {
    const hashes: string[] = [];
    for (const name of PHOTO_NAMES) hashes.push((await ask(photo(name))).hash);
    const { comparisons } = await ask(photo('chelsea'), hashes);
    const alike = PHOTO_NAMES.filter((_, index) => comparisons[index]?.verdict !== 'different');
    expect(alike).toEqual(['chelsea']);
  });

  it('calls a turned and a mirrored copy different, as its page says', async () => {
    expect(await verdict(sharp(photo('coffee')).rotate(90), photo('coffee'))).toBe('different');
    expect(await verdict(sharp(photo('coffee')).flop(), photo('coffee'))).toBe('different');
  });

  it('compares a picture as its EXIF turns it', async () => {
    const onItsSide = await sharp(photo('coffee'))
      .rotate(90)
      .withMetadata({ orientation: 8 })
      .jpeg()
      .toBuffer();
    expect(await verdict(onItsSide, photo('coffee'))).toBe('same');
  });

  it('answers a list in its order, each with how many bits differ', async () => {
    const { hash } = await ask(photo('rocket'));
    const other = (hash.startsWith('0') ? 'f' : '0') + hash.slice(1, -1) + (hash.endsWith('0') ? '1' : '0');
    const { comparisons } = await ask(photo('rocket'), [other, hash]);
    expect(comparisons.map(({ hash: of }) => of)).toEqual([other, hash]);
    expect(comparisons[0]?.distance).toBe(
      (comparisons[0]?.phash_distance ?? 0) + (comparisons[0]?.dhash_distance ?? 0),
    );
    expect(comparisons[0]?.distance).toBeGreaterThan(1);
  });

  it('takes a thousand hashes at once', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => index.toString(16).padStart(32, '0'));
    expect((await ask(photo('rocket'), many)).comparisons).toHaveLength(1000);
  });

  it.each([
    ['no hash', 'abc'],
    ['capital letters', 'F'.repeat(32)],
    ['a list with one that is none', [ZEROS, 'x']],
    ['more than a thousand', Array.from({ length: 1001 }, () => ZEROS)],
  ])('refuses %s', async (_, compareTo) => {
    await expect(ask(photo('rocket'), compareTo)).rejects.toMatchObject({ code: 'OPTIONS_INVALID' });
  });

  it.each([
    ['one pixel', plain(1, 1, '#369')],
    ['a white sheet', plain(300, 200, '#fff')],
    ['a black row', plain(8000, 1, '#000')],
    ['nothing visible', plain(1, 3000, '#f000')],
  ])('has zeros for %s', async (_, picture) => {
    expect((await ask(picture)).hash).toBe(ZEROS);
  });

  it.each([
    ['a row', 8000, 1],
    ['a column', 1, 8000],
    ['two by three', 2, 3],
  ])('hashes %s', async (_, width, height) => {
    const { hash } = await ask(drawn(width, height, (x, y) => (x * 91 + y * 37) % 256));
    expect(hash).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each(ENCODING_NAMES)('has much the same hash for $name', async ({ name }) => {
    expect(await verdict(await sample(name, 200, 150), await sample('png', 200, 150))).toBe('same');
  });

  it('hashes the first picture of an animation', async () => {
    const frames = await Promise.all(
      ['coffee', 'rocket'].map((name) =>
        sharp(photo(name as 'coffee'))
          .resize(120, 80, { fit: 'fill' })
          .png()
          .toBuffer(),
      ),
    );
    const animated = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer();
    expect(await verdict(animated, photo('coffee'))).toBe('same');
  });

  it('is described on its page with the answer it gives', async () => {
    const page = readFileSync(new URL('../../../docs/plugins/similarity.md', import.meta.url), 'utf8');
    const shown = JSON.parse(/```json\n([^`]*)```/.exec(page)?.[1] ?? '') as Similarity;
    const asked = /options=([^']*)'/.exec(page)?.[1] ?? '';
    const { compare_to: hashes } = JSON.parse(asked) as { compare_to: string[] };
    expect(await ask(await sampleImage('photo-harbour.jpg'), hashes)).toEqual(shown);
  });
});
