import type { ExifTags } from '../exif/read-exif.js';

const DATE_TIME = /^(\d{4}):(\d\d):(\d\d)[ T](\d\d):(\d\d):(\d\d)/;
const OFFSET = /^[+-](?:0\d|1[0-4]):[0-5]\d$/;
/** Cameras whose clock was never set leave blanks or zeros between the colons. */
const NEVER_SET = /^[\s0:]*$/;

/**
 * When a picture was taken, ISO 8601: with the offset from UTC where the camera told it, else as its clock showed, without.
 * Of DateTimeOriginal, else of DateTimeDigitized; DateTime tells of the last change and is not asked.
 */
export function capturedAt(tags: ExifTags, warn: (warning: string) => void): string | null {
  return (
    moment('DateTimeOriginal', tags['OffsetTimeOriginal'], tags['SubSecTimeOriginal']) ??
    moment('DateTimeDigitized', tags['OffsetTimeDigitized'], tags['SubSecTimeDigitized'])
  );

  function moment(name: string, offset: unknown, fraction: unknown): string | null {
    const value = tags[name];
    if (value === undefined || (typeof value === 'string' && NEVER_SET.test(value))) return null;
    const parts = typeof value === 'string' ? DATE_TIME.exec(value) : null;
    const [, year, month, day, hour, minute, second] = parts ?? [];
    const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
    if (parts === null || !isOnTheCalendar(local)) {
      warn(`EXIF: ${name} is no date.`);
      return null;
    }
    const subSeconds = typeof fraction === 'string' && /^\d{1,9}$/.test(fraction) ? `.${fraction}` : '';
    return local + subSeconds + (typeof offset === 'string' && OFFSET.test(offset) ? offset : '');
  }
}

function isOnTheCalendar(local: string): boolean {
  const time = Date.parse(`${local}Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(local);
}
