import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { noticeFile } from '../../scripts/docs/notice-file.ts';
import { thirdPartyPage } from '../../scripts/docs/third-party-page.ts';
import { LICENCE_EXCEPTIONS } from '../../scripts/notices/licence-policy.ts';
import { licenceRefusals } from '../../scripts/notices/licence-refusals.ts';
import { productionPackages } from '../../scripts/notices/production-packages.ts';
import { statedLicence } from '../../scripts/notices/stated-licence.ts';
import { ROOT } from '../architecture/workspaces.js';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const packages = productionPackages();

describe('LICENSE', () => {
  it('is the one that package.json names, whole', () => {
    expect(JSON.parse(read('package.json'))).toMatchObject({ license: 'Apache-2.0' });
    expect(read('LICENSE')).toMatch(
      /Apache License\s+Version 2\.0, January 2004[^]*limitations under the License\.\s*$/,
    );
  });

  it('goes along with the one package that is published', () => {
    expect(read('libs/client/LICENSE')).toBe(read('LICENSE'));
  });
});

describe('NOTICE and THIRD-PARTY.md', () => {
  it('are what the lock and the installed packages say', () => {
    expect(read('THIRD-PARTY.md')).toBe(thirdPartyPage());
    expect(read('NOTICE')).toBe(noticeFile());
  });

  it('tell each package that runs, and none that only develops', () => {
    const listed = [...read('THIRD-PARTY.md').matchAll(/^\| `([^`]+)` /gm)].map(([, name]) => name);
    expect(listed).toEqual(packages.map(({ name }) => name));
    expect(listed).toEqual(expect.arrayContaining(['sharp', 'pg-boss', 'zxing-wasm', '@nestjs/core']));
    expect(listed.filter((name) => name === 'jest' || name === 'eslint')).toEqual([]);
  });
});

describe('the licences of what runs', () => {
  it('are taken by the policy', () => {
    expect(licenceRefusals(packages)).toEqual([]);
  });

  it('are those that the installed packages themselves tell', () => {
    const told = packages.map((one) => ({
      ...one,
      stated: statedLicence(pathToFileURL(join(ROOT, one.folder))),
    }));
    expect(told.filter(({ stated }) => stated !== null).length).toBeGreaterThan(150);
    expect(told.filter(({ licence, stated }) => stated !== null && stated !== licence)).toEqual([]);
  });

  it('need each exception that is made', () => {
    const names = new Set(packages.map(({ name }) => name));
    const needless = LICENCE_EXCEPTIONS.flatMap((exception) =>
      exception.packages.filter((name) => !names.has(name)),
    );
    expect(needless).toEqual([]);
  });

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT AND Apache-2.0', true],
    ['MIT AND GPL-3.0-only', false],
    ['MIT AND BSD-2-Clause OR GPL-3.0-only', false],
    ['LGPL-3.0-or-later', false],
    ['AGPL-3.0-only', false],
    ['SEE LICENSE IN LICENSE', false],
    ['', false],
  ])('"%s", of a package that nobody named: taken: %s', (licence, isTaken) => {
    const refusals = licenceRefusals([{ name: 'x', version: '1.0.0', licence, folder: 'node_modules/x/' }]);
    expect(refusals).toHaveLength(isTaken ? 0 : 1);
  });
});
