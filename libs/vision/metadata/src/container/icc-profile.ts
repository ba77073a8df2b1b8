/** An embedded colour profile. */
export interface IccProfile {
  /** Its description, such as "Display P3"; null where it has none that can be read. */
  readonly name: string | null;
  readonly bytes: number;
}

const TAG_COUNT_AT = 128;
const TAG_BYTES = 12;
const MOST_TAGS = 100;
const DESCRIPTION = 'desc';

/** Reads the description out of an ICC profile of version 2 or 4; a broken profile merely has no name. */
export function iccProfile(profile: Uint8Array): IccProfile {
  return { name: nameOf(profile), bytes: profile.byteLength };
}

function nameOf(profile: Uint8Array): string | null {
  try {
    const name = description(Buffer.from(profile.buffer, profile.byteOffset, profile.byteLength));
    return name === '' ? null : name;
  } catch {
    return null; // Buffer refuses places outside of the profile: it is cut off or lies about itself
  }
}

function description(profile: Buffer): string | null {
  const count = Math.min(profile.readUInt32BE(TAG_COUNT_AT), MOST_TAGS);
  for (let i = 0; i < count; i++) {
    const entry = TAG_COUNT_AT + 4 + i * TAG_BYTES;
    if (profile.toString('latin1', entry, entry + 4) !== DESCRIPTION) continue;
    return textOf(profile.subarray(profile.readUInt32BE(entry + 4)));
  }
  return null;
}

/** Version 4 has texts in several languages (`mluc`), of which the first is taken; version 2 one in ASCII (`desc`). */
function textOf(element: Buffer): string | null {
  const type = element.toString('latin1', 0, 4);
  if (type === 'desc') return tidied(element.toString('latin1', 12, 12 + element.readUInt32BE(8)));
  if (type !== 'mluc' || element.readUInt32BE(8) === 0) return null;
  const start = element.readUInt32BE(24);
  return tidied(
    new TextDecoder('utf-16be').decode(element.subarray(start, start + element.readUInt32BE(20))),
  );
}

function tidied(text: string): string {
  const [beforeNul = ''] = text.split('\0', 1);
  return beforeNul.trim();
}
