import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Closable } from './with-open.ts';

/** An empty folder, removed when it is closed. */
export function temporaryFolder(): Closable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
  chmodSync(path, 0o755); // a plugin's process may run as another user
  return {
    path,
    close: () => {
      rmSync(path, { recursive: true, force: true });
    },
  };
}
