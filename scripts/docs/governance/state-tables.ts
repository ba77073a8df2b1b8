import { JOB_STATUS, LIFECYCLE_STATE, type JobStatus, type LifecycleState } from '@gatehouse/contracts';
import { JOB_TRANSITIONS } from '../../../libs/jobs/src/job-transitions.ts';
import { TRANSITIONS } from '../../../libs/plugins/src/lifecycle/transition-table.ts';
import { markdownTable } from '../markdown-table.ts';

const OF_PLUGINS: Readonly<Record<LifecycleState, readonly [means: string, executes: string]>> = {
  [LIFECYCLE_STATE.LOADED]: ['Its manifest was read, its code not started yet.', 'yes, which starts it'],
  [LIFECYCLE_STATE.INITIALIZED]: ['Ready; its last execution did not fault.', 'yes'],
  [LIFECYCLE_STATE.RUNNING]: ['At least one execution is in flight.', 'yes, up to its concurrency'],
  [LIFECYCLE_STATE.FAILED]: [
    'Its last execution faulted, or it could not be loaded; `reason` says how.',
    'yes, if it loaded',
  ],
  [LIFECYCLE_STATE.UNAVAILABLE]: [
    'A requirement is missing, or it is quarantined; `reason` says which.',
    'no, but for a trial',
  ],
};

const OF_JOBS: Readonly<Record<JobStatus, string>> = {
  PENDING: 'It is made, and waits.',
  RUNNING: 'An attempt at it is at work.',
  SUCCESS: 'It has its result.',
  FAILED: 'It has its error; `cancelled` says whether somebody stopped it.',
};

/** The states of plugins and of jobs, what they mean, and what may follow. */
export const STATE_TABLES = Object.freeze({
  plugins: markdownTable(
    ['State', 'Means', 'May execute', 'May become'],
    Object.values(LIFECYCLE_STATE).map((state) => [
      state,
      ...OF_PLUGINS[state],
      TRANSITIONS[state].join(', '),
    ]),
  ),
  jobs: markdownTable(
    ['State', 'Means', 'May become'],
    Object.values(JOB_STATUS).map((status) => [
      status,
      OF_JOBS[status],
      JOB_TRANSITIONS[status].join(', ') || 'nothing: it is final',
    ]),
  ),
});
