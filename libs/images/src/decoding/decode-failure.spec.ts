import { isGatehouseError, type GatehouseError } from '@gatehouse/errors';
import { SANDBOX_FAILURE, SandboxFailure, type SandboxFailureKind } from '@gatehouse/sandbox';
import { decodeFailure } from './decode-failure.js';
import { OUT_OF_TIME } from './within-cpu-time.js';

const ALLOWANCE = { cpuMs: 1300, timeoutMs: 4000, memoryMb: 700, maxQueue: 9 };

function told(kind: SandboxFailureKind, message = 'words'): GatehouseError {
  const failure = decodeFailure(new SandboxFailure(kind, message), ALLOWANCE);
  if (!isGatehouseError(failure)) throw new Error('it was not turned into something for clients');
  return failure;
}

describe('decodeFailure', () => {
  it.each([
    [SANDBOX_FAILURE.TIMED_OUT, 'decoding it took longer than 4000 ms'],
    [SANDBOX_FAILURE.OUT_OF_MEMORY, 'decoding it took more than 700 MB of memory'],
    [SANDBOX_FAILURE.CRASHED, 'the decoder broke down over it'],
  ])('takes %s for the fault of the image', (kind, problem) => {
    const error = told(kind);
    expect(error.code).toBe('IMAGE_UNDECODABLE');
    expect(error.message).toBe(`The image cannot be decoded: ${problem}. Send an intact file.`);
    expect(error.errors).toEqual([{ pointer: '/image', message: problem }]);
  });

  it('says how much processor time was too much', () => {
    expect(told(SANDBOX_FAILURE.THREW, OUT_OF_TIME).message).toContain(
      'took more than 1300 ms of processor time',
    );
  });

  it.each(['heif: Memory allocation error (2)', 'vips_tracked: out of memory -- size 9MB'])(
    'knows running out of memory also where the decoder itself says so: %s',
    (message) => {
      expect(told(SANDBOX_FAILURE.THREW, message).message).toContain('took more than 700 MB of memory');
    },
  );

  it('passes the decoder’s words on in one line, without paths and without its noise', () => {
    const message =
      'pngload: /home/me/secret/file.png\nsource: bad seek to 99\n  C:\\Users\\me\\x.png went bad';
    expect(told(SANDBOX_FAILURE.THREW, message).message).toBe(
      'The image cannot be decoded: its data is damaged or cut short (pngload: … … went bad). Send an intact file.',
    );
    expect(told(SANDBOX_FAILURE.THREW, 'x'.repeat(9000)).message.length).toBeLessThan(400);
  });

  it('says that it was cancelled, and when to come again where too many wait', () => {
    expect(told(SANDBOX_FAILURE.CANCELLED).code).toBe('EXECUTION_CANCELLED');
    expect(told(SANDBOX_FAILURE.QUEUE_FULL)).toMatchObject({
      code: 'QUEUE_FULL',
      retryAfterMs: 1000,
      message: 'Too much is waiting for the image decoder (9). Try again in 1000 ms.',
    });
  });

  it.each([
    SANDBOX_FAILURE.START_FAILED,
    SANDBOX_FAILURE.PROTOCOL,
    SANDBOX_FAILURE.REPLY_NOT_JSON,
    SANDBOX_FAILURE.REPLY_TOO_LARGE,
  ])('leaves %s as it is: that is no fault of the image', (kind) => {
    const failure = new SandboxFailure(kind, 'words');
    expect(decodeFailure(failure, ALLOWANCE)).toBe(failure);
  });

  it('leaves what is no failure of a sandbox as it is', () => {
    const failure = new TypeError('a defect');
    expect(decodeFailure(failure, ALLOWANCE)).toBe(failure);
  });
});
