import { hash, randomBytes } from 'node:crypto';

const ID_BYTES = 5;
const SECRET_BYTES = 32;
const API_KEY = /^gh_([0-9a-f]{10})_[0-9a-f]{64}$/;

/** A key as its holder has it: `gh_<id>_<secret>`. Nothing but its digest is kept. */
export interface ApiKey {
  /** Ten hexadecimal digits that name it in lists and logs. No secret. */
  readonly id: string;
  readonly text: string;
}

/** A new key of 256 random bits. */
export function newApiKey(): ApiKey {
  const id = randomBytes(ID_BYTES).toString('hex');
  return { id, text: `gh_${id}_${randomBytes(SECRET_BYTES).toString('hex')}` };
}

/** Reads what a caller presents as its key; null where it has not the form of one. */
export function parseApiKey(text: string): ApiKey | null {
  const id = API_KEY.exec(text)?.[1];
  return id === undefined ? null : { id, text };
}

/**
 * The SHA-256 of a key, which is what is kept of it. A slow, salted hash is for secrets that can be guessed: of 256
 * random bits none can, and it would cost every request what it costs an attacker.
 */
export function digestOf({ text }: ApiKey): Buffer {
  return hash('sha256', text, 'buffer');
}
