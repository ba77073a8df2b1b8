import { format } from 'node:util';
import type { SandboxLog } from '../sandbox-spec.js';

/** Sends what a program prints with `console` to the host's log; the process's own standard output leads nowhere. */
export function redirectConsole(log: SandboxLog): void {
  console.debug = (...values: unknown[]) => {
    log('debug', format(...values));
  };
  console.log = console.info = (...values: unknown[]) => {
    log('info', format(...values));
  };
  console.warn = (...values: unknown[]) => {
    log('warn', format(...values));
  };
  console.error = console.trace = (...values: unknown[]) => {
    log('error', format(...values));
  };
}
