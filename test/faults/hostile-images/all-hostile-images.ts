import { AVIF_IMAGES } from './avif-images.js';
import { DAMAGED } from './damaged-images.js';
import { GIF_IMAGES } from './gif-images.js';
import type { HostileImage } from './hostile-image.js';
import { JPEG_BOMBS, JPEG_LIES } from './jpeg-images.js';
import { PNG_BOMBS, PNG_LIES } from './png-images.js';
import { STRANGERS } from './stranger-images.js';
import { TIFF_BOMBS, TIFF_LIES } from './tiff-images.js';
import { WEBP_IMAGES } from './webp-images.js';

const TABLES = [
  PNG_BOMBS,
  PNG_LIES,
  JPEG_BOMBS,
  JPEG_LIES,
  GIF_IMAGES,
  WEBP_IMAGES,
  TIFF_BOMBS,
  TIFF_LIES,
  AVIF_IMAGES,
];

/** Every hostile image there is. */
export const HOSTILE_IMAGES: readonly HostileImage[] = [...TABLES.flat(), ...STRANGERS, ...DAMAGED];
