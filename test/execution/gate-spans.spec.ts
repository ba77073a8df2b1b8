import { ToolRunner } from '@gatehouse/execution/internal';
import { SpanStatusCode } from '@opentelemetry/api';
import { sample } from '../support/images/samples.js';
import { openExecution } from './support/open-execution.js';
import { recordSpans } from './support/record-spans.js';
import { STEERED } from './support/steered-plugin.js';

const png = await sample('png');
const { app } = await openExecution({
  steered: { ...STEERED, manifest: { ...(STEERED.manifest as object), version: '1.2.3' } },
});
const runner = app.get(ToolRunner);
const IDS = { jobId: 'job-1', requestId: 'request-1' };
const FACTS = {
  'gatehouse.plugin.name': 'steered',
  'gatehouse.job.id': 'job-1',
  'gatehouse.request.id': 'request-1',
};

/** What the spans of one execution say, in the order of their ends: each phase, then the gate. */
async function spansOf(act: unknown, plugin = 'steered'): Promise<readonly object[]> {
  const payload = { image: png, mimeType: null, options: { act } as Record<string, string> };
  const spans = await recordSpans(() => runner.run(plugin, payload, IDS));
  const gate = spans.at(-1)?.spanContext().spanId;
  expect(spans.slice(0, -1).map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual(
    spans.slice(0, -1).map(() => gate),
  );
  return spans.map(({ name, attributes, status }) => ({ name, ...attributes, status: status.code }));
}

const silent = (name: string) => ({ name, status: SpanStatusCode.UNSET });
const failed = (code: string) => ({
  'gatehouse.outcome': code,
  'error.type': code,
  status: SpanStatusCode.ERROR,
});

describe('the spans of one execution [PATH-01] [ERR-01]', () => {
  it('are one for the gate and one in it for each phase', async () => {
    expect(await spansOf('answer')).toEqual([
      silent('validate input'),
      silent('decode image'),
      silent('wait for process'),
      silent('run plugin'),
      silent('validate output'),
      {
        name: 'ToolRunner.run',
        ...FACTS,
        'gatehouse.plugin.version': '1.2.3',
        'gatehouse.outcome': 'ok',
        status: SpanStatusCode.UNSET,
      },
    ]);
  });

  it.each([
    ['in the plugin', 'throw', 'steered', 'PLUGIN_THREW', 4, true],
    ['in its answer', 'breach', 'steered', 'OUTPUT_INVALID', 5, true],
    ['before anything', 7, 'steered', 'OPTIONS_INVALID', 1, false],
    ['for want of a plugin', 'answer', 'nobody', 'PLUGIN_NOT_FOUND', 1, false],
  ] as const)('say where it failed: %s', async (_where, act, plugin, code, phases, isAdmitted) => {
    const spans = await spansOf(act, plugin);
    expect(spans).toHaveLength(phases + 1);
    expect(spans.at(-2)).toMatchObject(failed(code));
    expect(spans.at(-1)).toEqual({
      name: 'ToolRunner.run',
      ...FACTS,
      'gatehouse.plugin.name': plugin,
      ...(isAdmitted && { 'gatehouse.plugin.version': '1.2.3' }),
      ...failed(code),
    });
  });
});
