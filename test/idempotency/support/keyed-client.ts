import { postJson, sample, type Answer } from '../../support/http.js';

const base64 = sample('qr-tiny.png').toString('base64');

/** Asks the slow plugin under a key. */
export function askWithKey(
  url: string,
  key: string,
  options: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const body = { plugin: 'slow', image: base64, options };
  return postJson(`${url}/v1/analyze-execution`, body, { 'idempotency-key': key, ...headers });
}

/** Whether an answer is one given again. */
export function isReplay({ headers }: Answer): boolean {
  return headers.get('idempotency-replayed') === 'true';
}
