import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectModel } from '../../scripts/scanner/model.ts';
import { readProject } from '../../scripts/scanner/project/read-project.ts';
import { ROOT } from '../../scripts/scanner/repository.ts';
import { allRules } from '../../scripts/scanner/rules/all-rules.ts';
import { sound } from '../../scripts/scanner/rules/exe009-sound.ts';
import { RULE_IDS } from '../../scripts/scanner/rules/rule.ts';
import { judge } from '../../scripts/scanner/scan.ts';
import { policy, readPlanted } from './support/planted.ts';

const said = (project: ProjectModel): string[] =>
  judge(project, policy).findings.map(({ rule, place, message }) => `${rule} ${place.file} ${message}`);

describe('a scan that is not sound', () => {
  it('says that a source file is in no tsconfig.json', () => {
    expect(said(readPlanted({ 'libs/stranger/src/gate.ts': 'export {};\n' }))).toEqual([
      expect.stringMatching(
        /^EXE009 libs\/stranger\/src\/gate\.ts No tsconfig\.json takes this source file in/,
      ),
    ]);
  });

  it.each(['js', 'mjs', 'cjs'])('says that a file is in a dialect nobody compiles: .%s', (dialect) => {
    const file = `libs/jobs/src/untyped.${dialect}`;
    expect(said(readPlanted({ [file]: '' }))).toEqual([expect.stringContaining(`EXE009 ${file}`)]);
  });

  it('says that a tsconfig.json checks less than the others', () => {
    const overlay = new Map([[join(ROOT, 'libs/contracts/tsconfig.json'), loosened()]]);
    const roots = ['libs/contracts/'];
    const { problems } = readProject({ root: ROOT, roots, exempt: [], overlay }, policy);
    expect(problems.map(({ file, message }) => `${file} ${message}`)).toContainEqual(
      expect.stringMatching(/^libs\/contracts\/tsconfig\.json It sets "strict" otherwise/),
    );
  });

  it('says that the policy exempts what is not there', () => {
    const exempt = [{ files: 'libs/contracts/src/nothing.ts', why: 'none' }];
    const { problems } = readProject({ root: ROOT, roots: ['libs/contracts/'], exempt }, policy);
    expect(problems.map(({ file }) => file)).toContain('libs/contracts/src/nothing.ts');
  });

  it('says that a library has no layer', () => {
    const files = ['libs/stranger/src/gate.ts', 'libs/jobs/src/index.ts', 'libs/vision/new/src/index.ts'];
    const project = { ...EMPTY, files: files.map((file) => ({ ...EMPTY_FILE, file })) };
    expect(sound.judge(project, policy).map(({ place }) => place.file)).toEqual(['libs/stranger/']);
  });
});

describe('the scanner', () => {
  it('has each rule once, and each tells why', () => {
    expect(allRules.map(({ id }) => id)).toEqual(RULE_IDS);
    const mute = allRules.filter(({ statement, why }) => statement === '' || why.length < 40);
    expect(mute).toEqual([]);
  });

  it('tells why of everything in the policy', () => {
    const { things, members, allowances, exempt, states } = policy;
    const mute = [...things, ...members, ...allowances, ...exempt, ...states.except].filter(
      ({ why }) => why.length < 20,
    );
    expect(mute).toEqual([]);
  });

  it('knows the compiler in one folder only', () => {
    const files = globSync('scripts/{scanner/**/*,scan-*}.ts', { cwd: ROOT });
    const compilers = files.filter((file) =>
      readFileSync(join(ROOT, file), 'utf8').includes("from 'typescript'"),
    );
    expect(compilers.filter((file) => !file.startsWith('scripts/scanner/project/'))).toEqual([]);
    expect(compilers).not.toEqual([]);
  });

  it('cannot be told to look away in the source', () => {
    const code = `// scan-ignore EXE008\n// eslint-disable-next-line\nexport const loose: any = 1; // EXE008 allowed\n`;
    expect(said(readPlanted({ 'libs/jobs/src/loose.ts': code }))).toEqual([
      expect.stringContaining('EXE008 libs/jobs/src/loose.ts'),
    ]);
  });
});

const EMPTY_FILE = { mentions: [], holdings: [], leaks: [], imports: [], escapes: [], nameSets: [] };
const EMPTY: ProjectModel = { files: [], gate: null, modules: [], states: null, problems: [] };

function loosened(): string {
  const file = join(ROOT, 'libs/contracts/tsconfig.json');
  return readFileSync(file, 'utf8').replace('"compilerOptions": {', '"compilerOptions": { "strict": false,');
}
