import net from 'node:net';
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
  refusePaths(net.Socket.prototype, 'connect');
  refusePaths(net.Server.prototype, 'listen');
  syncBuiltinESMExports(); // `import { setPriority } from 'node:os'` sees the change too
}

/**
 * Refuses sockets that have a path. The permission model lets them through, and a network namespace does not cover them:
 * they would lead to other services of the same user.
 */
function refusePaths(prototype: net.Socket | net.Server, method: 'connect' | 'listen'): void {
  const original: unknown = Reflect.get(prototype, method);
  if (typeof original !== 'function') return;
  Object.defineProperty(prototype, method, {
    value(this: unknown, ...given: readonly unknown[]): unknown {
      if (namesPath(given[0])) throw new Error('Sockets with a path are not allowed in a sandbox.');
      return Reflect.apply(original, this, given);
    },
  });
}

/** `net` takes a path as text, in options, or in options that it has put into a list itself. */
function namesPath(target: unknown): boolean {
  if (typeof target === 'string') return !/^\d+$/.test(target);
  if (Array.isArray(target)) return namesPath(target[0]);
  return typeof target === 'object' && target !== null && 'path' in target && target.path != null;
}
