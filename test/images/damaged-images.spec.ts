import { AppConfig, readConfig } from '@gatehouse/config';
import { isGatehouseError, type GatehouseError } from '@gatehouse/errors';
import { checkIntake, ImageDecoder, intakeLimits, type ImageInspection } from '@gatehouse/images';
import type { InputFormat } from '@gatehouse/contracts';
import fc from 'fast-check';
import { everyLawfulStep, scanBomb } from '../faults/hostile-images/parts/jpeg-file.js';
import { forgedAvif, forgedGif, forgedPng, forgedTiff, forgedWebp } from '../support/images/forged.js';
import { animation, bytesOf, ENCODING_NAMES, noise, sample } from '../support/images/samples.js';

const config = AppConfig.of(readConfig({ DECODER_PROCESSES: '1', IMAGE_MAX_BYTES: '30000000' }));

describe('damaged and hostile images', () => {
  const decoder = new ImageDecoder(config);

  beforeAll(() => decoder.onApplicationBootstrap());
  afterAll(() => decoder.onApplicationShutdown());

  /** As the gate does it: the header first, then the decoder. Null where the image passes both. */
  async function refusalOf(
    bytes: Uint8Array,
    format: InputFormat = 'encoded',
  ): Promise<GatehouseError | null> {
    try {
      await decoder.decode(bytes, checkIntake(bytes, null, intakeLimits(config)), { format, maxSide: null });
      return null;
    } catch (error) {
      if (isGatehouseError(error)) return error;
      throw error;
    }
  }

  const cuts = [0.999, 0.99, 0.9, 0.7, 0.5, 0.3, 0.1];

  it.each(ENCODING_NAMES)('refuses a $name that is cut short anywhere', async ({ name }) => {
    const whole = await sample(name, 120, 90);
    expect(await refusalOf(whole)).toBeNull();
    const passed: string[] = [];
    for (const cut of cuts) {
      const bytes = whole.subarray(0, Math.min(whole.byteLength - 2, Math.floor(whole.byteLength * cut)));
      for (const format of ['encoded', 'grey'] as const) {
        const refusal = await refusalOf(bytes, format);
        if (refusal?.code !== 'IMAGE_UNDECODABLE') passed.push(`${format} ${cut}: ${String(refusal?.code)}`);
      }
    }
    expect(passed).toEqual([]);
  });

  it.each(['gif', 'webp', 'tiff'] as const)(
    'refuses a %s that is cut short after its first frame',
    async (format) => {
      const whole = await animation(format, 5, 60, 40);
      expect(await refusalOf(whole)).toBeNull();
      expect(await refusalOf(whole.subarray(0, Math.floor(whole.byteLength * 0.8)))).toMatchObject({
        code: 'IMAGE_UNDECODABLE',
      });
    },
  );

  it('refuses a PNG of which one byte is wrong', async () => {
    const bytes = await sample('png', 120, 90);
    const middle = Math.floor(bytes.byteLength / 2);
    bytes[middle] = (bytes[middle] ?? 0) ^ 0x10;
    expect(await refusalOf(bytes)).toMatchObject({ code: 'IMAGE_UNDECODABLE' });
  });

  it.each([
    ['PNG', forgedPng(500, 500)],
    ['GIF', forgedGif(1, 4).fill(0xff, 30)],
    ['WebP', forgedWebp(4, 4, 4)],
    ['TIFF', forgedTiff([16])],
    ['AVIF', forgedAvif()],
  ])('refuses a %s that is a header and nothing right behind it', async (_name, bytes) => {
    expect(await refusalOf(bytes)).toMatchObject({ code: 'IMAGE_UNDECODABLE' });
  });

  it('says what is wrong without a path, and points at the image', async () => {
    const whole = await sample('jpeg', 120, 90);
    const refusal = await refusalOf(whole.subarray(0, 2000));
    expect(refusal?.message).toMatch(
      /^The image cannot be decoded: its data is damaged or cut short \(.+\)\. Send/,
    );
    expect(refusal?.message).not.toMatch(/[/\\]\w|\n/);
    expect(refusal?.errors[0]?.pointer).toBe('/image');
  });

  it('refuses more pixels than the header was read to say', async () => {
    const bytes = await sample('png', 121, 90);
    const inspection = {
      ...checkIntake(bytes, null, intakeLimits(config)),
      largest: { width: 10, height: 10 },
    };
    await expect(
      decoder.decode(bytes, inspection, { format: 'encoded', maxSide: null }),
    ).rejects.toMatchObject({
      code: 'IMAGE_UNDECODABLE',
      errors: [{ pointer: '/image', message: 'it has more pixels than its header says' }],
    });
  });

  it('gives up on what takes too much processor time, and decodes the next', async () => {
    const bytes = scanBomb(3000, everyLawfulStep());
    const inspection: ImageInspection = {
      ...checkIntake(await sample('grey jpeg'), null, intakeLimits(config)),
      width: 3000,
      height: 3000,
      largest: { width: 3000, height: 3000 },
    };
    await expect(decoder.decode(bytes, inspection, { format: 'grey', maxSide: null })).rejects.toMatchObject({
      code: expect.stringMatching(/^IMAGE_(TOO_COSTLY|UNDECODABLE)$/) as string, // the latter: the clock was first
    });
    for (let round = 0; round < 5; round += 1)
      expect(await refusalOf(await sample('png'), 'rgba')).toBeNull();
  });

  it('refuses an AVIF whose picture is larger than the size beside it', async () => {
    const bytes = Buffer.from(await sample('avif', 400, 300));
    const size = bytes.indexOf('ispe') + 8; // after the type, the version and the flags
    bytes.writeUInt32BE(10, size);
    bytes.writeUInt32BE(10, size + 4);
    expect(await refusalOf(bytes)).toMatchObject({
      code: 'IMAGE_UNDECODABLE',
      errors: [{ message: 'it has more pixels than its header says' }],
    });
  });

  it.each(['jpeg', 'png', 'webp', 'gif', 'tiff'])('takes a %s with something after its end', async (name) => {
    expect(
      await refusalOf(Buffer.concat([await sample(name), Buffer.from('appended by a camera')])),
    ).toBeNull();
  });

  it('does not decode what is none of the six types, whatever it is said to be', async () => {
    const inspection = checkIntake(await sample('png'), null, intakeLimits(config));
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>');
    await expect(decoder.decode(svg, inspection, { format: 'encoded', maxSide: null })).rejects.toMatchObject(
      {
        code: 'IMAGE_UNDECODABLE',
        errors: [{ message: 'its content is not what its first bytes say' }],
      },
    );
  });

  it('ends a call that nobody waits for any more', async () => {
    const bytes = await sample('png');
    const inspection = checkIntake(bytes, null, intakeLimits(config));
    const call = decoder.decode(bytes, inspection, {
      format: 'rgba',
      maxSide: null,
      signal: AbortSignal.abort(),
    });
    await expect(call).rejects.toMatchObject({ code: 'EXECUTION_CANCELLED' });
  });

  it('decodes one large image after another, and a good one after a bad one', async () => {
    const large = await bytesOf(noise(2500, 2000).jpeg());
    for (let round = 0; round < 5; round += 1) {
      expect(await refusalOf(large, 'rgba')).toBeNull();
      expect(await refusalOf(large.subarray(0, -5000), 'rgba')).toMatchObject({ code: 'IMAGE_UNDECODABLE' });
    }
  });

  it('answers for any tampering, and still works after all of it', async () => {
    const files = await Promise.all(ENCODING_NAMES.map(({ name }) => sample(name, 40, 30, 4)));
    const strange: string[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1 }),
        async (pick, changes) => {
          const bytes = Uint8Array.from(files[pick % files.length] ?? []);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          const refusal = await refusalOf(bytes, pick % 2 === 0 ? 'encoded' : 'rgba');
          if (refusal !== null && !refusal.code.startsWith('IMAGE_')) strange.push(refusal.code);
        },
      ),
      { numRuns: 300 },
    );
    expect(strange).toEqual([]);
    expect(await refusalOf(await sample('jpeg'))).toBeNull();
  });

  it('says so when too many wait', async () => {
    const narrow = new ImageDecoder(
      AppConfig.of(readConfig({ DECODER_PROCESSES: '1', EXECUTION_MAX_IN_FLIGHT: '1' })),
    );
    await narrow.onApplicationBootstrap();
    const bytes = await bytesOf(noise(800, 600).png());
    const inspection = checkIntake(bytes, null, intakeLimits(config));
    const calls = Array.from({ length: 5 }, () =>
      narrow.decode(bytes, inspection, { format: 'rgba', maxSide: null }),
    );
    const settled = await Promise.allSettled(calls);
    await narrow.onApplicationShutdown();
    const refused = settled
      .filter((each) => each.status === 'rejected')
      .map((each) => each.reason as unknown);
    expect(refused).toHaveLength(3);
    for (const refusal of refused) {
      expect(refusal).toMatchObject({ code: 'QUEUE_FULL', retryAfterMs: 1000 });
    }
  });
});
