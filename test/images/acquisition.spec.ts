import { AppConfig, readConfig } from '@gatehouse/config';
import { isGatehouseError, type GatehouseError } from '@gatehouse/errors';
import { AnalysisService, fetchPolicy, ImageFetcher, type AcquiredImage } from '@gatehouse/images';
import { createHash, randomBytes } from 'node:crypto';
import { sample } from '../support/images/samples.js';

const config = AppConfig.of(readConfig({}));
const service = new AnalysisService(config, new ImageFetcher(fetchPolicy(config)));

const base64 = (text: string, mimeType: string | null = null): Promise<AcquiredImage> =>
  service.acquire({ kind: 'base64', text, mimeType });

async function refusalOf(work: () => Promise<unknown>): Promise<GatehouseError> {
  try {
    await work();
  } catch (error) {
    if (isGatehouseError(error)) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('AnalysisService.acquire', () => {
  it.each([0, 1, 2, 3, 4, 5, 255, 256, 257, 100_000])('decodes the base64 of %d bytes', async (length) => {
    const bytes = randomBytes(length);
    const acquired = await base64(bytes.toString('base64'));
    expect(Buffer.compare(acquired.bytes, bytes)).toBe(0);
    expect(acquired.mimeType).toBeNull();
  });

  it.each([
    ['line feeds', '\n'],
    ['MIME line breaks', '\r\n'],
    ['spaces and tabs', ' \t'],
  ])('passes over %s', async (_name, breaks) => {
    const bytes = randomBytes(1000);
    const text = bytes.toString('base64').replace(/.{76}/g, (line) => line + breaks);
    expect(Buffer.compare((await base64(text)).bytes, bytes)).toBe(0);
  });

  it('takes a last character whose unused bits are set, as common encoders of old wrote it', async () => {
    expect([...(await base64('QR==')).bytes]).toEqual([0x41]);
  });

  it.each([
    ['a character of no alphabet', 'QUJD!EVG', 'character 4 is "!"'],
    ['a character past it after line breaks', 'QU\nJD\nEV*G', 'character 8 is "*"'],
    [
      'the URL-safe alphabet',
      'QUJD-_VG',
      'character 4 is "-", which is of the URL-safe alphabet; use "+" and "/"',
    ],
    ['padding in the middle', 'QQ==QUJD', '"=" stands at character 2, and may stand at the end only'],
    ['too much padding', 'QUI===', '"=" stands at character 3, and may stand at the end only'],
    ['padding missing', 'QUI', 'its padding is wrong; it must end in "=" to a multiple of 4 characters'],
    ['padding too short', 'QQ=', 'its padding is wrong; it must end in "=" to a multiple of 4 characters'],
    [
      'padding where none belongs',
      'QUJD=',
      'its padding is wrong; it must end in "=" to a multiple of 4 characters',
    ],
    ['a character too few', 'QUJDR', 'its length of 5 characters cannot be; some are missing'],
    ['letters that only look like ASCII', 'QUJDŁŁŁŁ', 'character 4 is "Ł"'],
    ['a lone surrogate', 'QUJD\ud800QUI', 'character 4 is "\\ud800"'],
  ])('refuses %s', async (_name, text, problem) => {
    const refusal = await refusalOf(() => base64(text));
    expect(refusal.code).toBe('IMAGE_ENCODING_INVALID');
    expect(refusal.message).toBe(`\`image\` is not standard base64: ${problem}.`);
    expect(refusal.errors).toEqual([{ pointer: '/image', message: problem }]);
  });

  it('takes an empty text for an image of no bytes', async () => {
    expect((await base64('')).bytes).toHaveLength(0);
    expect((await base64('data:image/png;base64,')).bytes).toHaveLength(0);
  });

  it('takes a data: URL, and the type it declares', async () => {
    const acquired = await base64('data:image/png;base64,QUJD');
    expect([...acquired.bytes]).toEqual([0x41, 0x42, 0x43]);
    expect(acquired.mimeType).toBe('image/png');
    expect((await base64('DATA:image/svg+xml;charset=utf-8;BASE64,QUJD')).mimeType).toBe(
      'image/svg+xml;charset=utf-8',
    );
    expect((await base64('data:;base64,QUJD')).mimeType).toBeNull();
  });

  it('lets a data: URL and mime_type say the same in two ways', async () => {
    expect((await base64('data:image/jpg;base64,QUJD', 'image/JPEG')).mimeType).toBe('image/JPEG');
  });

  it('refuses a data: URL and mime_type that say different things', async () => {
    const refusal = await refusalOf(() => base64('data:image/png;base64,QUJD', 'image/jpeg'));
    expect(refusal.code).toBe('BODY_INVALID');
    expect(refusal.errors).toEqual([
      { pointer: '/mime_type', message: '`mime_type` is image/jpeg, but the data: URL says image/png' },
    ]);
  });

  it.each(['data:image/png,QUJD', 'data:', 'data:image/png;base64', `data:${'x'.repeat(300)};base64,QUJD`])(
    'refuses a data: URL that is not of base64: %.30s',
    async (text) => {
      const refusal = await refusalOf(() => base64(text));
      expect(refusal.code).toBe('IMAGE_ENCODING_INVALID');
      expect(refusal.message).toContain('is not a base64 data: URL: it does not begin like');
    },
  );

  it('counts characters of a data: URL from its own beginning', async () => {
    expect((await refusalOf(() => base64('data:image/png;base64,QU!D'))).errors[0]?.message).toBe(
      'character 24 is "!"',
    );
  });

  it('hands raw bytes on as they are, whatever they are', async () => {
    const bytes = randomBytes(10);
    expect(await service.acquire({ kind: 'bytes', bytes, mimeType: 'image/png' })).toEqual({
      bytes,
      mimeType: 'image/png',
    });
  });
});

describe('AnalysisService.describe', () => {
  it('says type, stored size, bytes and digest', async () => {
    const bytes = await sample('jpeg', 40, 30);
    expect(await service.describe(bytes)).toEqual({
      mimeType: 'image/jpeg',
      width: 40,
      height: 30,
      bytes: bytes.byteLength,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  });

  it('refuses what is no image, as the gate does', async () => {
    await expect(service.describe(randomBytes(0))).rejects.toMatchObject({ code: 'IMAGE_EMPTY' });
    await expect(service.describe(Buffer.from('hello'))).rejects.toMatchObject({
      code: 'IMAGE_TYPE_UNKNOWN',
    });
  });
});
