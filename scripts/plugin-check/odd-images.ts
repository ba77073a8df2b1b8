import sharp, { type Sharp } from 'sharp';
import { INTAKE_MIME_TYPES, type IntakeMimeType } from '@gatehouse/contracts';
import { encodeAs } from './encode-as.ts';
import type { NamedImage } from './subject.ts';

/** A picture that is unusual and valid, and the types that can hold it. */
interface OddPicture {
  readonly what: string;
  readonly types: readonly IntakeMimeType[];
  readonly draw: () => Sharp;
}

const ODD_PICTURES: readonly OddPicture[] = [
  { what: 'a picture of 1 × 1 pixel', types: INTAKE_MIME_TYPES, draw: () => plain(1, 1) },
  { what: 'a picture of 10000 × 1 pixels', types: INTAKE_MIME_TYPES, draw: () => plain(10_000, 1) },
  { what: 'a picture of 1 × 10000 pixels', types: INTAKE_MIME_TYPES, draw: () => plain(1, 10_000) },
  { what: 'a picture that is all black', types: INTAKE_MIME_TYPES, draw: () => plain(200, 150, '#000') },
  { what: 'a picture that is all white', types: INTAKE_MIME_TYPES, draw: () => plain(200, 150, '#fff') },
  { what: 'a picture of noise', types: INTAKE_MIME_TYPES, draw: noise },
  {
    what: 'a picture of 16 bits a channel',
    types: ['image/png', 'image/tiff'],
    draw: () => noise().toColourspace('rgb16'),
  },
  { what: 'a CMYK picture', types: ['image/jpeg', 'image/tiff'], draw: () => noise().toColourspace('cmyk') },
  {
    what: 'a transparent picture',
    types: ['image/png', 'image/webp', 'image/tiff', 'image/avif'],
    draw: () => noise().ensureAlpha(0.3),
  },
  {
    what: 'a grey picture',
    types: ['image/jpeg', 'image/png', 'image/tiff'],
    draw: () => noise().greyscale(),
  },
  {
    what: 'a picture that EXIF turns on its side',
    types: ['image/jpeg', 'image/png', 'image/webp'],
    draw: () => noise().withMetadata({ orientation: 6 }),
  },
];

/** The unusual pictures, each as the first accepted type that can hold it. */
export async function oddImages(accepts: readonly IntakeMimeType[]): Promise<NamedImage[]> {
  const images = ODD_PICTURES.map(async ({ what, types, draw }) => {
    const mimeType = types.find((type) => accepts.includes(type));
    return mimeType === undefined ? [] : [{ what, bytes: await encodeAs(draw(), mimeType) }];
  });
  return (await Promise.all(images)).flat();
}

function plain(width: number, height: number, background = '#7a5'): Sharp {
  return sharp({ create: { width, height, channels: 3, background } });
}

function noise(): Sharp {
  const grain = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  return sharp({ create: { width: 200, height: 150, channels: 3, background: '#000', noise: grain } });
}
