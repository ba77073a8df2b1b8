import { jest } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditLine } from '../../scripts/audit/audit-line.ts';
import { auditTable } from '../../scripts/audit/audit-table.ts';
import { CHECKLIST } from '../../scripts/audit/checklist.ts';
import { runAudit, type AuditProgress } from '../../scripts/audit/run-audit.ts';
import { runCommand, type CommandOutcome } from '../../scripts/audit/run-command.ts';
import { selectLines } from '../../scripts/audit/select-lines.ts';
import { tellProgress } from '../../scripts/audit/tell-progress.ts';
import { checklistPage } from '../../scripts/docs/checklist-page.ts';
import { ROOT } from '../architecture/workspaces.js';

const lines = CHECKLIST.flatMap((section) => section.lines);
const commands = [...new Set(lines.flatMap((line) => line.commands))];

describe('the checklist [DOC-04]', () => {
  it('has the sections that are demanded, and as many lines in each', () => {
    const sizes = CHECKLIST.map((section) => [section.letter, section.lines.length]);
    expect(Object.fromEntries(sizes)).toEqual({ A: 4, B: 5, C: 3, D: 4, E: 4, F: 5, G: 4, H: 4, S: 11 });
  });

  it('numbers the lines of each section', () => {
    const ids = CHECKLIST.flatMap((section) =>
      section.lines.map((_, index) => `${section.letter}${index + 1}`),
    );
    expect(lines.map(({ id }) => id)).toEqual(ids);
  });

  it('is shown by scripts of npm, and tests, that there are', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: object }; // npm demands it
    const absent = commands.filter((command) => {
      const [, script = '', given = ''] = /^npm (?:run )?(\S+)(?: -- (.+))?$/.exec(command) ?? [];
      const paths = given.split(' ').filter((word) => word !== '' && word !== '--coverage');
      return !(script in scripts) || paths.some((path) => !existsSync(join(ROOT, path)));
    });
    expect(absent).toEqual([]);
  });

  it('is what docs/repo-audit-checklist.md says, word for word', () => {
    expect(readFileSync(join(ROOT, 'docs/repo-audit-checklist.md'), 'utf8')).toBe(checklistPage());
  });
});

describe('an audit', () => {
  const line = (id: string, ...shown: AuditLine['commands']): AuditLine => ({
    id,
    statement: `${id} holds`,
    commands: shown,
  });
  const some = [line('A1', 'good'), line('A2', 'good', 'bad'), line('B1', 'also good', 'good')];

  async function audit(told: string[] = []): ReturnType<typeof runAudit> {
    const run = (command: string): Promise<CommandOutcome> =>
      Promise.resolve({ isOk: command !== 'bad', seconds: 1, output: `${command} said so` });
    const progress: AuditProgress = {
      began: (command, position, of) => told.push(`${position}/${of} ${command}`),
      ended: (command, { isOk }) => told.push(`${command} ${isOk ? 'ok' : 'failed'}`),
    };
    return runAudit(some, run, progress);
  }

  it('runs each command once, also after one that failed, and says so', async () => {
    const told: string[] = [];
    await audit(told);
    expect(told).toEqual(['1/3 good', 'good ok', '2/3 bad', 'bad failed', '3/3 also good', 'also good ok']);
  });

  it('finds a line to hold where all of its commands end well', async () => {
    const found = await audit();
    expect(found.map(({ id, isOk, failed }) => [id, isOk, failed])).toEqual([
      ['A1', true, []],
      ['A2', false, ['bad']],
      ['B1', true, []],
    ]);
    expect(auditTable(found).split('\n').slice(2)).toEqual([
      'A1  ok       A1 holds    good',
      'A2  FAILED   A2 holds    bad',
      'B1  ok       B1 holds    also good && good',
    ]);
  });

  it('tells how far it is, and the end of what a failed command said', () => {
    const said: string[] = [];
    const progress = tellProgress({ write: (text: string) => said.push(text) > 0, isTTY: false });
    progress.began('bad', 1, 2);
    const output = Array.from({ length: 50 }, (_, index) => `line ${index}`).join('\n');
    progress.ended('bad', { isOk: false, seconds: 2.25, output });
    expect(said.join('')).toMatch(/^\[1\/2\] bad … FAILED after 2\.[23] s\nline 10\n[^]*line 49\n\n$/);
  });

  it('counts the seconds of a command where somebody looks on', () => {
    const said: string[] = [];
    jest.useFakeTimers();
    const progress = tellProgress({ write: (text: string) => said.push(text) > 0, isTTY: true });
    progress.began('good', 2, 2);
    jest.advanceTimersByTime(2500);
    progress.ended('good', { isOk: true, seconds: 2.5, output: 'fine' });
    jest.advanceTimersByTime(5000);
    jest.useRealTimers();
    const head = '[2/2] good …';
    expect(said).toEqual([head, `\r${head} 1 s`, `\r${head} 2 s`, `\r${head} ok after 2.5 s\n`]);
  });
});

describe('a command', () => {
  const node = (code: string): string => `"${process.execPath}" -e "${code}"`;

  it.each([
    ['ends well', node('console.log(1)'), true, '1\n'],
    ['ends with another code', node('console.error(2); process.exitCode = 3'), false, '2\n'],
  ])('that %s is told so, with what it said', async (_, command, isOk, output) => {
    const outcome = await runCommand(command, ROOT);
    expect([outcome.isOk, outcome.output]).toEqual([isOk, output]);
    expect(outcome.seconds).toBeGreaterThan(0);
  });

  it.each([
    ['is killed', node('process.kill(process.pid)')],
    ['is not there', 'no-such-program'],
  ])('that %s has failed', async (_, command) => {
    expect((await runCommand(command, ROOT)).isOk).toBe(false);
  });
});

describe('npm run audit', () => {
  const run = (...given: string[]): ReturnType<typeof spawnSync> =>
    spawnSync(process.execPath, ['scripts/audit.ts', ...given], { cwd: ROOT, encoding: 'utf8' });

  it('takes lines and sections', () => {
    expect(selectLines(undefined)).toEqual(lines);
    expect(selectLines('e, a2').map(({ id }) => id)).toEqual(['A2', 'E1', 'E2', 'E3', 'E4']);
  });

  it('ends with 2 where there is no such line, and runs nothing', () => {
    const { status, stdout, stderr } = run('--only', 'A1,Z9');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('There is no Z9 in the checklist.\nUsage: npm run audit');
  });

  it('lists the lines with what shows them', () => {
    const { status, stdout } = run('--list', '--only', 'S9');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^S9 .*npm test -- --coverage$/m);
  });
});
