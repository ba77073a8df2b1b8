import type { ExifTags } from '../exif/read-exif.js';
import type { TagValue } from '../exif/tag-value.js';

/** Where a picture was taken, on WGS 84 unless GPSMapDatum says otherwise. */
export interface GpsPosition {
  /** Decimal degrees, south negative. */
  readonly latitude: number;
  /** Decimal degrees, west negative. */
  readonly longitude: number;
  /** Metres, below the sea negative; null where it is not told. */
  readonly altitude: number | null;
}

/** GPSAltitudeRef: below sea level, and (EXIF 3.0) below the reference ellipsoid. */
const BELOW: readonly unknown[] = [1, 3];
const DECIMALS = 1e7; // a centimetre, finer than any receiver

/** Null where the tags tell no position; a warning where they try to. */
export function gpsPosition(tags: ExifTags, warn: (warning: string) => void): GpsPosition | null {
  const { GPSLatitude, GPSLatitudeRef, GPSLongitude, GPSLongitudeRef, GPSAltitude, GPSAltitudeRef } = tags;
  if (GPSLatitude === undefined && GPSLongitude === undefined) return null;
  const latitude = degrees(GPSLatitude, sign(GPSLatitudeRef, 'N', 'S'), 90);
  const longitude = degrees(GPSLongitude, sign(GPSLongitudeRef, 'E', 'W'), 180);
  if (latitude === null || longitude === null) {
    warn('EXIF: the GPS tags do not tell a position.');
    return null;
  }
  const altitude = typeof GPSAltitude === 'number' ? GPSAltitude : null;
  return {
    latitude,
    longitude,
    altitude: altitude !== null && BELOW.includes(GPSAltitudeRef) ? 0 - altitude : altitude,
  };
}

/** Of degrees, minutes and seconds, of which the later ones may be missing. */
function degrees(value: TagValue | undefined, direction: 1 | -1 | null, most: number): number | null {
  const parts = typeof value === 'number' ? [value] : Array.isArray(value) ? value : [];
  const [whole, minutes = 0, seconds = 0] = parts as readonly number[]; // Array.isArray forgets what the tag's type said
  if (whole === undefined || direction === null) return null;
  const magnitude = whole + minutes / 60 + seconds / 3600;
  return magnitude <= most ? (direction * Math.round(magnitude * DECIMALS)) / DECIMALS + 0 : null;
}

function sign(reference: TagValue | undefined, positive: string, negative: string): 1 | -1 | null {
  const letter = typeof reference === 'string' ? reference.slice(0, 1).toUpperCase() : '';
  if (letter === positive) return 1;
  return letter === negative ? -1 : null;
}
