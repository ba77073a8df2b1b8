import { readFileSync } from 'node:fs';
import { SETTING_NAMES } from '@gatehouse/config';
import { ERROR_CATALOGUE } from '@gatehouse/errors';
import { configurationPage } from '../../scripts/docs/configuration-page.js';

const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');

describe('docs/configuration.md', () => {
  it('has a heading for each setting, once, and no other', () => {
    const headings = [...page.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
    expect(headings.sort()).toEqual([...SETTING_NAMES].sort());
  });

  it('is what the settings say, word for word', () => {
    expect(page).toBe(configurationPage());
  });

  it('says of no setting what one machine alone would', () => {
    for (const name of ['JOB_CONCURRENCY', 'SANDBOX_MAX_PROCESSES', 'DECODER_PROCESSES']) {
      expect(page).toMatch(new RegExp(`^### ${name}\\n\\n.*\\n\\n- Default: .*machine`, 'm'));
    }
  });

  it('tells of each setting its default, and when to change it', () => {
    const paragraphs = page.split(/^### /m).slice(1);
    const short = paragraphs.filter(
      (text) => !/^\w+\n\n.+\. .+\.\n\n- Default: .+\n- May be: .+\n/.test(text),
    );
    expect(short).toEqual([]);
  });

  it('names settings and codes that there are', () => {
    const known = [...SETTING_NAMES, ...Object.keys(ERROR_CATALOGUE)];
    const named = [...page.matchAll(/`([A-Z]+_[A-Z_]+)`/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});
