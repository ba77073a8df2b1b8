import { readFileSync } from 'node:fs';
import { WIRE_EXCEPTIONS } from '@gatehouse/http-edge';
import { INVARIANTS } from '../../apps/server/src/governance/invariants.js';
import { governancePage } from '../../scripts/docs/governance-page.js';
import { pullRequestTemplate } from '../../scripts/docs/pull-request-template.js';

const page = readFileSync(new URL('../../docs/design/execution-governance.md', import.meta.url), 'utf8');

describe('docs/design/execution-governance.md [DOC-01]', () => {
  it('is what the code goes by, word for word', () => {
    expect(page).toBe(governancePage());
  });

  it('names each exception to 200 and 400', () => {
    expect(WIRE_EXCEPTIONS.map(({ id }) => id).filter((id) => !page.includes(`| ${id} `))).toEqual([]);
  });
});

describe('.github/pull_request_template.md', () => {
  const template = readFileSync(new URL('../../.github/pull_request_template.md', import.meta.url), 'utf8');

  it('is what the code goes by, word for word', () => {
    expect(template).toBe(pullRequestTemplate());
  });

  it('asks for each invariant', () => {
    expect(INVARIANTS.filter(({ statement }) => !template.includes(`- [ ] ${statement}`))).toEqual([]);
  });
});
