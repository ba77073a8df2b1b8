import sharp, { type Sharp } from 'sharp';
import { gpsTags } from '../../support/exif/camera-tags.js';
import { exifBlock, type ExifDirectories, type Tag } from '../../support/exif/exif-block.js';
import { jpegWithExif } from '../../support/exif/jpeg-with-exif.js';
import { tiffWithExif } from '../../support/exif/tiff-with-exif.js';
import { sample } from '../../support/http.js';
import { analyzePicture } from '../../support/ocr/analyze-picture.js';
import { startServer, type RunningServer } from '../../support/start-server.js';

let server: RunningServer;
let plainJpeg: Buffer;

beforeAll(async () => {
  server = await startServer();
  plainJpeg = await blank(40, 30).jpeg().toBuffer();
});
afterAll(() => server.close());

function blank(width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#369' } });
}

function metadata(picture: Uint8Array, type = 'jpeg'): Promise<unknown> {
  return analyzePicture(server.url, 'metadata', picture, type);
}

function jpegOf(directories: ExifDirectories, order: 'II' | 'MM' = 'II'): Buffer {
  return jpegWithExif(plainJpeg, exifBlock(directories, order));
}

function ascii(id: number, value: string): Tag {
  return { id, type: 'ascii', value };
}

describe('the metadata plugin on a camera’s JPEG', () => {
  it('tells the facts of the sample', async () => {
    expect(await metadata(sample('photo-harbour.jpg'))).toEqual({
      format: 'jpeg',
      width: 640,
      height: 480,
      upright_width: 480,
      upright_height: 640,
      orientation: 6,
      has_alpha: false,
      color_space: 'srgb',
      channels: 3,
      bits_per_channel: 8,
      density: 72,
      progressive: false,
      chroma_subsampling: '4:2:0',
      frames: 1,
      icc_profile: null,
      has_xmp: false,
      has_iptc: false,
      captured_at: '2025-04-07T18:42:10.37+02:00',
      gps: { latitude: 59.3294722, longitude: 18.0688611, altitude: 12.5 },
      camera_make: 'Gatehouse Optics',
      camera_model: 'Drawbridge 2',
      lens_model: 'GH 24mm F2.8',
      software: 'Firmware 1.4',
      exposure_time_seconds: 0.004,
      f_number: 5.6,
      iso: 200,
      focal_length_mm: 24,
      focal_length_in_35mm_film: 36,
      exif: {
        Make: 'Gatehouse Optics',
        Model: 'Drawbridge 2',
        Orientation: 6,
        XResolution: 72,
        YResolution: 72,
        ResolutionUnit: 2,
        Software: 'Firmware 1.4',
        DateTime: '2025:04:07 18:42:10',
        Copyright: 'Gatehouse contributors, CC0',
        ExposureTime: 0.004,
        FNumber: 5.6,
        PhotographicSensitivity: 200,
        ExifVersion: '0300',
        DateTimeOriginal: '2025:04:07 18:42:10',
        DateTimeDigitized: '2025:04:07 18:42:10',
        OffsetTimeOriginal: '+02:00',
        ExposureBiasValue: -1 / 3,
        MeteringMode: 5,
        Flash: 16,
        FocalLength: 24,
        UserComment: 'The harbour at dusk',
        SubSecTimeOriginal: '37',
        ColorSpace: 1,
        FocalLengthIn35mmFilm: 36,
        LensModel: 'GH 24mm F2.8',
        GPSVersionID: [2, 3, 0, 0],
        GPSLatitudeRef: 'N',
        GPSLatitude: [59, 19, 46.1],
        GPSLongitudeRef: 'E',
        GPSLongitude: [18, 4, 7.9],
        GPSAltitudeRef: 0,
        GPSAltitude: 12.5,
        GPSMapDatum: 'WGS-84',
      },
      warnings: [],
    });
  });

  it.each([
    ['north-east', '48 51 29.6 N', '2 17 40.2 E', { ref: 0, metres: 35 }, [48.8582222, 2.2945, 35]],
    ['north-west', '40 41 21 N', '74 2 40 W', undefined, [40.6891667, -74.0444444, null]],
    ['south-east', '33 51 25 S', '151 12 55 E', { ref: 0, metres: 0 }, [-33.8569444, 151.2152778, 0]],
    [
      'south-west, below the sea',
      '22 57 7 S',
      '43 12 38 W',
      { ref: 1, metres: 12.5 },
      [-22.9519444, -43.2105556, -12.5],
    ],
  ] as const)('tells a position in the %s', async (_where, latitude, longitude, altitude, wanted) => {
    for (const order of ['II', 'MM'] as const) {
      const result = await metadata(jpegOf({ gps: gpsTags(latitude, longitude, altitude) }, order));
      expect(result).toMatchObject({
        gps: { latitude: wanted[0], longitude: wanted[1], altitude: wanted[2] },
        warnings: [],
      });
    }
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'applies orientation %i to the upright size only',
    async (orientation) => {
      const result = await metadata(jpegOf({ image: [{ id: 0x0112, type: 'short', value: [orientation] }] }));
      const turned = orientation >= 5;
      expect(result).toMatchObject({
        orientation,
        width: 40,
        height: 30,
        upright_width: turned ? 30 : 40,
        upright_height: turned ? 40 : 30,
      });
    },
  );

  it.each<[string, readonly Tag[], string | null, number]>([
    [
      'with the offset from UTC',
      [ascii(0x9003, '2024:02:29 23:59:59'), ascii(0x9011, '-03:30')],
      '2024-02-29T23:59:59-03:30',
      0,
    ],
    ['without a zone', [ascii(0x9003, '2024:02:29 23:59:59')], '2024-02-29T23:59:59', 0],
    [
      'of the scan where nothing was shot',
      [ascii(0x9004, '1999:12:31 01:02:03'), ascii(0x9012, '+00:00')],
      '1999-12-31T01:02:03+00:00',
      0,
    ],
    ['of a clock that was never set', [ascii(0x9003, '    :  :     :  :  ')], null, 0],
    ['of a clock at zero', [ascii(0x9003, '0000:00:00 00:00:00')], null, 0],
    ['of a day that never was', [ascii(0x9003, '2023:02:29 10:00:00')], null, 1],
    [
      'with an offset that is none',
      [ascii(0x9003, '2024:05:06 07:08:09'), ascii(0x9011, '   :  ')],
      '2024-05-06T07:08:09',
      0,
    ],
  ])('tells the time %s', async (_what, exif, captured_at, warnings) => {
    const result = (await metadata(jpegOf({ exif }))) as { warnings: string[] }; // output_schema holds it to that
    expect(result).toMatchObject({ captured_at });
    expect(result.warnings).toHaveLength(warnings);
  });

  it('tells binary tags by their length, numbers without a name by their number, and no number that is none', async () => {
    const result = await metadata(
      jpegOf({
        exif: [
          { id: 0x927c, type: 'undefined', value: 'MAKER'.repeat(50) },
          { id: 0x829d, type: 'rational', value: [[0, 0]] },
          { id: 0x9206, type: 'rational', value: [[0xffffffff, 0]] },
          { id: 0xbeef, type: 'short', value: [1, 2, 3] },
          { id: 0x9286, type: 'undefined', value: 'UNICODE\0H\0i\0 \0\x3a\x26' },
        ],
      }),
    );
    expect(result).toMatchObject({
      f_number: null,
      warnings: ['EXIF: FNumber has no value.', 'EXIF: SubjectDistance has no value.'],
    });
    expect((result as { exif: object }).exif).toEqual({
      MakerNote: { bytes: 250 },
      '0xBEEF': [1, 2, 3],
      UserComment: 'Hi ☺',
    });
  });
});

describe('the metadata plugin on broken EXIF', () => {
  const whole = exifBlock({
    image: [ascii(0x010f, 'Gatehouse Optics')],
    exif: [ascii(0x9003, '2025:04:07 18:42:10')],
    gps: gpsTags('59 19 46 N', '18 4 7 E'),
  });

  it.each<[string, Buffer, RegExp]>([
    ['cut off inside the header', whole.subarray(0, 5), /TIFF header/],
    ['cut off inside the first directory', whole.subarray(0, 20), /tells of 3 tags/],
    ['cut off before the second', whole.subarray(0, 69), /Exif directory lies outside/],
    ['of noise', Buffer.alloc(200, 0xa7), /TIFF header/],
    ['with a first directory beyond its end', patched(whole, 4, 0xfffffff0), /image directory lies outside/],
    ['whose GPS pointer leads back to the start', patched(whole, 10 + 2 * 12 - 12 + 8, 8), /read before/],
    [
      'with a tag of four thousand million letters',
      patched(whole, 10 + 4, 0xffffffff),
      /0x010F of the image directory lies outside/,
    ],
    ['with a tag of an unknown type', patched(whole, 10 + 2, 0x00010063), /unknown type 99/],
  ])('answers with a warning for a block %s', async (_what, block, warning) => {
    const result = (await metadata(jpegWithExif(plainJpeg, block))) as { warnings: string[] }; // output_schema holds it to that
    expect(result).toMatchObject({ format: 'jpeg', width: 40, height: 30 });
    expect(result.warnings.join('\n')).toMatch(warning);
  });

  it('tells no position that is on no map', async () => {
    const result = await metadata(jpegOf({ gps: gpsTags('95 0 0 N', '18 0 0 E') }));
    expect(result).toMatchObject({ gps: null, warnings: ['EXIF: the GPS tags do not tell a position.'] });
  });

  it('tells no position without its hemispheres', async () => {
    const gps = gpsTags('59 0 0 N', '18 0 0 E').filter(({ type }) => type !== 'ascii');
    expect(await metadata(jpegOf({ gps }))).toMatchObject({ gps: null });
  });
});

describe('the metadata plugin on every type of file', () => {
  const gps = gpsTags('33 51 25 S', '70 30 0 W');
  const position = { latitude: -33.8569444, longitude: -70.5, altitude: null };

  it.each(['jpeg', 'png', 'webp', 'avif'] as const)('finds the EXIF of %s', async (type) => {
    const picture = await sharp(jpegOf({ image: [ascii(0x010f, 'Maker')], gps }))
      .keepExif()
      .toFormat(type)
      .toBuffer();
    expect(await metadata(picture, type)).toMatchObject({
      format: type,
      width: 40,
      height: 30,
      gps: position,
      camera_make: 'Maker',
      warnings: [],
    });
  });

  it('finds the EXIF of TIFF', async () => {
    const picture = tiffWithExif({ image: [ascii(0x010f, 'Maker')], gps });
    expect(await metadata(picture, 'tiff')).toMatchObject({
      format: 'tiff',
      width: 1,
      height: 1,
      color_space: 'grey',
      gps: position,
      camera_make: 'Maker',
      warnings: [],
    });
  });

  it('tells of GIF that it has no EXIF, and its frames', async () => {
    const frames = await Promise.all(
      ['#f00', '#0f0', '#00f'].map((background) => blank(8, 6).tint(background).png().toBuffer()),
    );
    const picture = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect(await metadata(picture, 'gif')).toMatchObject({
      format: 'gif',
      width: 8,
      height: 6,
      frames: 3,
      exif: null,
    });
  });

  it('tells colours, depth, transparency and density of PNG', async () => {
    const picture = await sharp({ create: { width: 5, height: 4, channels: 4, background: '#00000080' } })
      .toColourspace('rgb16')
      .withMetadata({ density: 300 })
      .png()
      .toBuffer();
    expect(await metadata(picture, 'png')).toMatchObject({
      has_alpha: true,
      channels: 4,
      bits_per_channel: 16,
      color_space: 'srgb',
      density: 300,
      orientation: 1,
      captured_at: null,
      gps: null,
    });
  });

  it('names the colour profile and tells of XMP', async () => {
    const picture = await blank(9, 9)
      .withIccProfile('p3')
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"/>')
      .jpeg({ progressive: true })
      .toBuffer();
    expect(await metadata(picture)).toMatchObject({
      icc_profile: { name: expect.stringContaining('P3') as string },
      has_xmp: true,
      progressive: true,
    });
  });

  it.each([
    [1, 1],
    [16384, 1],
    [1, 16384],
  ])('takes a picture of %i × %i', async (width, height) => {
    expect(await metadata(await blank(width, height).png().toBuffer(), 'png')).toMatchObject({
      width,
      height,
    });
  });
});

function patched(block: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(block);
  copy.writeUInt32LE(value, at);
  return copy;
}
