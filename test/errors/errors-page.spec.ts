import { readFileSync } from 'node:fs';
import { ERROR_CATALOGUE } from '@gatehouse/errors';
import { errorsPage } from '../../scripts/docs/errors-page.js';

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8');

describe('docs/errors.md', () => {
  it('has a heading for each code of the catalogue, and no other', () => {
    const headings = [...page.matchAll(/^### (\w+)$/gm)].map(([, code]) => code);
    expect(headings.sort()).toEqual(Object.keys(ERROR_CATALOGUE).sort());
  });

  it('is what the catalogue says, word for word', () => {
    expect(page).toBe(errorsPage());
  });
});
