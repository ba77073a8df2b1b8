import { ROLE, type Role } from './role.js';

/** Who sent a request. */
export interface Caller {
  /** The id of its API key; null where the server has none and does not tell callers apart. */
  readonly keyId: string | null;
  readonly role: Role;
}

/** Everybody, while the server has no API keys and only this machine reaches it. */
export const ANYBODY: Caller = Object.freeze({ keyId: null, role: ROLE.admin });
