import { context, propagation, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { TraceState, W3CTraceContextPropagator } from '@opentelemetry/core';
import { carryTrace, continueTrace } from '../../libs/execution/src/tracing/carried-trace.js';

const SPAN = {
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  spanId: '00f067aa0ba902b7',
  traceFlags: 1,
};
const TRACEPARENT = `00-${SPAN.traceId}-${SPAN.spanId}-01`;

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
});
afterAll(() => {
  context.disable();
  propagation.disable();
});

const within = <Result>(state: string | null, work: () => Result): Result => {
  const traceState = state === null ? {} : { traceState: new TraceState(state) };
  return context.with(trace.setSpanContext(ROOT_CONTEXT, { ...SPAN, ...traceState }), work);
};
const here = () => trace.getSpanContext(context.active());

describe('a trace that is carried', () => {
  it('is nothing where there is none', () => {
    expect(carryTrace()).toBeNull();
    expect(continueTrace(null, here)).toBeUndefined();
  });

  it.each([
    ['without a state', null, TRACEPARENT],
    ['with its state', 'vendor=1,other=2', `${TRACEPARENT}\nvendor=1,other=2`],
  ])('is named %s, and found by its name', (_what, state, name) => {
    const carried = within(state, carryTrace);
    expect(carried).toBe(name);
    const found = continueTrace(carried, here);
    expect(found).toMatchObject({ ...SPAN, isRemote: true });
    expect(found?.traceState?.serialize() ?? null).toBe(state);
  });

  it('gives back what its work does', () => {
    expect([continueTrace(null, () => 1), continueTrace(TRACEPARENT, () => 2)]).toEqual([1, 2]);
  });
});
