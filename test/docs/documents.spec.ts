import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { INVARIANTS } from '../../apps/server/src/governance/invariants.js';
import { ALL_DIAGRAMS } from '../../scripts/diagrams/all-diagrams.ts';
import { fillIn } from '../../scripts/docs/fill-in.ts';
import { LAYERS } from '../../scripts/docs/governance/layers.ts';
import { workflowSteps } from '../../scripts/docs/governance/workflow-steps.ts';
import { text as tell } from '../../scripts/scanner/reporters/text.ts';
import { RULE_IDS } from '../../scripts/scanner/rules/rule.ts';
import { judge } from '../../scripts/scanner/scan.ts';
import { ROOT } from '../architecture/workspaces.js';
import { policy, readPlanted } from '../scanner/support/planted.js';
import { readPage, type MarkdownPage } from './support/markdown.js';

const read = (file: string): MarkdownPage => readPage(file, readFileSync(join(ROOT, file), 'utf8'));
const sectionsOf = ({ headings }: MarkdownPage): string[] =>
  headings.filter((heading) => /^[A-Z]\. /.test(heading));

describe('docs/design/execution-governance.md [DOC-01]', () => {
  const page = read('docs/design/execution-governance.md');

  it('has the sections that are demanded', () => {
    expect(sectionsOf(page)).toEqual([
      'A. Overview',
      'B. Plugin execution architecture',
      'C. Lifecycle states',
      'D. Job lifecycle',
      'E. Validation rules',
      'F. Error envelope format',
      'G. Scanner rules',
      'H. CI pipeline',
      'I. Developer responsibilities',
      'J. File locations',
    ]);
  });

  it('tells how to add a plugin, how to add an endpoint, and how to debug', () => {
    expect(page.headings).toEqual(
      expect.arrayContaining([
        'How to add a plugin',
        'How to add an execution endpoint',
        'How to debug a failed execution',
      ]),
    );
  });

  it('shows every drawing', () => {
    expect(ALL_DIAGRAMS.filter(({ id }) => !page.links.includes(`${id}.svg`))).toEqual([]);
  });

  it('tells the layers by the names and the places that they have', () => {
    const misplaced = LAYERS.filter(({ name, file }) => {
      const source = readFileSync(join(ROOT, file), 'utf8');
      return !source.includes(`export class ${name} `);
    });
    expect(misplaced).toEqual([]);
  });

  it('tells every step of the workflow that checks something', () => {
    const workflow = readFileSync(join(ROOT, '.github/workflows/execution-ci.yml'), 'utf8');
    const checking = [...workflow.matchAll(/^ {8}run: (?!npm ci$)(.+)$/gm)].map(([, command]) => command);
    expect(checking.length).toBeGreaterThan(7);
    expect(workflowSteps().map(({ command }) => command)).toEqual(checking);
  });
});

describe('docs/execution-onboarding.md [DOC-03]', () => {
  const page = read('docs/execution-onboarding.md');

  it('has the sections that are demanded', () => {
    expect(sectionsOf(page)).toEqual([
      'A. Core mental model',
      'B. Running tests',
      'C. Running the mechanical scanner',
      'D. Where things live',
      'E. Adding or modifying a plugin',
      'F. Adding or modifying execution behavior',
      'G. Debugging execution issues',
      'H. Before opening a PR',
    ]);
  });

  it('tells the path by the names of its layers, in their order', () => {
    const [, ...inner] = LAYERS.map(({ name }) => name);
    expect(page.text).toContain(['controller', ...inner, 'plugin'].join(' → '));
  });

  it('shows what the scanner says to who breaks a rule, word for word', () => {
    const [, code = '', said = ''] =
      /```ts\n(.*?)```.*?```\n(.*?)```/s.exec(page.text.split('## C. ')[1] ?? '') ?? [];
    const { findings } = judge(readPlanted({ 'apps/server/src/oops.ts': code }), policy);
    expect(findings.length).toBeGreaterThan(0);
    expect(`${said}\n1 files judged, 2 offences.\n`).toBe(tell({ findings, files: 1 }));
  });

  it('has a new route written so that it compiles, and the scanner takes it', () => {
    const told = page.text.split('### A new route')[1]?.split('## G. ')[0] ?? '';
    const codes = [...told.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code);
    expect(codes).toHaveLength(3);
    const files = ['dto', 'controller', 'module'].map((role) => `apps/server/src/tally/tally.${role}.ts`);
    expect(files.filter((file) => !told.includes(file))).toEqual([]);
    const plants = Object.fromEntries(files.map((file, index) => [file, codes[index] ?? '']));
    expect(judge(readPlanted(plants), policy).findings).toEqual([]);
  });
});

describe('docs/phase12-wrap-up.md [DOC-04]', () => {
  const page = read('docs/phase12-wrap-up.md');

  it('has the sections that are demanded', () => {
    expect(sectionsOf(page)).toEqual([
      'A. What was achieved',
      'B. Key guarantees now enforced',
      'C. What changed in the repository',
      'D. Developer guidance',
      'E. Future enhancements',
    ]);
  });

  it('names invariants and rules that there are, behind each guarantee', () => {
    const rows = (/^## B\. .*?(?=^## C\. )/ms.exec(page.text)?.[0] ?? '')
      .split('\n')
      .filter((line) => line.startsWith('| '));
    const guarantees = rows.slice(2).map((row) => row.split('|').map((cell) => cell.trim()));
    expect(guarantees.length).toBeGreaterThanOrEqual(9);
    const invariants = guarantees.flatMap(([, , named = '']) =>
      [...named.matchAll(/`([^`]+)`/g)].map(([, id]) => id),
    );
    expect(invariants.filter((id) => !INVARIANTS.some((invariant) => invariant.id === id))).toEqual([]);
    const rules = guarantees.flatMap(([, , , shown = '']) => shown.match(/EXE\d{3}/g) ?? []);
    expect(rules.filter((rule) => !RULE_IDS.some((id) => id === rule))).toEqual([]);
  });
});

describe('README.md [DOC-05]', () => {
  const page = read('README.md');

  it('links to each of the documents and to the workflow', () => {
    const demanded = [
      'docs/design/execution-governance.md',
      'docs/design/execution-architecture.drawio',
      'docs/execution-onboarding.md',
      'docs/phase12-wrap-up.md',
      'docs/repo-audit-checklist.md',
      '.github/workflows/execution-ci.yml',
    ];
    expect(demanded.filter((link) => !page.links.includes(link))).toEqual([]);
  });

  it('begins with running it and with its tests, and shows how to scan and to test executions', () => {
    expect(page.text).toContain('npm ci && npm start');
    expect(page.text).toMatch(/^npm run scan\b/m);
    expect(page.text).toMatch(/^npm test -- test\/execution\b/m);
  });
});

describe('a template', () => {
  it('is filled in', () => {
    expect(fillIn('a {{b-c}} d', { 'b-c': '$1' })).toBe('a $1 d');
  });

  it('is refused where a name is not given, or a given one is not there', () => {
    expect(() => fillIn('{{a}}', {})).toThrow('Nothing is given for {{a}}.');
    expect(() => fillIn('', { a: '' })).toThrow('The template has no place for: a.');
  });
});
