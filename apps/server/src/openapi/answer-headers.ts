import type { JsonObject } from '@gatehouse/contracts';

/** Every header of an answer that means something to its reader, by name, as components. */
export const ANSWER_HEADERS: JsonObject = Object.freeze({
  'X-Request-Id': {
    description: 'The id of the request: the caller’s own, or one that was made. The log knows it.',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: 200 },
    example: 'b2c7f1de-5d0f-4b7a-9a3e-0c9f5a1e7d42',
  },
  traceparent: {
    description:
      'The trace that the request belongs to, as W3C Trace Context has it. Only where traces are sent.',
    schema: { type: 'string', pattern: '^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$' },
    example: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  },
  RateLimit: {
    description:
      'What is left of the key’s limit (`r`) and seconds until there is more (`t`). Only with a key.',
    schema: { type: 'string', pattern: '^"[a-z]+";r=[0-9]+;t=[0-9]+$' },
    example: '"key";r=599;t=1',
  },
  'RateLimit-Policy': {
    description: 'The key’s limit: how many (`q`) in how many seconds (`w`). Only with a key.',
    schema: { type: 'string', pattern: '^"[a-z]+";q=[0-9]+;w=[0-9]+$' },
    example: '"key";q=600;w=60',
  },
  'Idempotency-Replayed': {
    description: 'Says that the answer was given before, to a request with the same Idempotency-Key.',
    schema: { type: 'string', enum: ['true'] },
    example: 'true',
  },
  'Retry-After': {
    description: 'Seconds to wait before trying again; only where waiting helps.',
    schema: { type: 'string', pattern: '^[0-9]+$' },
    example: '1',
  },
});

/**
 * References to the headers of an answer.
 *
 * @param isLimited whether the operation asks for a key
 * @param isRepeatable whether it honours Idempotency-Key
 */
export function headersOf(status: string, isLimited: boolean, isRepeatable: boolean): JsonObject {
  const names = ['X-Request-Id', 'traceparent'];
  if (isLimited) names.push('RateLimit', 'RateLimit-Policy');
  if (isRepeatable) names.push('Idempotency-Replayed');
  if (status === '400') names.push('Retry-After');
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
