import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const KILOBYTE = 1024;

let measured: Promise<number | null> | null = null;

/**
 * The bytes that an idle Node process has mapped as data, which `RLIMIT_DATA` counts: V8 alone reserves about
 * half a gigabyte for code, so a limit below this ends a process before its first line. Measured once per process.
 *
 * @returns null where there is no `/proc`
 */
export function idleDataSize(): Promise<number | null> {
  measured ??= measure().catch((problem: unknown) => {
    measured = null; // the next start tries again
    throw problem;
  });
  return measured;
}

async function measure(): Promise<number | null> {
  if (process.platform !== 'linux') return null;
  const script = "process.stdout.write(require('node:fs').readFileSync('/proc/self/status', 'utf8'))";
  const { stdout } = await run(process.execPath, ['-e', script], { env: {}, timeout: 10_000 });
  const kilobytes = /^VmData:\s+(\d+) kB$/m.exec(stdout)?.[1];
  return kilobytes === undefined ? null : Number(kilobytes) * KILOBYTE;
}
