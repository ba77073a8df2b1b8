import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { ExecutionRecord, JsonObject, PluginPayload } from '@gatehouse/contracts';
import { ExecutionJournal } from '@gatehouse/execution';
import { JobExecutionService, PhaseWatch, ToolRunner } from '@gatehouse/execution/internal';
import { sample } from '../support/images/samples.js';
import { openExecution } from './support/open-execution.js';
import { STEERED, steeredWith } from './support/steered-plugin.js';

const png = await sample('png');
const { app, registry } = await openExecution(
  {
    steered: { ...STEERED, manifest: { ...(STEERED.manifest as object), version: '1.2.3' } },
    waiting: steeredWith({ timeout_ms: 500 }),
    missing: { manifest: { version: '4.5.6', requires: { packages: ['no-such-package'] } } },
    nameless: { manifest: '{' },
  },
  { EXECUTION_QUEUE: '1' },
);
const runner = app.get(ToolRunner);
const records: ExecutionRecord[] = [];
app.get(ExecutionJournal).subscribe((record) => records.push(record));
beforeEach(() => {
  records.length = 0;
});

const IDS = { jobId: 'job-1', requestId: 'request-1' };
const payload = (options: JsonObject = {}, image: Uint8Array = png): PluginPayload => ({
  image,
  mimeType: null,
  options,
});
const phasesOf = (record: ExecutionRecord | undefined): string[] => Object.keys(record?.phases ?? {});
const totalOf = ({ phases }: ExecutionRecord): number =>
  Object.values(phases).reduce((sum, ms) => sum + ms, 0);

describe('the record of an execution [MET-01]', () => {
  it('has its ids, the version that served, and the times of all phases, which are all there was', async () => {
    const start = performance.now();
    await runner.run('steered', payload(), IDS);
    const tookMs = performance.now() - start;
    expect(records).toEqual([
      {
        plugin: 'steered',
        version: '1.2.3',
        ...IDS,
        error: null,
        isFault: false,
        phases: expect.anything() as object,
      },
    ]);
    const [record] = records;
    expect(phasesOf(record)).toEqual(['input', 'decode', 'queue', 'run', 'output']);
    expect(Object.values(record?.phases ?? {}).filter((ms) => ms < 0)).toEqual([]);
    if (record !== undefined) expect(totalOf(record)).toBeLessThanOrEqual(tookMs);
    expect(record?.phases.run).toBe(registry.health('steered')?.lastExecutionTimeMs);
  });

  it.each([
    ['no plugin', 'nobody', {}, png, 'PLUGIN_NOT_FOUND', null, ['input']],
    ['one that has no manifest', 'nameless', {}, png, 'PLUGIN_LOAD_FAILED', '', ['input']],
    ['one that misses something', 'missing', {}, png, 'PLUGIN_UNAVAILABLE', '4.5.6', ['input']],
    ['bad options', 'steered', { no: 1 }, png, 'OPTIONS_INVALID', '1.2.3', ['input']],
    ['an empty image', 'steered', {}, new Uint8Array(0), 'IMAGE_EMPTY', '1.2.3', ['input']],
    [
      'a throw',
      'steered',
      { act: 'throw' },
      png,
      'PLUGIN_THREW',
      '1.2.3',
      ['input', 'decode', 'queue', 'run'],
    ],
    [
      'a bad answer',
      'steered',
      { act: 'breach' },
      png,
      'OUTPUT_INVALID',
      '1.2.3',
      ['input', 'decode', 'queue', 'run', 'output'],
    ],
    [
      'a hang',
      'waiting',
      { act: 'wait' },
      png,
      'PLUGIN_TIMED_OUT',
      '1.0.0',
      ['input', 'decode', 'queue', 'run'],
    ],
  ] as const)(
    'of %s has the phases that it came to',
    async (_, plugin, options, image, code, version, phases) => {
      await runner.run(plugin, payload(options, image), IDS);
      expect(records).toMatchObject([{ plugin, version, ...IDS, error: { details: { code } } }]);
      expect(phasesOf(records[0])).toEqual(phases);
    },
  );

  it('is written once for each of many at once, with what each of them came to', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 24 }, (_, index) =>
        runner.run('steered', payload(index % 3 === 0 ? { no: 1 } : {}), { ...IDS, jobId: `job-${index}` }),
      ),
    );
    const codes = outcomes.map(([, error]) => ('type' in error ? error.details.code : null));
    expect(new Set(codes)).toEqual(new Set([null, 'OPTIONS_INVALID', 'QUEUE_FULL']));
    const told = new Map(records.map(({ jobId, error }) => [jobId, error?.details.code ?? null]));
    expect(records).toHaveLength(24);
    expect(codes.map((_, index) => told.get(`job-${index}`))).toEqual(codes);
  });

  it('tells waiting for a process from being in it', async () => {
    const [first, second] = [
      runner.run('waiting', payload({ act: 'wait' }), IDS),
      runner.run('waiting', payload({ act: 'wait' }), IDS),
    ];
    await Promise.all([first, second]);
    const [short = 0, long = 0] = records.map(({ phases }) => phases.queue ?? 0).sort((a, b) => a - b);
    expect(long - short).toBeGreaterThan(400); // as long as the first was allowed to take
  });

  it('is written for what is refused at submission, and not for what passes that', async () => {
    const jobs = app.get(JobExecutionService);
    const order = { requestId: 'request-2', owner: null, maxAttempts: 1 };
    await expect(jobs.submitJob('steered', payload({ no: 1 }), order)).rejects.toThrow('options');
    expect(runner.check('steered', payload(), IDS)).toBeNull();
    expect(records).toMatchObject([
      {
        jobId: null,
        requestId: 'request-2',
        error: { details: { code: 'OPTIONS_INVALID' } },
        isFault: false,
      },
    ]);
  });

  it('reaches all who subscribed, also where one of them throws, which no execution is failed for', async () => {
    const heard: string[] = [];
    const said = jest.spyOn(Logger.prototype, 'error');
    const journal = app.get(ExecutionJournal);
    let isBroken = true;
    journal.subscribe(() => {
      if (isBroken) throw new Error('a listener is broken');
    });
    journal.subscribe(({ plugin }) => heard.push(plugin));
    const [, error] = await runner.run('steered', payload(), IDS);
    isBroken = false;
    expect(error).toEqual({});
    expect(heard).toEqual(['steered']);
    expect(said.mock.calls).toEqual([
      [{ cause: 'Error: a listener is broken' }, 'an execution could not be told of'],
    ]);
    said.mockRestore();
    expect(records).toHaveLength(1);
  });
});

describe('the watch over the phases [MET-02]', () => {
  it('counts the time with a process that died before it began as waiting', async () => {
    const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
    const entered: string[] = [];
    const watch = new PhaseWatch((phase) => entered.push(phase));
    const control = watch.startedBy(IDS);
    control.onStart?.();
    await pause(60);
    control.onStart?.(); // another process has it now
    expect(watch.stop()).toBeLessThan(50);
    expect(watch.phases.queue).toBeGreaterThan(50);
    const inPlugin = watch.stop();
    expect(inPlugin).toBe(watch.phases.run);
    await pause(5);
    expect(watch.stop()).toBe(inPlugin);
    expect(entered).toEqual(['input', 'queue', 'run', 'run']);
  });
});
