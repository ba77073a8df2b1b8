import fc from 'fast-check';
import { readAnswer } from '../../scripts/bench/measure/read-answer.ts';

const answerOf = (body: string): Buffer =>
  Buffer.from(
    `HTTP/1.1 400 Bad Request\r\nContent-Length: ${Buffer.byteLength(body)}\r\nX: 1\r\n\r\n${body}`,
  );

describe('an answer off the wire', () => {
  it('is whole when its last byte has come, and not before', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (body, part) => {
          const bytes = answerOf(body);
          expect(readAnswer(bytes.subarray(0, Math.floor(bytes.length * part)))).toBeNull();
          const answer = readAnswer(bytes);
          expect([answer?.status, answer?.body.toString()]).toEqual([400, body]);
        },
      ),
    );
  });

  it('is refused where it does not say how long it is', () => {
    const chunked = Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n');
    expect(() => readAnswer(chunked)).toThrow('without its length');
  });
});
