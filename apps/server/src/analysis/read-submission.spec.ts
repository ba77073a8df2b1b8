import fc from 'fast-check';
import type { AnalysisForm } from './analysis-form.js';
import { MOST_ATTEMPTS, readSubmission } from './read-submission.js';

const bytes = Uint8Array.of(1, 2, 3);
const raw = (query: object): AnalysisForm => ({
  kind: 'raw',
  query: { plugin: 'ocr', ...query },
  bytes,
  mimeType: 'image/png',
});
const json = (body: object, query: object = {}): AnalysisForm => ({
  kind: 'json',
  query,
  body: { plugin: 'ocr', image: 'AQID', ...body },
});
const multipart = (fields: object, query: object = {}): AnalysisForm => ({
  kind: 'multipart',
  query,
  fields: { plugin: 'ocr', ...fields },
  files: [{ name: 'image', bytes, mimeType: 'image/png' }],
});

describe('reading a request for a later analysis', () => {
  it('reads what one for an analysis says, and one attempt where nothing is said', () => {
    expect(readSubmission(json({ options: { n: 1 } }))).toEqual({
      plugin: 'ocr',
      image: { kind: 'base64', text: 'AQID', mimeType: null },
      options: { n: 1 },
      maxAttempts: 1,
    });
    expect(readSubmission(raw({ max_attempts: '' })).maxAttempts).toBe(1);
    expect(readSubmission(json({ max_attempts: null })).maxAttempts).toBe(1);
  });

  it('reads max_attempts in the query, in a form and in JSON; what the body says counts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MOST_ATTEMPTS }), (attempts) => {
        const text = String(attempts);
        for (const form of [
          raw({ max_attempts: text }),
          multipart({ max_attempts: text }, { max_attempts: '2' }),
          json({ max_attempts: attempts }, { max_attempts: '2' }),
          json({}, { max_attempts: text }),
        ]) {
          expect(readSubmission(form).maxAttempts).toBe(attempts);
        }
      }),
    );
  });

  it.each<[unknown]>([[0], [11], [-1], [1.5], ['1.5'], ['1e1'], ['many'], [true], [['2']], [{}]])(
    'refuses %j',
    (attempts) => {
      expect(() => readSubmission(json({ max_attempts: attempts }))).toThrow(
        expect.objectContaining({
          code: 'BODY_INVALID',
          errors: [{ pointer: '/max_attempts', message: 'it is no whole number from 1 to 10' }],
        }) as Error,
      );
    },
  );
});
