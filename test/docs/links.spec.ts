import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/workspaces.js';
import { brokenLinks } from './support/broken-links.js';
import { readPage, readPages } from './support/markdown.js';

/** What a page has its reader make. */
const TO_BE_MADE = /night-watch|^apps\/server\/src\/(oops\.ts$|tally\/)/;

const pages = readPages();

describe('the pages', () => {
  it('are found', () => {
    expect(pages.map(({ file }) => file)).toEqual(
      expect.arrayContaining(['README.md', '.github/pull_request_template.md', 'docs/plugins/authoring.md']),
    );
    expect(pages.flatMap(({ links }) => links).length).toBeGreaterThan(100);
  });

  it('link to files and headings that there are', () => {
    expect(brokenLinks(pages)).toEqual([]);
  });

  it('name files and folders that there are', () => {
    const named = pages.flatMap(({ file, paths }) => paths.map((path) => ({ file, path })));
    expect(named.length).toBeGreaterThan(80);
    const absent = named.filter(({ path }) => !TO_BE_MADE.test(path) && !existsSync(join(ROOT, path)));
    expect(absent).toEqual([]);
  });

  it('name scripts of npm that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }; // npm demands it
    const named = pages.flatMap((page) => page.scripts.map((script) => ({ file: page.file, script })));
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter(({ script }) => !(script in scripts))).toEqual([]);
  });
});

describe('a page', () => {
  const text = [
    '# A `b` — c, d!',
    'See [x](other.md#two "Two"), ![y](y.svg), `[z](z.md)` and `libs/errors/src`; `libs/NAME/*` is none.',
    '## Two',
    '## Two',
    '```sh',
    '# no heading',
    'curl -F image=@docs/samples/qr-tiny.png [x](none.md)',
    'npm run docs:audit && npm test -- test/docs',
    '```',
    '[ref]: https://example.com/a',
  ].join('\n');
  const page = readPage('docs/a.md', text);

  it('is read: headings, links, paths and scripts, in code and beside it', () => {
    expect(page.headings).toEqual(['A `b` — c, d!', 'Two', 'Two']);
    expect([...page.anchors]).toEqual(['a-b--c-d', 'two', 'two-1']);
    expect(page.links).toEqual(['other.md#two', 'y.svg', 'https://example.com/a']);
    expect(page.paths).toEqual(['libs/errors/src', 'docs/samples/qr-tiny.png', 'test/docs']);
    expect(page.scripts).toEqual(['docs:audit', 'test']);
  });

  it.each([
    ['errors.md', true],
    ['errors.md#validationerror', false], // of a page that is not among those that were read
    ['#two', true],
    ['#two-1', true],
    ['#three', false],
    ['none.md', false],
    ['../README.md', true],
    ['../../README.md', false],
    ['plugins', true],
    ['https://example.com/%', true],
    ['http://', false],
  ])('that links to %s: it leads somewhere: %s', (link, leads) => {
    expect(brokenLinks([{ ...page, links: [link] }])).toEqual(leads ? [] : [`docs/a.md: ${link}`]);
  });
});
