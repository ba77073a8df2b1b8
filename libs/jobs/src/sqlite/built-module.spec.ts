import { existsSync } from 'node:fs';
import { builtModule } from './built-module.js';

describe('builtModule', () => {
  it('points from a TypeScript source into dist', () => {
    expect(builtModule('./x.js', 'file:///usr/src/app/libs/jobs/src/sqlite/writer.ts').href).toBe(
      'file:///usr/src/app/libs/jobs/dist/sqlite/x.js',
    );
  });

  it('leaves compiled modules where they are, also below a folder called src', () => {
    expect(builtModule('./x.js', 'file:///usr/src/app/libs/jobs/dist/sqlite/writer.js').href).toBe(
      'file:///usr/src/app/libs/jobs/dist/sqlite/x.js',
    );
  });

  it('finds the writer thread', () => {
    expect(existsSync(builtModule('./writer-thread.js', import.meta.url))).toBe(true);
  });
});
