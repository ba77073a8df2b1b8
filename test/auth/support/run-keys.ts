import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../../scripts/keys.ts', import.meta.url));
const cwd = mkdtempSync(join(tmpdir(), 'gatehouse-keys-cwd-')); // without a .env

afterAll(() => {
  rmSync(cwd, { recursive: true, force: true });
});

/** What a run of `npm run keys` came to. */
export interface KeysRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the built `npm run keys -- …` as a process.
 *
 * @param keyFile API_KEYS_FILE
 */
export async function runKeys(keyFile: string, ...words: readonly string[]): Promise<KeysRun> {
  const child = spawn(process.execPath, [SCRIPT, ...words], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', API_KEYS_FILE: keyFile },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
}
