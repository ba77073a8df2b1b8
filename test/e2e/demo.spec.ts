import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tempFolder } from '../jobs/support/temp-folder.js';
import { demoCalls, missingCalls } from '../../scripts/demo/expectations.js';

const DEMO = fileURLToPath(new URL('../../scripts/demo.ts', import.meta.url));

describe('npm run demo', () => {
  const out = tempFolder();

  it('shows right results of every sample and every plugin that ships', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [DEMO, out], { encoding: 'utf8' });
    expect({ status, stderr, stdout }).toEqual({
      status: 0,
      stderr: '',
      stdout: expect.stringMatching(/\nAll \d+ as expected\.\n$/) as string,
    });
    for (const plugin of [
      'barcode',
      'detect',
      'faces',
      'metadata',
      'ocr',
      'palette',
      'quality',
      'similarity',
    ]) {
      expect(stdout).toMatch(new RegExp(`^qr-tiny\\.png +${plugin} `, 'm'));
    }
    expect(readdirSync(out).sort()).toEqual(
      readdirSync(new URL('../../docs/samples/out/', import.meta.url)).sort(),
    );
  }, 240_000);

  it('misses a sample or a plugin that is not there', () => {
    const missing = missingCalls(demoCalls(['qr-tiny.png'], ['barcode']));
    expect(missing).toContain('photo-harbour.jpg with metadata');
    expect(missing).not.toContain('qr-tiny.png with barcode');
  });
});
