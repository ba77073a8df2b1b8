import { join } from 'node:path';
import { expectEnvelope } from '../support/expect-envelope.js';
import { AnalysisClient, leaksOf } from '../execution/support/analysis-client.js';
import { processesOf } from '../sandbox/support/processes-of.js';
import type { Answer } from '../support/http.js';
import { sample } from '../support/images/samples.js';
import { pluginFolder, type PluginSource } from '../support/plugin-folder.js';
import { spawnServer } from '../../scripts/support/server-process.js';
import { until } from '../support/until.js';
import {
  FAULT_TIMEOUT_MS,
  faultyPlugin,
  GRAVE_FAULTS,
  MILD_FAULTS,
  type PluginFault,
} from './support/plugin-faults.js';

/** What a machine under load may take on top of a limit, in milliseconds; the promise is 250. */
const GENEROUS_MS = 2500;

// No name is the beginning of another: processes are told apart by their command lines.
const graveName = (index: number): string => `grave-${String(index).padStart(2, '0')}`;

interface PlacedFault extends PluginFault {
  readonly plugin: string;
}

const png = await sample('png', 16, 16);
const faults: readonly PlacedFault[] = [
  ...MILD_FAULTS.map((fault) => ({ ...fault, plugin: 'mild' })),
  ...GRAVE_FAULTS.map((fault, index) => ({ ...fault, plugin: graveName(index) })),
];
const graves = GRAVE_FAULTS.map((fault, index): [string, PluginSource] => [
  graveName(index),
  faultyPlugin([fault]),
]);
const waiting = faultyPlugin(GRAVE_FAULTS.filter(({ what }) => what === 'never settles'));
const struck = Object.fromEntries(
  ['sigsegv', 'sigkill', 'sigstop'].map((signal) => [`struck-by-${signal}`, waiting]),
);
const folder = pluginFolder({
  ...struck,
  mild: faultyPlugin(MILD_FAULTS),
  good: {},
  ...Object.fromEntries(graves),
});

const server = await spawnServer({ PLUGIN_PATHS: folder, LOG_LEVEL: 'silent' });
const url = await server.ready();
const port = Number(new URL(url).port);
const client = new AnalysisClient(url);
const names = [...new Set(faults.map(({ plugin }) => plugin)), 'good', ...Object.keys(struck)];
await client.started(names);

const took = new Map<string, number>();

afterAll(async () => {
  const slowest = [...took].sort(([, a], [, b]) => b - a).slice(0, 12);
  const lines = slowest.map(([what, ms]) => `  ${what}: ${ms.toFixed(0)} ms`);
  process.stdout.write(
    `the slowest of ${took.size} faults (limit ${FAULT_TIMEOUT_MS} ms):\n${lines.join('\n')}\n`,
  );
  await server.dispose();
});

const harm = ({ plugin, what }: PlacedFault): Promise<Answer> =>
  client.analyze(plugin, png, { fault: what, port });

function expectAnswer(answer: Answer, { plugin, codes: [likeliest, ...others], answers }: PlacedFault): void {
  if (likeliest === undefined) {
    expect(answer.json).toMatchObject({ plugin, status: 'SUCCESS' });
    expect((answer.json as { result: unknown }).result).toEqual(answers); // a success, as seen above
  } else {
    const told = others.find((code) => answer.text.includes(`"${code}"`)) ?? likeliest;
    expect(expectEnvelope(answer, told).plugin).toBe(plugin);
  }
}

function expectGood(answer: Answer): void {
  expect(answer.json).toMatchObject({ status: 'SUCCESS', result: { ok: true } });
}

const alive = (): boolean => server.process.exitCode === null && server.process.signalCode === null;

describe('a plugin that', () => {
  it.each(faults)('$what costs its caller one answer and nobody else anything', async (fault) => {
    const { plugin, what, codes } = fault;
    const before = await client.health(plugin);
    const startedAt = performance.now();
    const timed = harm(fault).then((answer) => {
      took.set(what, performance.now() - startedAt);
      return answer;
    });
    const [answer, good] = await Promise.all([timed, client.analyze('good', png)]);

    expectAnswer(answer, fault);
    expectGood(good);
    expect(took.get(what)).toBeLessThan(FAULT_TIMEOUT_MS + GENEROUS_MS);
    const failed = codes.length === 0 ? 0 : 1;
    expect(await client.health(plugin)).toMatchObject({
      success_count: before.success_count + 1 - failed,
      error_count: before.error_count + failed,
    });

    expectGood(await client.analyze(plugin, png));
    expect(await client.health(plugin)).toMatchObject({ state: 'INITIALIZED', reason: null });
    await until(() => processesOf(join(folder, plugin)).length <= 1);
    expect(alive()).toBe(true);
  });
});

it('answers a caller within 250 ms of the limit, on a machine that has the time', () => {
  const hangs = [...took.values()].filter((ms) => ms >= FAULT_TIMEOUT_MS);
  expect(hangs.length).toBeGreaterThan(5);
  // The best of them: a busy machine makes some late, a fault of ours would make all of them.
  expect(Math.min(...hangs)).toBeLessThan(FAULT_TIMEOUT_MS + 250);
});

describe('a process that', () => {
  it.each([
    ['SIGSEGV', 'PLUGIN_CRASHED'],
    ['SIGKILL', 'PLUGIN_CRASHED'],
    ['SIGSTOP', 'PLUGIN_TIMED_OUT'],
  ] as const)('gets %s while it works costs its caller one answer', async (signal, code) => {
    const plugin = `struck-by-${signal.toLowerCase()}`;
    const answer = client.analyze(plugin, png, { fault: 'never settles' });
    await until(async () => (await client.health(plugin)).state === 'RUNNING');
    for (const pid of processesOf(join(folder, plugin))) process.kill(pid, signal);
    expect(expectEnvelope(await answer, code).plugin).toBe(plugin);
    expectGood(await client.analyze(plugin, png));
  });
});

describe('ten at once', () => {
  it('cost no good call its answer', async () => {
    const grave = ({ codes }: PluginFault): boolean =>
      codes.includes('PLUGIN_TIMED_OUT') || codes.includes('PLUGIN_CRASHED');
    const ten = faults.filter(grave).slice(0, 10);
    expect(ten).toHaveLength(10);
    const goods = async (): Promise<Answer[]> => {
      const answers: Answer[] = [];
      for (let n = 0; n < 40; n++) answers.push(await client.analyze('good', png));
      return answers;
    };
    const [answers, good] = await Promise.all([Promise.all(ten.map(harm)), goods()]);
    ten.forEach((fault, index) => {
      const answer = answers[index];
      if (answer === undefined) throw new Error('an answer was lost');
      expectAnswer(answer, fault);
    });
    good.forEach(expectGood);
  });
});

describe('after all of it', () => {
  it('every answer was a 200 or a 400, and none told of stacks or paths', () => {
    expect(client.answers.length).toBeGreaterThan(faults.length * 4);
    const offenders = client.answers.filter(
      (answer) => ![200, 400].includes(answer.status) || leaksOf(answer).length > 0,
    );
    expect(offenders.map((answer) => [leaksOf(answer), answer.text])).toEqual([]);
  });

  it('the server is the process it was, and ends leaving none behind', async () => {
    expect((await client.get('/v1/health/live')).status).toBe(200);
    expect(alive()).toBe(true);
    expect(processesOf(folder).length).toBeLessThanOrEqual(names.length);
    server.process.kill('SIGTERM');
    await server.ended();
    await until(() => processesOf(folder).length === 0);
    expect(server.output.stderr).toBe('');
  });
});
