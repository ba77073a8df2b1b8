import type { ExifTags } from '../exif/read-exif.js';

/** What took a picture, and how; null where it is not told. */
export interface CameraSettings {
  readonly camera_make: string | null;
  readonly camera_model: string | null;
  readonly lens_model: string | null;
  readonly software: string | null;
  /** Seconds. */
  readonly exposure_time_seconds: number | null;
  readonly f_number: number | null;
  readonly iso: number | null;
  readonly focal_length_mm: number | null;
  readonly focal_length_in_35mm_film: number | null;
}

/** Takes the tags that people ask for out of the many. */
export function cameraSettings(tags: ExifTags): CameraSettings {
  const text = (name: string): string | null => {
    const value = tags[name];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  /** Some tags may hold several numbers, such as the sensitivity for each of two readings; the first one counts. */
  const positive = (name: string): number | null => {
    const value = tags[name];
    const first: unknown = Array.isArray(value) ? value[0] : value;
    return typeof first === 'number' && first > 0 ? first : null;
  };
  return {
    camera_make: text('Make'),
    camera_model: text('Model'),
    lens_model: text('LensModel'),
    software: text('Software'),
    exposure_time_seconds: positive('ExposureTime'),
    f_number: positive('FNumber'),
    iso: positive('PhotographicSensitivity'),
    focal_length_mm: positive('FocalLength'),
    focal_length_in_35mm_film: positive('FocalLengthIn35mmFilm'),
  };
}
