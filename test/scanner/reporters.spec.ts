import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { reporters } from '../../scripts/scanner/reporters/reporters.ts';
import { ROOT } from '../../scripts/scanner/repository.ts';
import { RULE_IDS, type Finding } from '../../scripts/scanner/rules/rule.ts';
import { exitCode, type ScanResult } from '../../scripts/scanner/scan.ts';

const place = {
  file: 'apps/server/src/a b.ts',
  line: 3,
  column: 7,
  within: 'Some.where',
  text: 'plugin.run()',
};
const finding: Finding = {
  rule: 'EXE001',
  place,
  message: '100% wrong:\nhere, now.',
  why: 'Go through the gate.',
};
const broken: ScanResult = { findings: [finding], files: 2 };
const clean: ScanResult = { findings: [], files: 2 };

const report = (format: string, result: ScanResult): string => reporters[format]?.(result) ?? '';

describe('the formats', () => {
  it('are these', () => {
    expect(Object.keys(reporters)).toEqual(['text', 'json', 'github', 'sarif']);
  });

  it('text tells people what, where, why and what instead', () => {
    expect(report('text', broken)).toBe(
      'apps/server/src/a b.ts:3:7  EXE001  100% wrong:\nhere, now.\n    plugin.run()\n    Go through the gate.\n\n2 files judged, 1 offence.\n',
    );
    expect(report('text', clean)).toBe('2 files judged: every execution passes the gate.\n');
  });

  it('text gives the rule’s own why where there is no other', () => {
    const bare: Finding = { rule: 'EXE001', place, message: 'Wrong.' };
    expect(report('text', { findings: [bare], files: 1 })).toContain('AnalysisExecutionService.analyze');
  });

  it('json is one object', () => {
    expect(JSON.parse(report('json', broken))).toEqual({
      verdict: 'violations',
      files: 2,
      findings: [
        {
          rule: 'EXE001',
          file: place.file,
          line: 3,
          column: 7,
          within: 'Some.where',
          source: 'plugin.run()',
          message: finding.message,
          why: finding.why,
        },
      ],
    });
    expect(JSON.parse(report('json', clean))).toEqual({ verdict: 'clean', files: 2, findings: [] });
  });

  it('github is one command to a finding, and nothing where there is none', () => {
    expect(report('github', broken)).toBe(
      '::error file=apps/server/src/a b.ts,line=3,col=7,title=EXE001::100%25 wrong:%0Ahere, now. Go through the gate.\n',
    );
    expect(report('github', clean)).toBe('');
  });

  it('github escapes what would end a property', () => {
    const odd = { ...finding, place: { ...place, file: 'a,b:c%.ts' } };
    expect(report('github', { findings: [odd], files: 1 })).toContain('file=a%2Cb%3Ac%25.ts,');
  });

  it('sarif names every rule, and places findings', () => {
    const { version, runs } = JSON.parse(report('sarif', broken)) as Sarif; // as the reporter writes it
    expect(version).toBe('2.1.0');
    expect(runs[0]?.tool.driver.rules.map(({ id }) => id)).toEqual(RULE_IDS);
    expect(runs[0]?.results).toEqual([
      {
        ruleId: 'EXE001',
        level: 'error',
        message: { text: '100% wrong:\nhere, now. Go through the gate.' },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: 'apps/server/src/a%20b.ts' },
              region: { startLine: 3, startColumn: 7 },
            },
          },
        ],
      },
    ]);
  });
});

describe('the exit code [SCAN-04]', () => {
  it('is 0 when clean, 1 when a rule is broken, 2 when it could not be judged', () => {
    const unsound: Finding = { ...finding, rule: 'EXE009' };
    expect(exitCode(clean)).toBe(0);
    expect(exitCode(broken)).toBe(1);
    expect(exitCode({ findings: [finding, unsound], files: 1 })).toBe(2);
  });
});

describe('the command [SCAN-04]', () => {
  const run = (...given: string[]): ReturnType<typeof spawnSync> =>
    spawnSync(process.execPath, [join(ROOT, 'scripts/scan-execution-violations.ts'), ...given], {
      cwd: '/',
      encoding: 'utf8',
    });

  it('finds this repository clean, from wherever it is called', () => {
    const { stdout, status } = run('--format', 'json', '--fresh');
    expect(JSON.parse(String(stdout))).toMatchObject({ verdict: 'clean', findings: [] });
    expect(status).toBe(0);
  }, 120_000);

  it.each([['--format', 'xml'], ['--format'], ['--fast'], ['apps'], ['--format', 'toString']])(
    'does not judge what it does not understand: %s %s',
    (...given) => {
      const { stdout, stderr, status } = run(...given);
      expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
      expect(stderr).toContain('npm run scan -- [--format text|json|github|sarif]');
    },
    60_000,
  );
});

interface Sarif {
  readonly version: string;
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly object[];
  }[];
}
