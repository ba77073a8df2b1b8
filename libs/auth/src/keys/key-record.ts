import type { Role } from '../access/role.js';

/** What is kept of an API key. */
export interface KeyRecord {
  readonly id: string;
  /** What its maker called it; may be empty. */
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the whole key. */
  readonly digest: Buffer;
  readonly createdAt: Date;
  /** Null where it does not expire. */
  readonly expiresAt: Date | null;
  /** To the minute or so; null where it was never used. */
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

/** Whether a key opens anything, and why not. */
export type KeyState = 'active' | 'expired' | 'revoked';

/** How a key stands at a moment. */
export function keyStateAt({ expiresAt, revokedAt }: KeyRecord, now: Date): KeyState {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'active';
}
