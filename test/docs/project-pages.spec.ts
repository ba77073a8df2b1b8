import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../architecture/workspaces.js';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

describe('CHANGELOG.md', () => {
  const page = read('CHANGELOG.md');
  const versions = [...page.matchAll(/^## \[(.+)\] - (.+)$/gm)];

  it('begins with the version that package.json has', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string }; // npm demands it
    expect(versions[0]?.[1]).toBe(version);
  });

  it('has headings of Keep a Changelog and no others', () => {
    const headings = [...page.matchAll(/^##+ .+$/gm)].map(([heading]) => heading);
    const known =
      /^(## \[\d+\.\d+\.\d+\] - (unreleased|\d{4}-\d\d-\d\d)|### (Added|Changed|Deprecated|Removed|Fixed|Security))$/;
    expect(headings.filter((heading) => !known.test(heading))).toEqual([]);
  });

  it('names each plugin that ships', () => {
    const plugins = globSync('*/plugin.json', { cwd: join(ROOT, 'libs/vision') }).map(dirname);
    expect(plugins.length).toBeGreaterThan(2);
    expect(plugins.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  });
});
