import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Writer } from '../../libs/jobs/src/sqlite/writer.js';
import { openStore } from './support/open-store.js';
import { tempFolder } from './support/temp-folder.js';

const PROGRAM = fileURLToPath(new URL('./support/dying-writer.ts', import.meta.url));
const unavailable: unknown = expect.objectContaining({ code: 'STORE_UNAVAILABLE' });

describe('a writer thread that dies', () => {
  it('fails what it had not answered, loses nothing it had, and is followed by another', async () => {
    const dataDir = tempFolder();
    const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, dataDir]);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.pop()).toBe('closed');
    const outcomes = lines.map((line) => line.split(' '));
    const ids = (wanted: string): string[] =>
      outcomes.filter(([, outcome]) => outcome === wanted).map(([id = '']) => id);

    // five rounds of sixty, of which two met a death
    expect(lines).toHaveLength(300);
    expect(ids('SUCCESS').length + ids('STORE_UNAVAILABLE').length).toBe(300);
    expect(ids('SUCCESS').length).toBeGreaterThanOrEqual(180);
    expect(ids('STORE_UNAVAILABLE').length).toBeGreaterThan(0);

    const store = await openStore(dataDir);
    const stored = await Promise.all(ids('SUCCESS').map((id) => store.findWithResult(id)));
    expect(stored.filter((job) => job === null || job.result?.['of'] !== job.id)).toEqual([]);
  });

  it('fails with STORE_UNAVAILABLE while it cannot even start, and works once it can', async () => {
    const folder = join(tempFolder(), 'later');
    const writer = new Writer(join(folder, 'x.sqlite'));
    const create = { sql: 'CREATE TABLE t (id)', parameters: [] };
    await expect(Promise.allSettled([writer.post([]), writer.post([create])])).resolves.toEqual([
      { status: 'rejected', reason: unavailable },
      { status: 'rejected', reason: unavailable },
    ]);
    await expect(writer.post([create])).rejects.toEqual(
      expect.objectContaining({
        cause: expect.objectContaining({ message: 'unable to open database file' }) as unknown,
      }),
    );
    mkdirSync(folder);
    await expect(writer.post([create])).resolves.toEqual([0]);
    await writer.close();
  });

  it('is not needed to close', async () => {
    const writer = new Writer(join(tempFolder(), 'x.sqlite'));
    await expect(writer.close()).resolves.toBeUndefined();
    await expect(writer.post([])).rejects.toEqual(unavailable);
  });
});
