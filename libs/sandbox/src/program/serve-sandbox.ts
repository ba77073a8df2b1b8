import { Socket } from 'node:net';
import { CHANNEL_DESCRIPTOR } from '../channel/frame.js';
import { ProgramServer } from './program-server.js';
import type { SandboxProgram } from './sandbox-program.js';
import { scrubProcess } from './scrub-process.js';
import { UnrefWatch } from './unref-watch.js';

/** Serves a program to the host that started this process, until the host goes away. To be called once. */
export function serveSandbox(program: SandboxProgram): void {
  scrubProcess();
  const unrefs = new UnrefWatch();
  unrefs.install();
  new ProgramServer(program, unrefs, new Socket({ fd: CHANNEL_DESCRIPTOR })).listen();
}
