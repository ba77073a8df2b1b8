import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../architecture/workspaces.js';
import { readPage } from './support/markdown.js';

const FOLDER = 'docs/adr';
const index = readFileSync(join(ROOT, FOLDER, 'README.md'), 'utf8');
const records = readdirSync(join(ROOT, FOLDER))
  .filter((file) => file !== 'README.md')
  .sort()
  .map((file) => ({ name: file, ...readPage(file, readFileSync(join(ROOT, FOLDER, file), 'utf8')) }));

describe('the decisions', () => {
  it('are numbered, in their names as in their titles', () => {
    const numbers = records.map(({ name, headings }) => [name.slice(0, 5), headings[0]?.split('. ')[0]]);
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers).toEqual(numbers.map((_, at) => [`${String(at + 1).padStart(4, '0')}-`, `${at + 1}`]));
  });

  it('are short, and say what was asked, what was decided, and what follows', () => {
    const offenders = records.filter(
      ({ text, headings: [, ...sections] }) =>
        text.trimEnd().split('\n').length > 40 || sections.join() !== 'Context,Decision,Consequences',
    );
    expect(offenders.map(({ name }) => name)).toEqual([]);
  });

  it('are listed, each by its title, in their order', () => {
    const listed = [...index.matchAll(/^(\d+\. )\[(.+)\]\((.+)\)$/gm)].map(
      ([, number = '', title = '', file]) => [number + title, file],
    );
    expect(listed).toEqual(records.map(({ name, headings }) => [headings[0], name]));
  });
});
