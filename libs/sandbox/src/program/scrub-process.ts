import os from 'node:os';
import { syncBuiltinESMExports } from 'node:module';

const DANGEROUS = ['kill', '_kill', '_debugProcess', '_debugEnd'] as const;

/**
 * Takes away what would let code in this process reach another one of the same user: signals, the debugger
 * (`process._debugProcess` opens any Node process's inspector) and priorities. The permission model stops none of them.
 * To be called before any strange code is loaded.
 */
export function scrubProcess(): void {
  for (const name of DANGEROUS) Reflect.deleteProperty(process, name);
  Object.defineProperty(os, 'setPriority', {
    value: () => {
      throw new Error('setPriority is not allowed in a sandbox');
    },
  });
  syncBuiltinESMExports(); // `import { setPriority } from 'node:os'` sees the change too
}
