import { jest } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readConfig } from '@gatehouse/config';
import { toErrorBody, EnvelopeError } from '@gatehouse/errors';
import { AnalysisExecutionService, type AnalysisReport, type AnalysisRequest } from '@gatehouse/execution';
import { JobExecutionService, PluginExecutionService, ToolRunner } from '@gatehouse/execution/internal';
import { AnalysisService } from '@gatehouse/images';
import { JobManagementService, JobStore, newJobId } from '@gatehouse/jobs';
import { PluginRegistry } from '@gatehouse/plugins';
import { sample } from '../support/images/samples.js';
import { openExecution } from './support/open-execution.js';
import { STEERED } from './support/steered-plugin.js';
import { storedJobs } from './support/stored-jobs.js';

const jpeg = await sample('jpeg');
const BOX = {
  'x-gatehouse-box': true,
  type: 'object',
  properties: Object.fromEntries(['x', 'y', 'width', 'height'].map((side) => [side, { type: 'number' }])),
};
const { app, registry, dataDir } = await openExecution(
  {
    steered: STEERED,
    finder: {
      manifest: { output_schema: { type: 'object', properties: { box: BOX } } },
      code: 'export default { run: () => ({ box: { x: 6, y: 6, width: 40, height: 30 } }) };',
    },
    misser: {
      manifest: { output_schema: { type: 'object', properties: { box: BOX } } },
      code: 'export default { run: () => ({}) };',
    },
  },
  { EXECUTION_MAX_IN_FLIGHT: '1' },
);
const service = app.get(AnalysisExecutionService);

const request = (
  options: AnalysisRequest['options'] = {},
  more: Partial<AnalysisRequest> = {},
): AnalysisRequest => ({
  plugin: 'steered',
  image: { kind: 'bytes', bytes: jpeg, mimeType: null },
  options,
  ...more,
});
const analyze = (given: AnalysisRequest, signal?: AbortSignal): Promise<AnalysisReport> =>
  service.analyze(given, { requestId: 'request-1', ...(signal && { signal }) });

async function failureOf(given: AnalysisRequest, signal?: AbortSignal): Promise<EnvelopeError> {
  const thrown: unknown = await analyze(given, signal).catch((error: unknown) => error);
  if (thrown instanceof EnvelopeError) return thrown;
  throw new Error('the analysis did not fail with an envelope', { cause: thrown });
}

const counts = (): unknown => {
  const { successCount, errorCount } = registry.health('steered') ?? {};
  return { successCount, errorCount };
};

describe('an analysis [PATH-05]', () => {
  it('reports the result, the job and the image', async () => {
    const report = await analyze(request());
    expect(report).toEqual({
      plugin: 'steered',
      result: expect.objectContaining({ mimeType: 'image/jpeg', bytes: jpeg.byteLength }) as object,
      jobId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      executionTimeMs: expect.any(Number) as number,
      image: {
        mimeType: 'image/jpeg',
        width: 64,
        height: 48,
        bytes: jpeg.byteLength,
        sha256: createHash('sha256').update(jpeg).digest('hex'),
      },
      rendered: null,
    });
  });

  it('leaves a job that holds the same result [JOB-02]', async () => {
    const { jobId, result, executionTimeMs } = await analyze(request({ count: 4 }));
    const job = await service.jobResult(jobId, 'everybody');
    expect(job).toMatchObject({
      id: jobId,
      plugin: 'steered',
      status: 'SUCCESS',
      result,
      error: null,
      executionTimeMs,
    });
    expect(await service.job(jobId, 'everybody')).toMatchObject({
      id: jobId,
      status: 'SUCCESS',
      cancelled: false,
      attempts: 1,
    });
  });

  it('that fails throws the envelope that its job holds [ERR-01] [JOB-02]', async () => {
    const { envelope } = await failureOf(request({ act: 'throw' }));
    expect(envelope).toMatchObject({ message: 'kaboom', details: { request_id: 'request-1' } });
    const job = await service.jobResult(envelope.details.job_id ?? '', 'everybody');
    expect(job).toMatchObject({ status: 'FAILED', result: null, cancelled: false });
    expect(job.error).toEqual(toErrorBody(envelope));
  });

  it('that its caller leaves is stopped and recorded as cancelled', async () => {
    const controller = new AbortController();
    const failing = failureOf(request({ act: 'wait' }), controller.signal);
    while (registry.health('steered')?.state !== 'RUNNING')
      await new Promise((resolve) => setTimeout(resolve, 1));
    controller.abort();
    const { envelope } = await failing;
    expect(envelope.details.code).toBe('EXECUTION_CANCELLED');
    expect(await service.job(envelope.details.job_id ?? '', 'everybody')).toMatchObject({
      status: 'FAILED',
      cancelled: true,
    });
  });

  it.each([
    [
      'an image that is no base64',
      request({}, { image: { kind: 'base64', text: '%', mimeType: null } }),
      'IMAGE_ENCODING_INVALID',
    ],
    ['a plugin that does not exist', request({}, { plugin: 'nobody' }), 'PLUGIN_NOT_FOUND'],
  ])('of %s makes no job and counts nothing', async (_, given, code) => {
    const before = { counts: counts(), jobs: storedJobs(dataDir).length };
    await expect(analyze(given)).rejects.toMatchObject({ name: 'GatehouseError', code });
    await app.get(JobStore).ping();
    expect({ counts: counts(), jobs: storedJobs(dataDir).length }).toEqual(before);
  });

  it('of an image that the gate refuses makes a FAILED job [JOB-01]', async () => {
    const { envelope } = await failureOf(
      request({}, { image: { kind: 'base64', text: '', mimeType: null } }),
    );
    expect(envelope.details.code).toBe('IMAGE_EMPTY');
    const job = await service.job(envelope.details.job_id ?? '', 'everybody');
    expect(job).toMatchObject({ status: 'FAILED', executionTimeMs: null });
  });

  it('beyond what may be under way is refused at once, without a job', async () => {
    const controller = new AbortController();
    const held = failureOf(request({ act: 'wait' }), controller.signal);
    const before = storedJobs(dataDir).length;
    await expect(analyze(request())).rejects.toMatchObject({ code: 'QUEUE_FULL', retryAfterMs: 1000 });
    controller.abort();
    await held;
    expect(storedJobs(dataDir).length).toBeLessThanOrEqual(before + 1);
  });

  it('gives its place back however it ends', async () => {
    await failureOf(request({ act: 'throw' }));
    await expect(analyze(request({}, { plugin: 'nobody' }))).rejects.toMatchObject({
      code: 'PLUGIN_NOT_FOUND',
    });
    await analyze(request());
    await expect(analyze(request())).resolves.toBeDefined();
  });
});

describe('an analysis whose result is to be seen [PATH-05]', () => {
  it('brings the picture, of a plugin that finds boxes, and only where it was asked for', async () => {
    const seen = await analyze(request({}, { plugin: 'finder', isRendered: true }));
    expect(seen.rendered).toMatch(/^data:image\/\w+;base64,/);
    expect((await analyze(request({}, { plugin: 'finder' }))).rendered).toBeNull();
    const empty = await analyze(request({}, { plugin: 'misser', isRendered: true }));
    expect(empty.rendered).toMatch(/^data:image\/jpeg;base64,/);
    expect(empty.rendered).not.toBe(seen.rendered);
    const before = storedJobs(dataDir).length;
    await expect(analyze(request({}, { isRendered: true }))).rejects.toMatchObject({
      code: 'RENDER_UNSUPPORTED',
    });
    expect(storedJobs(dataDir)).toHaveLength(before);
  });
});

describe('jobs [PATH-05]', () => {
  it.each([newJobId(), 'no-uuid', '', '../jobs', "'; DROP TABLE jobs"])(
    'are not found by "%s"',
    async (id) => {
      await expect(service.job(id, 'everybody')).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
      await expect(service.jobResult(id, 'everybody')).rejects.toMatchObject({ code: 'JOB_NOT_FOUND' });
    },
  );

  it('have no result before they are finished', async () => {
    const job = app.get(JobExecutionService).createJob('steered', null);
    await job.stored;
    await expect(service.jobResult(job.id, 'everybody')).rejects.toMatchObject({ code: 'JOB_NOT_FINISHED' });
  });
});

describe('the longest that an execution may take [GATE-03]', () => {
  it('is as much longer as each of its parts may take', () => {
    const values = readConfig({});
    const longest = AnalysisExecutionService.longestExecutionMs(values);
    expect(longest).toBeGreaterThan(values.PLUGIN_MAX_TIMEOUT_MS + values.IMAGE_MAX_DECODE_MS);
    for (const part of ['PLUGIN_MAX_TIMEOUT_MS', 'IMAGE_MAX_DECODE_MS'] as const) {
      const more = { ...values, [part]: values[part] + 1000 };
      expect(AnalysisExecutionService.longestExecutionMs(more)).toBeGreaterThanOrEqual(longest + 1000);
    }
  });
});

describe('a store that is away [ERR-01]', () => {
  it('is all that the caller is told', async () => {
    const own = await openExecution({ steered: STEERED });
    await own.app.get(JobStore).close();
    const analyses = own.app.get(AnalysisExecutionService);
    for (const options of [{}, { act: 'throw' }]) {
      await expect(analyses.analyze(request(options), { requestId: null })).rejects.toMatchObject({
        name: 'GatehouseError',
        code: 'STORE_UNAVAILABLE',
      });
    }
  });
});

describe('the path [PATH-01]', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('goes through each layer once, in order, and back', async () => {
    const trace: string[] = [];
    const watch = <Name extends string>(
      layer: Record<Name, (...given: never[]) => unknown>,
      name: Name,
    ): void => {
      const real = layer[name].bind(layer) as (...given: unknown[]) => unknown; // called with what it was called with
      jest
        .spyOn(layer as Record<string, (...given: unknown[]) => unknown>, name)
        .mockImplementation((...given) => {
          trace.push(`> ${name}`);
          const answer = real(...given);
          if (answer instanceof Promise) void answer.finally(() => trace.push(`< ${name}`));
          return answer;
        });
    };
    watch(app.get(AnalysisService), 'acquire');
    watch(app.get(JobExecutionService), 'requirePlugin');
    watch(app.get(JobExecutionService), 'createJob');
    watch(app.get(JobExecutionService), 'runJob');
    watch(app.get(PluginExecutionService), 'execute');
    watch(app.get(ToolRunner), 'run');
    watch(registry, 'updateExecutionMetrics');
    await analyze(request());
    expect(trace).toEqual([
      '> requirePlugin',
      '> acquire',
      '< acquire',
      '> createJob',
      '> runJob',
      '> execute',
      '> run',
      '> updateExecutionMetrics',
      '< run',
      '< execute',
      '< runJob',
    ]);
  });

  it('is a chain: each layer is given the next one and none beyond [PATH-02]', () => {
    const layers = [
      AnalysisExecutionService,
      JobExecutionService,
      PluginExecutionService,
      ToolRunner,
      PluginRegistry,
    ];
    const held = layers
      .slice(0, -1)
      .map((layer) =>
        (Reflect.getMetadata('design:paramtypes', layer) as unknown[]).filter((type) =>
          layers.includes(type as never),
        ),
      ); // as the compiler wrote them
    expect(held).toEqual([
      [JobExecutionService],
      [PluginExecutionService],
      [PluginRegistry, ToolRunner],
      [PluginRegistry],
    ]);
    expect(Reflect.getMetadata('design:paramtypes', AnalysisExecutionService)).toContain(
      JobManagementService,
    );
  });
});
