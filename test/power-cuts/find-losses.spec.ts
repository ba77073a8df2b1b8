import { findLosses } from '../../scripts/power-cuts/find-losses.js';
import type { Found, FoundJob } from '../../scripts/power-cuts/found.js';
import { History } from '../../scripts/power-cuts/history.js';
import type { Fact, Mark } from '../../scripts/power-cuts/marks.js';

const INPUT = { image: 'digest', options: '{}', maxAttempts: 2 };
const REQUEST = { key: 'k', fingerprint: 'f', jobId: 'a' };
const QUEUED: Fact = { is: 'queued', id: 'a', input: INPUT };
const CREATED: Fact = { is: 'created', id: 'a' };
const RUNNING: Fact = { is: 'running', id: 'a' };
const SUCCEEDED: Fact = { is: 'succeeded', id: 'a', result: '{"n":1}' };
const FAILED: Fact = { is: 'failed', id: 'a' };
const CANCELLED: Fact = { is: 'cancelled', id: 'a' };
const ERASED: Fact = { is: 'erased', id: 'a' };
const BEGUN: Fact = { is: 'begun', request: REQUEST };
const ANSWERED: Fact = { is: 'answered', request: REQUEST, answer: '{}' };

const asked = (fact: Fact): Mark => ({ told: 'asked', fact });
const told = (...facts: readonly Fact[]): readonly Mark[] =>
  facts.flatMap((fact) => [asked(fact), { told: 'acknowledged', fact } as const]);

const WAITS: FoundJob = {
  id: 'a',
  status: 'PENDING',
  kind: 'queued',
  cancelled: false,
  code: null,
  result: null,
};
const RUNS: FoundJob = { ...WAITS, status: 'RUNNING' };
const DONE: FoundJob = { ...WAITS, status: 'SUCCESS', result: '{"n":1}' };
const THREW: FoundJob = { ...WAITS, status: 'FAILED', code: 'PLUGIN_THREW' };
const STOPPED: FoundJob = { ...WAITS, status: 'FAILED', cancelled: true, code: 'JOB_CANCELLED' };
const LEFT: FoundJob = { ...WAITS, kind: 'sync', status: 'FAILED', code: 'WORKER_LOST' };

const EMPTY: Found = { problem: null, jobs: [], images: {}, deliveries: {}, keys: [] };
const job = (found: FoundJob): Found => ({ ...EMPTY, jobs: [found] });
/** A job that is not over, with its image, which was delivered. */
const whole = (found: FoundJob): Found => ({
  ...job(found),
  images: { a: 'digest' },
  deliveries: { a: INPUT },
});
const key = (verdict: Found['keys'][number]['verdict']): Found => ({
  ...EMPTY,
  keys: [{ key: 'k', verdict }],
});
const FINISHED = { state: 'finished', answer: { status: 200, body: '{}' } } as const;
const begun = (jobId: string): Found => key({ state: 'begun', token: 't', jobId, isJobStored: false });

function losses(marks: readonly Mark[], found: Found): readonly string[] {
  const history = new History();
  for (const mark of marks) history.add(mark);
  return findLosses(history, found);
}

describe('after a power cut it is lawful', () => {
  it.each<readonly [string, readonly Mark[], Found]>([
    ['that nothing is there where nothing was acknowledged', [asked(QUEUED)], EMPTY],
    ['that a job is there whose acknowledgement was under way', [asked(QUEUED)], whole(WAITS)],
    ['that a job waits', told(QUEUED), whole(WAITS)],
    ['that it was begun meanwhile', told(QUEUED), whole(RUNS)],
    ['that it runs', told(QUEUED, RUNNING), whole(RUNS)],
    ['that an end is there that was under way', [...told(QUEUED, RUNNING), asked(SUCCEEDED)], job(DONE)],
    ['that an end that was under way is not', [...told(QUEUED, RUNNING), asked(SUCCEEDED)], whole(RUNS)],
    ['that a job has its result', told(QUEUED, RUNNING, SUCCEEDED), job(DONE)],
    [
      'that a failed job keeps its image',
      told(QUEUED, RUNNING, FAILED),
      { ...job(THREW), images: { a: 'digest' } },
    ],
    ['that a job is cancelled', told(QUEUED, CANCELLED), job(STOPPED)],
    ['that a caller’s job is failed', told(CREATED, RUNNING), job(LEFT)],
    ['that an erased job is gone', told(QUEUED, RUNNING, SUCCEEDED, ERASED), EMPTY],
    ['that one is gone whose erasure was under way', [...told(QUEUED, SUCCEEDED), asked(ERASED)], EMPTY],
    ['that a key is begun', told(BEGUN), begun('a')],
    ['that a key has its answer', told(BEGUN, ANSWERED), key(FINISHED)],
    ['that an answer is there that was under way', [...told(BEGUN), asked(ANSWERED)], key(FINISHED)],
    ['that an answer goes with its job', told(BEGUN, QUEUED, ANSWERED, SUCCEEDED, ERASED), begun('another')],
    [
      'that it is there while its job’s erasure is under way',
      [...told(BEGUN, QUEUED, SUCCEEDED, ANSWERED), asked(ERASED)],
      key(FINISHED),
    ],
    ['that a key is new whose beginning was under way', [asked(BEGUN)], begun('another')],
  ])('%s', (_, marks, found) => {
    expect(losses(marks, found)).toEqual([]);
  });
});

describe('after a power cut it is told', () => {
  it.each<readonly [string, readonly Mark[], Found, string]>([
    ['that the store does not open', [], { ...EMPTY, problem: 'damaged' }, 'damaged'],
    ['that a job is lost', told(QUEUED), EMPTY, 'job a is lost: queued'],
    ['that a job is there that nobody asked for', [], job(DONE), 'job a was never asked for'],
    [
      'that a job waits that had begun',
      told(QUEUED, RUNNING),
      whole(WAITS),
      'job a is queued, and may be: running',
    ],
    ['that an end is lost', told(QUEUED, FAILED), whole(RUNS), 'job a is running, and may be: failed'],
    [
      'that an end is another',
      told(QUEUED, CANCELLED),
      job(DONE),
      'job a is succeeded, and may be: cancelled',
    ],
    [
      'that a job failed for want of its image',
      told(QUEUED),
      job(THREW),
      'job a is failed, and may be: queued, running',
    ],
    [
      'that a result is another',
      told(QUEUED, SUCCEEDED),
      job({ ...DONE, result: '{}' }),
      'job a has another result',
    ],
    [
      'that a caller’s job never ends',
      told(CREATED),
      job({ ...RUNS, kind: 'sync' }),
      'job a is unfinished, and may be: lost by its worker',
    ],
    [
      'that an erased job came back',
      told(QUEUED, SUCCEEDED, ERASED),
      job(DONE),
      'job a is succeeded, and may be: gone',
    ],
    ['that an image is lost', told(QUEUED), { ...whole(WAITS), images: {} }, 'the image of job a is lost'],
    [
      'that an image is another',
      told(QUEUED),
      { ...whole(WAITS), images: { a: 'torn' } },
      'the image of job a is another',
    ],
    [
      'that an image is lost that could be tried again',
      told(QUEUED, FAILED),
      job(THREW),
      'the image of job a is lost',
    ],
    [
      'that an erased image came back',
      told(QUEUED, SUCCEEDED, ERASED),
      { ...EMPTY, images: { a: 'digest' } },
      'the image of job a is there, and nobody needs it',
    ],
    [
      'that a job is not delivered',
      told(QUEUED),
      { ...whole(WAITS), deliveries: {} },
      'job a is not delivered',
    ],
    [
      'that a job has other options',
      told(QUEUED),
      { ...whole(WAITS), deliveries: { a: { ...INPUT, options: '' } } },
      'job a is delivered otherwise',
    ],
    ['that a key is forgotten', told(BEGUN), begun('another'), 'key k is begun'],
    [
      'that the answer about an erased job came back',
      told(BEGUN, QUEUED, ANSWERED, SUCCEEDED, ERASED),
      key(FINISHED),
      'the answer of key k came back',
    ],
    ['that an answer is lost', told(BEGUN, ANSWERED), begun('a'), 'key k has lost its answer'],
    [
      'that an answer is another',
      told(BEGUN, ANSWERED),
      key({ state: 'finished', answer: { status: 200, body: '[]' } }),
      'key k has another answer',
    ],
  ])('%s', (_, marks, found, sentence) => {
    expect(losses(marks, found)).toEqual([sentence]);
  });
});
