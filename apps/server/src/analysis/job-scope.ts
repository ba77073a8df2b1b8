import { roleHolds, type Caller } from '@gatehouse/auth';
import type { JobScope } from '@gatehouse/execution';

/** Which jobs a caller sees: those of its own key; an admin, and who comes without keys, everybody's. */
export function jobScopeOf({ keyId, role }: Caller): JobScope {
  return keyId === null || roleHolds(role, 'admin') ? 'everybody' : { owner: keyId };
}
