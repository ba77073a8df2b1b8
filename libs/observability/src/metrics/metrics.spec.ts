import type { ErrorEnvelope, ExecutionRecord } from '@gatehouse/contracts';
import { GatehouseError, toErrorEnvelope } from '@gatehouse/errors';
import { describeExecution } from '../executions/describe-execution.js';
import { Metrics } from './metrics.js';

const RECORD: ExecutionRecord = {
  plugin: 'ocr',
  version: '1.0.0',
  jobId: 'job-1',
  requestId: 'request-1',
  error: null,
  isFault: false,
  phases: { input: 1, decode: 2, queue: 0.5, run: 1000, output: 0.25 },
};
const busy: ErrorEnvelope = toErrorEnvelope(
  new GatehouseError('QUEUE_FULL', { what: 'it', limit: '1', retry_after_ms: 1 }),
);
const metered = (): Metrics =>
  new Metrics({ version: '9.9.9', plugins: () => [], jobs: () => Promise.resolve(null) });

describe('the metrics', () => {
  it('count an execution under its plugin, version and outcome, and its phases in seconds', async () => {
    const metrics = metered();
    metrics.count(RECORD);
    metrics.count({ ...RECORD, error: busy, phases: { input: 1, decode: 1, queue: 3 } });
    const lines = (await metrics.exposition()).split('\n');
    expect(lines).toContain('gatehouse_plugin_executions_total{plugin="ocr",version="1.0.0",outcome="ok"} 1');
    expect(lines).toContain(
      'gatehouse_plugin_executions_total{plugin="ocr",version="1.0.0",outcome="QUEUE_FULL"} 1',
    );
    const durations = 'gatehouse_plugin_execution_duration_seconds';
    expect(lines).toContain(`${durations}_sum{plugin="ocr",phase="run"} 1`);
    expect(lines).toContain(`${durations}_count{plugin="ocr",phase="queue"} 2`);
    expect(lines).toContain(`${durations}_sum{plugin="ocr",phase="total"} 1.00375`);
    expect(lines).toContain(`${durations}_count{plugin="ocr",phase="total"} 1`);
  });

  it('leave out executions of plugins that there are not, whatever they are called', async () => {
    const metrics = metered();
    const before = await metrics.exposition();
    for (const plugin of ['nobody', '', '__proto__', 'a"b\n'])
      metrics.count({ ...RECORD, plugin, version: null });
    expect(await metrics.exposition()).toBe(before);
  });
});

describe('the line of an execution', () => {
  it('has its ids, its outcome and its times, those of the phases that it came to', () => {
    expect(describeExecution(RECORD)).toEqual({
      level: 'log',
      line: {
        plugin: 'ocr',
        version: '1.0.0',
        job_id: 'job-1',
        request_id: 'request-1',
        outcome: 'ok',
        input_ms: 1,
        decode_ms: 2,
        queue_ms: 0.5,
        run_ms: 1000,
        output_ms: 0.25,
        total_ms: 1003.75,
      },
    });
  });

  it('of a refusal is a warning without a stack, which would lead into the gate', () => {
    const { level, line } = describeExecution({ ...RECORD, error: busy, phases: { input: 1 } });
    expect(level).toBe('warn');
    expect(line).toMatchObject({ outcome: 'QUEUE_FULL', reason: busy.message, input_ms: 1, total_ms: 1 });
    expect(line).not.toHaveProperty('traceback');
    expect(line).not.toHaveProperty('run_ms');
  });

  it('of a defect of ours is an error with the stack', () => {
    const error = toErrorEnvelope(new TypeError('x is no function'));
    const { level, line } = describeExecution({ ...RECORD, error, isFault: true });
    expect(level).toBe('error');
    expect(line['traceback']).toMatch(/x is no function[\s\S]*metrics\.spec/);
    expect(line['reason']).not.toContain('x is no function');
  });
});
