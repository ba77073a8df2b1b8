import type { JobStatus } from '@gatehouse/contracts';
import type { JobStore } from '@gatehouse/jobs';
import { until } from '../support/until.js';
import { HOMES, type JobsHome } from './support/job-homes.js';
import { spawnJobServer, type JobServer } from './support/spawn-job-server.js';

const LEASE_MS = 1000;

/** Reads what was acknowledged until so many jobs are done, kills the process, and reads what it still said. */
async function killAfter(server: JobServer, done: number): Promise<ReadonlyMap<string, JobStatus>> {
  const acknowledged = new Map<string, JobStatus>();
  let successes = 0;
  let killed = Promise.resolve();
  for (let line = await server.lines.next(); line.done !== true; line = await server.lines.next()) {
    const [id = '', status] = line.value.split(' ');
    if (status === undefined) continue;
    acknowledged.set(id, status as JobStatus); // job-server.ts prints no other word
    if (status === 'SUCCESS' && ++successes === done) killed = server.end('SIGKILL');
  }
  await killed;
  expect(successes).toBeGreaterThanOrEqual(done);
  return acknowledged;
}

/** What is in a home, once somebody has looked after what the dead left. */
async function openAfterDeath(home: JobsHome): Promise<JobStore> {
  const { store } = await home.open({ leases: { leaseMs: LEASE_MS } });
  const unfinished = 'select count(*) as n from jobs where completed_at is null';
  await until(async () => Number((await home.sql(unfinished))[0]?.['n']) === 0);
  return store;
}

describe.each(HOMES)('a server that keeps its jobs in %s and is killed', (_name, newHome) => {
  const spawn = ({ settings }: JobsHome, task: string): JobServer =>
    spawnJobServer({ ...settings, JOB_LEASE_MS: String(LEASE_MS) }, task);

  it.each([1, 40, 333, 1000])('has lost nothing it acknowledged, killed after %d jobs', async (done) => {
    const home = await newHome();
    const acknowledged = await killAfter(spawn(home, 'write'), done);
    const store = await openAfterDeath(home);
    const offenders: unknown[] = [];
    for (const [id, status] of acknowledged) {
      const job = await store.findWithResult(id);
      const succeeded = job?.status === 'SUCCESS' && job.result?.['of'] === id;
      const wasLost = job?.status === 'FAILED' && job.error?.details.code === 'WORKER_LOST';
      // what was not acknowledged as SUCCESS may have become so in the last commit, or else is told to be lost
      if (!(succeeded || (status !== 'SUCCESS' && wasLost))) offenders.push({ id, status, job });
    }
    expect(offenders).toEqual([]);
  });

  it('leaves no job unfinished: each says WORKER_LOST, with its own ids', async () => {
    const home = await newHome();
    const server = spawn(home, 'begin');
    const begun = new Map<string, string>(); // the last state each job was said to be in
    for (let said = 0; said < 4; said++) {
      const line = await server.lines.next();
      const [id = '', status = 'open'] = String(line.value).split(' ');
      begun.set(id, status);
    }
    expect([...begun.values()]).toEqual(['open', 'PENDING', 'RUNNING']);
    begun.delete('open');
    await server.end('SIGKILL');
    const store = await openAfterDeath(home);
    for (const [id, status] of begun) {
      const job = await store.findWithResult(id);
      expect(job).toMatchObject({ status: 'FAILED', cancelled: false, executionTimeMs: null, result: null });
      expect(job).toHaveProperty('attempts', status === 'RUNNING' ? 1 : 0);
      expect(job?.error).toMatchObject({
        type: 'InternalError',
        plugin: 'ocr',
        details: { code: 'WORKER_LOST', retryable: true, request_id: `request of ${id}`, job_id: id },
      });
      expect(job?.error).not.toHaveProperty('_internal');
    }
  });

  it('may be killed twice in a row', async () => {
    const home = await newHome();
    const first = await killAfter(spawn(home, 'write'), 50);
    const second = await killAfter(spawn(home, 'write'), 50);
    const store = await openAfterDeath(home);
    for (const [id, status] of [...first, ...second]) {
      if (status === 'SUCCESS') expect(await store.find(id)).toMatchObject({ status });
    }
  });
});
