import type { Sharp } from 'sharp';
import type { IntakeMimeType } from '@gatehouse/contracts';

/** Encodes a picture as one of the types that the intake takes. */
export async function encodeAs(picture: Sharp, mimeType: IntakeMimeType): Promise<Uint8Array> {
  return new Uint8Array(await writer(picture, mimeType).toBuffer());
}

function writer(picture: Sharp, mimeType: IntakeMimeType): Sharp {
  switch (mimeType) {
    case 'image/jpeg':
      return picture.jpeg({ quality: 92 });
    case 'image/png':
      return picture.png();
    case 'image/webp':
      return picture.webp({ quality: 92 });
    case 'image/gif':
      return picture.gif();
    case 'image/tiff':
      return picture.tiff({ compression: 'lzw' });
    case 'image/avif':
      return picture.avif({ effort: 0, quality: 80 });
    default:
      return mimeType satisfies never;
  }
}
