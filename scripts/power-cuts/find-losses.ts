import { isDeepStrictEqual } from 'node:util';
import type { Found, FoundJob } from './found.ts';
import type { History, JobHistory, KeyHistory } from './history.ts';

/**
 * Compares what is found after a power cut with what was told before it.
 *
 * @returns a sentence for each thing that was acknowledged and is not so, or that is there and may not be
 */
export function findLosses(history: History, found: Found): readonly string[] {
  if (found.problem !== null) return [found.problem];
  const jobs = new Map(found.jobs.map((job) => [job.id, job]));
  return [
    ...[...history.jobs].flatMap(([id, told]) => lossesOfJob(told, jobs.get(id), found, id)),
    ...found.jobs.filter(({ id }) => !history.jobs.has(id)).map(({ id }) => `job ${id} was never asked for`),
    ...Object.keys(found.images)
      .filter((id) => !keepsImage(jobs.get(id)))
      .map((id) => `the image of job ${id} is there, and nobody needs it`),
    ...[...history.keys.values()].flatMap((key) =>
      lossesOfKey(key, history.jobs.get(key.request.jobId), found),
    ),
  ];
}

function lossesOfJob(told: JobHistory, job: FoundJob | undefined, found: Found, id: string): string[] {
  if (job === undefined) {
    const may = told.asked.has('erased') || told.acknowledged.size === 0;
    return may ? [] : [`job ${id} is lost: ${[...told.acknowledged].join(', ')}`];
  }
  const lawful = lawfulStates(told);
  const state = stateOf(job);
  if (!lawful.has(state)) return [`job ${id} is ${state}, and may be: ${[...lawful].join(', ') || 'gone'}`];
  if (state === 'succeeded' && job.result !== told.result) return [`job ${id} has another result`];
  return told.input === null ? [] : lossesOfInput(told, job, found);
}

function lossesOfInput({ input }: JobHistory, job: FoundJob, { images, deliveries }: Found): string[] {
  const losses: string[] = [];
  if (keepsImage(job) && images[job.id] !== input?.image) {
    losses.push(`the image of job ${job.id} is ${job.id in images ? 'another' : 'lost'}`);
  }
  const delivery = deliveries[job.id];
  if (isOpen(job) && !isDeepStrictEqual(delivery, input)) {
    losses.push(`job ${job.id} is ${delivery === undefined ? 'not delivered' : 'delivered otherwise'}`);
  }
  return losses;
}

/** An answer goes with its job. */
function lossesOfKey(
  { request, isBegun, answer }: KeyHistory,
  job: JobHistory | undefined,
  { keys }: Found,
): string[] {
  const verdict = keys.find(({ key }) => key === request.key)?.verdict;
  if (verdict?.state === 'finished') {
    if (job?.acknowledged.has('erased') === true) return [`the answer of key ${request.key} came back`];
    return verdict.answer.body === answer?.body ? [] : [`key ${request.key} has another answer`];
  }
  if (job?.asked.has('erased') === true) return [];
  if (answer?.isAcknowledged === true) return [`key ${request.key} has lost its answer`];
  const isKnown = verdict?.state === 'begun' && verdict.jobId === request.jobId;
  return isKnown || !isBegun ? [] : [`key ${request.key} is ${verdict?.state ?? 'not there'}`];
}

type State =
  'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'lost by its worker' | 'unfinished';

function stateOf(job: FoundJob): State {
  if (job.status === 'SUCCESS') return 'succeeded';
  if (job.status === 'FAILED' && job.cancelled) return 'cancelled';
  if (job.status === 'FAILED' && job.code === 'WORKER_LOST') return 'lost by its worker';
  if (job.status === 'FAILED') return 'failed';
  if (job.kind === 'sync') return 'unfinished';
  return job.status === 'RUNNING' ? 'running' : 'queued';
}

/** What a job may be once the store is open again: what was acknowledged, or what may come after it. */
function lawfulStates({ asked, acknowledged, input }: JobHistory): ReadonlySet<State> {
  if (acknowledged.has('erased')) return new Set();
  const finals = ['succeeded', 'failed', 'cancelled'] as const;
  const final = finals.filter((state) => acknowledged.has(state));
  if (final.length > 0) return new Set(final);
  const lawful = new Set<State>(finals.filter((state) => asked.has(state)));
  // a caller that waited is gone, so its job is failed when the store is opened
  if (input === null) return lawful.add('lost by its worker');
  if (!acknowledged.has('running')) lawful.add('queued');
  return lawful.add('running');
}

const isOpen = ({ status }: FoundJob): boolean => status === 'PENDING' || status === 'RUNNING';

/** One that failed may be tried again. */
function keepsImage(job: FoundJob | undefined): boolean {
  return job?.kind === 'queued' && (isOpen(job) || stateOf(job) === 'failed');
}
