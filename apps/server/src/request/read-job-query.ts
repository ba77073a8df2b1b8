import { JOB_STATUS, type ErrorPointer, type JobStatus } from '@gatehouse/contracts';
import type { JobFilter } from '@gatehouse/execution';
import { own, refuseUnknown, requestInvalid } from './field-problems.js';

/** What may be asked of the jobs that a caller made. */
export const JOB_QUERY = Object.freeze(['status', 'plugin', 'limit', 'cursor'] as const);
/** What may be asked of the history of jobs. */
export const HISTORY_QUERY = Object.freeze([...JOB_QUERY, 'error_code', 'since', 'until'] as const);

/** The most jobs of a page, and how many there are unless it is said. */
export const MOST_JOBS = 100;
export const USUAL_JOBS = 20;

/** Which jobs are asked for, whoever asks. */
export interface JobQuery {
  readonly filter: Omit<JobFilter, 'scope'>;
  readonly limit: number;
  readonly cursor: string | null;
}

type Name = (typeof HISTORY_QUERY)[number];
type Texts = Readonly<Partial<Record<Name, string>>>;

const LONGEST_TEXT = 200;
const TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/**
 * Reads the query of a list of jobs. A field that is empty counts as left out.
 *
 * @param known the fields that the route has
 * @throws GatehouseError BODY_INVALID with a pointer to each wrong field
 */
export function readJobQuery(query: object, known: readonly Name[]): JobQuery {
  const problems: ErrorPointer[] = [];
  refuseUnknown(query, known, problems);
  const texts = readTexts(query, known, problems);
  const status = readStatus(texts, problems);
  const since = readTime('since', texts, problems);
  const until = readTime('until', texts, problems);
  const limit = readLimit(texts, problems);
  if (problems.length > 0) throw requestInvalid(problems);
  const { plugin, error_code: errorCode, cursor = null } = texts;
  const filter = {
    ...(plugin !== undefined && { plugin }),
    ...(status !== undefined && { status }),
    ...(errorCode !== undefined && { errorCode }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
  return { filter, limit, cursor };
}

function readTexts(query: object, known: readonly Name[], problems: ErrorPointer[]): Texts {
  const texts: Partial<Record<Name, string>> = {};
  for (const name of known) {
    const value = own(query, name);
    if (value === undefined || value === '') continue;
    if (typeof value !== 'string')
      problems.push({ pointer: `/${name}`, message: 'it is told more than once' });
    else if (value.length > LONGEST_TEXT && name !== 'cursor') {
      problems.push({ pointer: `/${name}`, message: `it is longer than ${LONGEST_TEXT} characters` });
    } else texts[name] = value;
  }
  return texts;
}

function readStatus({ status }: Texts, problems: ErrorPointer[]): JobStatus | undefined {
  const known = Object.values(JOB_STATUS).find((name) => name === status);
  if (status !== undefined && known === undefined) {
    problems.push({ pointer: '/status', message: `it is none of ${Object.values(JOB_STATUS).join(', ')}` });
  }
  return known;
}

function readTime(name: 'since' | 'until', texts: Texts, problems: ErrorPointer[]): Date | undefined {
  const text = texts[name];
  if (text === undefined) return undefined;
  const time = new Date(text);
  if (TIME.test(text) && !Number.isNaN(time.getTime())) return time;
  const message = 'it is no time as in ISO 8601, such as 2026-11-22T09:00:00Z';
  problems.push({ pointer: `/${name}`, message });
  return undefined;
}

function readLimit({ limit }: Texts, problems: ErrorPointer[]): number {
  if (limit === undefined) return USUAL_JOBS;
  const count = /^\d{1,4}$/.test(limit) ? Number(limit) : 0;
  if (count >= 1 && count <= MOST_JOBS) return count;
  problems.push({ pointer: '/limit', message: `it is no whole number from 1 to ${MOST_JOBS}` });
  return USUAL_JOBS;
}
