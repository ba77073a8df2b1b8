import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { CleanFile } from '../../scripts/scanner/memory/clean-scan.ts';
import { scanKey, type KeyParts } from '../../scripts/scanner/memory/scan-key.ts';
import { staleFiles } from '../../scripts/scanner/memory/stale-files.ts';
import { scanAgain } from '../../scripts/scanner/scan-again.ts';
import { CLEAN, SMALL_POLICY, smallRepository, write } from './support/small-repository.ts';

const root = smallRepository();
const memory = join(root, 'node_modules/.cache/clean-scan.json');
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** What a scan says, by rule and file. */
async function said(kept: string | null = memory): Promise<readonly string[]> {
  const { findings } = await scanAgain({ root, policy: SMALL_POLICY, memory: kept });
  return findings.map(({ rule, place }) => `${rule} ${place.file}`);
}
const kept = (): string => readFileSync(memory, 'utf8');

describe('a scan after a clean one', () => {
  beforeEach(async () => {
    write(root, CLEAN);
    expect(await said()).toEqual([]);
  });

  it('judges what changed', async () => {
    write(root, { 'libs/core/src/alone.ts': 'export const alone: any = 1;\n' });
    expect(await said()).toEqual(['EXE008 libs/core/src/alone.ts']);
  });

  it('judges what only imports what changed, by way of a door', async () => {
    const giver = "import type { Handle } from './gate.js';\nexport declare const give: () => Handle;\n";
    write(root, { 'libs/core/src/giver.ts': giver });
    expect(await said()).toContain('EXE001 libs/core/src/user.ts');
  });

  it('judges what imports what is gone', async () => {
    rmSync(join(root, 'libs/core/src/giver.ts'));
    expect(await said()).toContain('EXE009 libs/core/src/door.ts');
  });

  it('judges everything where something is declared for all', async () => {
    write(root, {
      'libs/core/src/alone.ts': 'declare global { var all: string; }\nexport const alone = 1;\n',
    });
    write(root, { 'libs/core/src/user.ts': 'export const used = all.length;\n' });
    expect(await said()).toEqual([]);
    write(root, {
      'libs/core/src/alone.ts': 'declare global { var all: number; }\nexport const alone = 1;\n',
    });
    expect(await said()).toEqual(['EXE009 libs/core/src/user.ts']);
  });

  it('judges the gate as it is', async () => {
    const gate = String(CLEAN['libs/core/src/gate.ts']).replace('this.inputs.check();', '');
    write(root, { 'libs/core/src/gate.ts': gate });
    expect(await said()).toEqual(['EXE004 libs/core/src/gate.ts']);
  });

  it('says the same again and again, as long as it is not mended', async () => {
    const before = kept();
    write(root, { 'libs/core/src/alone.ts': 'export const alone: any = 1;\n' });
    expect(await said()).toEqual(await said());
    expect(kept()).toBe(before);
  });

  it('keeps what it judged again', async () => {
    const before = kept();
    write(root, { 'libs/core/src/alone.ts': 'export const alone = 2;\n' });
    expect(await said()).toEqual([]);
    expect(kept()).not.toBe(before);
  });

  it.each(['{}', '', 'null', '{"key":1,"files":{}}', '[]', '{"key":"x","files":{"a":{}}}'])(
    'is not led astray by what nobody kept: %s',
    async (text) => {
      writeFileSync(memory, text);
      write(root, { 'libs/core/src/alone.ts': 'export const alone: any = 1;\n' });
      expect(await said()).toEqual(['EXE008 libs/core/src/alone.ts']);
    },
  );

  it('is not asked where everything is to be judged', async () => {
    const hash = JSON.parse(kept()) as { files: Record<string, { hash: string }> }; // as the scan wrote it
    write(root, { 'libs/core/src/alone.ts': 'export const alone: any = 1;\n' });
    const { createHash } = await import('node:crypto');
    const forged = createHash('sha256').update('export const alone: any = 1;\n').digest('hex');
    (hash.files['libs/core/src/alone.ts'] ?? { hash: '' }).hash = forged;
    writeFileSync(memory, JSON.stringify(hash));
    expect(await said(null)).toEqual(['EXE008 libs/core/src/alone.ts']);
  });
});

describe('the key of what is kept', () => {
  const parts: KeyParts = { root, policy: SMALL_POLICY, sources: ['a.ts'], theirs: [], besides: [] };
  const key = (less: Partial<KeyParts> = {}): string => scanKey({ ...parts, ...less });
  const changed = (file: string): readonly [string, string] => {
    const before = key({ theirs: [join(root, file)], besides: [file] });
    write(root, { [file]: `${readFileSync(join(root, file), 'utf8')}\n` });
    return [before, key({ theirs: [join(root, file)], besides: [file] })];
  };

  it('is the same where nothing changed', () => {
    expect(key()).toBe(key());
  });

  it.each(['package.json', 'tsconfig.base.json', 'libs/core/tsconfig.json'])('changes with %s', (file) => {
    const before = key();
    write(root, { [file]: `${readFileSync(join(root, file), 'utf8')}\n` });
    expect(key()).not.toBe(before);
  });

  it('changes with the policy, the list of sources and the files that are not judged', () => {
    write(root, { 'more.d.ts': 'export {};' });
    const [before, after] = changed('more.d.ts');
    const keys = [key(), key({ policy: {} }), key({ sources: ['a.ts', 'b.ts'] }), before, after];
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('what is judged again', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
  const files = fc.dictionary(
    fc.constantFrom(...names),
    fc.record({
      hash: fc.constantFrom('1', '2'),
      imports: fc.array(fc.constantFrom(...names), { maxLength: 3 }),
    }),
  );
  const hashes = fc.dictionary(fc.constantFrom(...names), fc.constantFrom('1', '2'));

  /** By the definition: whether a file, or something that it imports however far, is not what it was. */
  function isStale(
    file: string,
    before: Readonly<Record<string, CleanFile>>,
    now: ReadonlyMap<string, string>,
    seen: readonly string[] = [],
  ): boolean {
    if (seen.includes(file)) return false;
    const known = before[file];
    if (known === undefined) return now.has(file);
    return (
      now.get(file) !== known.hash ||
      known.imports.some((target) => isStale(target, before, now, [...seen, file]))
    );
  }

  it('is what changed and what rests on it, and no more', () => {
    fc.assert(
      fc.property(files, hashes, (before, after) => {
        const now = new Map(Object.entries(after));
        const expected = [...now.keys()].filter((file) => isStale(file, before, now)).sort();
        expect(staleFiles(before, now)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});
