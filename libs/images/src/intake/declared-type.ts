/** Other names that senders give to the types that are taken. */
const ALIASES: Readonly<Record<string, string>> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'image/apng': 'image/png',
  'image/x-png': 'image/png',
  'image/tif': 'image/tiff',
};

/** What browsers and curl declare when they do not know the type: no declaration at all. */
const UNDECLARED = new Set(['', 'application/octet-stream']);

/**
 * A declared media type in the one form that can be compared: lower case, without parameters, under its usual name.
 *
 * @returns null where nothing was declared
 */
export function declaredType(mimeType: string | null): string | null {
  const essence = (mimeType ?? '').split(';', 1).join('').trim().toLowerCase();
  if (UNDECLARED.has(essence)) return null;
  return Object.hasOwn(ALIASES, essence) ? (ALIASES[essence] ?? essence) : essence;
}
