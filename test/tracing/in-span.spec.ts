import type { ExecutionOutcome } from '@gatehouse/contracts';
import { GatehouseError, toErrorEnvelope } from '@gatehouse/errors';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { inSpan } from '../../libs/execution/src/tracing/in-span.js';
import { recordSpans } from '../execution/support/record-spans.js';

const done = () => Promise.resolve('done');
const gone = new GatehouseError('JOB_NOT_FOUND', { job_id: 'job_1' });

/** The one span of some work. */
async function spanOf(work: () => Promise<unknown>) {
  const [span] = await recordSpans(work);
  return span;
}

describe('work in a span', () => {
  it('gives its result, and belongs where it is traced', async () => {
    const results: unknown[] = [];
    const [inner, outer] = await recordSpans(() =>
      inSpan('outer', { plugin: 'ocr' }, async () => {
        results.push(await inSpan('inner', {}, done));
      }),
    );
    expect(results).toEqual(['done']);
    expect([inner?.name, outer?.name]).toEqual(['inner', 'outer']);
    expect(inner?.parentSpanContext?.spanId).toBe(outer?.spanContext().spanId);
    expect(outer?.attributes).toEqual({ 'gatehouse.plugin.name': 'ocr', 'gatehouse.outcome': 'ok' });
  });

  it.each([
    [undefined, SpanKind.INTERNAL],
    ['gives', SpanKind.PRODUCER],
    ['takes', SpanKind.CONSUMER],
  ] as const)('says whether it %s work of others', async (queue, kind) => {
    const words = queue === undefined ? {} : { queue };
    expect(await spanOf(() => inSpan('work', words, done))).toMatchObject({ kind });
  });

  it('says what was thrown, and throws it', async () => {
    const span = await spanOf(() =>
      expect(inSpan('work', {}, () => Promise.reject(gone))).rejects.toBe(gone),
    );
    expect(span).toMatchObject({
      attributes: { 'gatehouse.outcome': 'JOB_NOT_FOUND', 'error.type': 'JOB_NOT_FOUND' },
      status: { code: SpanStatusCode.ERROR },
      ended: true,
    });
  });

  it.each<readonly [ExecutionOutcome, string]>([
    [[{ found: 1 }, {}], 'ok'],
    [[{}, toErrorEnvelope(gone)], 'JOB_NOT_FOUND'],
  ])('says how it ended where a failure is a value (%#)', async (outcome, ending) => {
    const words = { outcomeOf: (result: ExecutionOutcome) => result };
    const span = await spanOf(() => inSpan('work', words, () => Promise.resolve(outcome)));
    expect(span?.attributes).toMatchObject({ 'gatehouse.outcome': ending });
  });

  it('is just done where nothing is traced', async () => {
    expect(await inSpan('work', {}, done)).toBe('done');
    await expect(inSpan('work', {}, () => Promise.reject(gone))).rejects.toBe(gone);
  });
});
