import { readContainer } from './container/read-container.js';
import { readExif, type ExifTags } from './exif/read-exif.js';
import { cameraSettings } from './facts/camera-settings.js';
import { capturedAt } from './facts/captured-at.js';
import { gpsPosition } from './facts/gps-position.js';
import type { MetadataResult } from './metadata-result.js';

const CENTIMETRE = 3;
const CENTIMETRES_PER_INCH = 2.54;

/**
 * Tells the facts of a picture file. Broken EXIF costs a warning, never the answer.
 *
 * @throws Error when the file is no picture of a type that is let in
 */
export async function readMetadata(file: Uint8Array, mimeType: string): Promise<MetadataResult> {
  const { facts, exif } = await readContainer(file);
  const block = mimeType === 'image/tiff' ? file : exif; // a TIFF file is itself what EXIF blocks are made of
  const { tags, warnings } = block === null ? { tags: {}, warnings: [] } : readExif(block);
  const allWarnings = [...warnings];
  const warn = (warning: string): void => void allWarnings.push(warning);
  return {
    format: mimeType.replace('image/', ''),
    ...facts,
    density: facts.density ?? exifDensity(tags),
    captured_at: capturedAt(tags, warn),
    gps: gpsPosition(tags, warn),
    ...cameraSettings(tags),
    exif: block === null ? null : tags,
    warnings: allWarnings,
  };
}

/** Formats without a resolution of their own, such as WebP, may still have it in EXIF. */
function exifDensity({ XResolution, ResolutionUnit = 2 }: ExifTags): number | null {
  if (typeof XResolution !== 'number' || XResolution <= 0 || ResolutionUnit === 1) return null;
  return ResolutionUnit === CENTIMETRE ? XResolution * CENTIMETRES_PER_INCH : XResolution;
}
