import { mkdirSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { linksLeadingOut } from '@gatehouse/sandbox';
import { openPool } from '../support/told-program.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** A folder `in` beside a folder `out` that holds a secret. */
function openFolders(): { readonly inside: string; readonly out: string } {
  const root = realpathSync(temporaryFolder());
  const [inside, out] = [join(root, 'in'), join(root, 'out')];
  for (const folder of [join(inside, 'deep/er'), out]) mkdirSync(folder, { recursive: true });
  for (const file of [join(inside, 'file'), join(out, 'secret')]) writeFileSync(file, 'text');
  return { inside, out };
}

describe('linksLeadingOut', () => {
  it.each<[what: string, at: string, target: string]>([
    ['an absolute link to a file', 'link', '/etc/passwd'],
    ['a relative link to a file', 'link', '../out/secret'],
    ['a link to a folder', 'deep/link', '../../out'],
    ['a link to the folder above', 'deep/link', '../..'],
    ['a link far below', 'deep/er/link', '../../../out/secret'],
    ['a link to what is not there yet', 'link', '../out/later'],
    ['a link to a folder whose name begins alike', 'link', '../in-and-out'],
    ['a link to itself, which leads nowhere', 'link', '../in/../out/../link'],
  ])('finds %s', (_what, at, target) => {
    const { inside } = openFolders();
    symlinkSync(target, join(inside, at));
    expect(linksLeadingOut([inside])).toEqual([join(inside, at)]);
  });

  it.each<[what: string, at: string, target: string]>([
    ['a link to a file beside it', 'link', 'file'],
    ['a link to the folder itself', 'link', '.'],
    ['a link by a detour', 'deep/link', '../../in/file'],
    ['a link to what is not there yet', 'link', 'deep/later'],
    ['a link to a name that begins with two dots', 'link', '..file'],
  ])('lets %s be', (_what, at, target) => {
    const { inside } = openFolders();
    symlinkSync(target, join(inside, at));
    expect(linksLeadingOut([inside])).toEqual([]);
  });

  it('finds a link whose own target is a link that leads out', () => {
    const { inside } = openFolders();
    symlinkSync('../../out', join(inside, 'deep/one'));
    symlinkSync('deep/one/secret', join(inside, 'two'));
    expect(linksLeadingOut([inside])).toEqual([join(inside, 'deep/one'), join(inside, 'two')]);
  });

  it('lets links between the folders be, whichever name they are given by', () => {
    const { inside, out } = openFolders();
    symlinkSync(out, join(inside, 'package'));
    symlinkSync('../in/file', join(out, 'back'));
    expect(linksLeadingOut([inside])).toEqual([join(inside, 'package')]);
    expect(linksLeadingOut([inside, join(inside, 'package')])).toEqual([]);
  });

  it('takes a file, and what does not exist, for something without links', () => {
    const { inside } = openFolders();
    expect(linksLeadingOut([join(inside, 'file'), join(inside, 'nowhere')])).toEqual([]);
  });

  it('finds what a process can really read by', async () => {
    const { inside } = openFolders();
    symlinkSync('../out/secret', join(inside, 'link'));
    const { tell } = openPool({ readPaths: [inside] });
    const read = "return (await import('node:fs')).readFileSync(given, 'utf8')";
    const [link = ''] = linksLeadingOut([inside]);
    await expect(tell(read, { header: { given: link } })).resolves.toBe('text');
    const straight = tell(read, { header: { given: join(inside, '../out/secret') } });
    await expect(straight).rejects.toMatchObject({
      message: expect.stringContaining('restricted') as unknown,
    });
  });
});
