import { GatehouseError } from '@gatehouse/errors';
import { SANDBOX_FAILURE, SandboxFailure } from '@gatehouse/sandbox';
import { OUT_OF_TIME } from './within-cpu-time.js';

/** What a failed decoding was allowed, for the message. */
export interface DecodeAllowance {
  /** Of processor time. */
  readonly cpuMs: number;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly maxQueue: number;
}

const RETRY_AFTER_MS = 1000;
const MAX_WORDS = 200;

/** libvips tells every seek that went past the end; they say no more than the words that follow them. */
const NOISE = /source: bad seek to \d+/g;

/** The decoder's own words on one line, without anything that looks like a path. */
function decoderWords(message: string): string {
  const line = message
    .replace(NOISE, '')
    .replace(/(?:[A-Za-z]:)?(?:[/\\][\w.@-]+){2,}/g, '…')
    .replace(/\s+/g, ' ');
  return line.trim().slice(0, MAX_WORDS);
}

/** libvips and libheif: the picture inside is larger than the header that the intake went by. */
const TOO_MANY_PIXELS = /exceeds pixel limit|Security limit exceeded: Image size/;

const OUT_OF_MEMORY =
  /out of memory|memory allocation error(?!: Security)|unable to allocate|cannot allocate/i;

const memoryProblem = (memoryMb: number): string => `decoding it took more than ${memoryMb} MB of memory`;

function thrownProblem(message: string, { memoryMb }: DecodeAllowance): string {
  if (TOO_MANY_PIXELS.test(message)) return 'it has more pixels than its header says';
  if (OUT_OF_MEMORY.test(message)) return memoryProblem(memoryMb);
  if (message.includes('unsupported image format')) return 'its content is not what its first bytes say';
  return `its data is damaged or cut short (${decoderWords(message)})`;
}

const undecodable = (problem: string, cause: unknown): GatehouseError =>
  new GatehouseError(
    'IMAGE_UNDECODABLE',
    { problem },
    { cause, errors: [{ pointer: '/image', message: problem }] },
  );

const tooCostly = (limit: number, cause: unknown): GatehouseError =>
  new GatehouseError(
    'IMAGE_TOO_COSTLY',
    { limit },
    { cause, errors: [{ pointer: '/image', message: 'decoding it takes too long' }] },
  );

/** Decides what a client is told when the decoder gave no pixels. What is no fault of the image stays as it is. */
export function decodeFailure(failure: unknown, allowance: DecodeAllowance): unknown {
  if (!(failure instanceof SandboxFailure)) return failure;
  const { cpuMs, timeoutMs, memoryMb, maxQueue } = allowance;
  switch (failure.kind) {
    case SANDBOX_FAILURE.THREW:
      if (failure.message === OUT_OF_TIME) return tooCostly(cpuMs, failure);
      return undecodable(thrownProblem(failure.message, allowance), failure);
    case SANDBOX_FAILURE.TIMED_OUT:
      return undecodable(`decoding it took longer than ${timeoutMs} ms`, failure);
    case SANDBOX_FAILURE.OUT_OF_MEMORY:
      return undecodable(memoryProblem(memoryMb), failure);
    case SANDBOX_FAILURE.CRASHED:
      return undecodable('the decoder broke down over it', failure);
    case SANDBOX_FAILURE.CANCELLED:
      return new GatehouseError('EXECUTION_CANCELLED', { reason: 'the caller gave up' }, { cause: failure });
    case SANDBOX_FAILURE.CLOSED:
      return new GatehouseError('WORKER_LOST', {}, { cause: failure });
    case SANDBOX_FAILURE.QUEUE_FULL: {
      const params = { what: 'the image decoder', limit: maxQueue, retry_after_ms: RETRY_AFTER_MS };
      return new GatehouseError('QUEUE_FULL', params, { cause: failure, retryAfterMs: RETRY_AFTER_MS });
    }
    case SANDBOX_FAILURE.REPLY_NOT_JSON:
    case SANDBOX_FAILURE.REPLY_TOO_LARGE:
    case SANDBOX_FAILURE.PROTOCOL:
    case SANDBOX_FAILURE.START_FAILED:
      return failure;
  }
}
