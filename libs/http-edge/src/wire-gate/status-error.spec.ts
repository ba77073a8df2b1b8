import { errorOfStatus, type RefusedStatus } from './status-error.js';

const REQUEST: RefusedStatus = {
  status: 500,
  method: 'POST',
  path: '/v1/nothing',
  contentType: 'text/plain',
  expectation: 'the-impossible',
  hasHost: true,
  retryAfterMs: null,
};

const of = (rest: Partial<RefusedStatus>) => errorOfStatus({ ...REQUEST, ...rest });

describe('the error of a bare status', () => {
  it.each([
    [400, 'REQUEST_MALFORMED', 'the server cannot make sense of it'],
    [404, 'ROUTE_NOT_FOUND', 'POST /v1/nothing'],
    [405, 'ROUTE_NOT_FOUND', 'POST /v1/nothing'],
    [408, 'REQUEST_TIMED_OUT', 'it took too long'],
    [413, 'BODY_TOO_LARGE', 'the allowed number of'],
    [415, 'CONTENT_TYPE_UNSUPPORTED', 'text/plain'],
    [417, 'PROTOCOL_UNSUPPORTED', 'Expect: the-impossible'],
    [429, 'QUEUE_FULL', 'this server'],
    [503, 'NOT_READY', 'a part of it is not available'],
    [500, 'INTERNAL_ERROR', ''],
    [302, 'INTERNAL_ERROR', ''],
    [201, 'INTERNAL_ERROR', ''],
  ])('%d is %s', (status, code, words) => {
    const error = of({ status });
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(words)]);
    expect((error.cause as Error).message).toContain(`POST /v1/nothing was answered ${status}`);
  });

  it('says that a Host is missing', () => {
    expect(of({ status: 400, hasHost: false }).message).toContain('it has no Host header');
  });

  it.each([
    [null, 1000],
    [0, 0],
    [7000, 7000],
  ])('keeps a Retry-After of %p, as %d ms', (retryAfterMs, told) => {
    expect(of({ status: 429, retryAfterMs }).retryAfterMs).toBe(told);
  });
});
