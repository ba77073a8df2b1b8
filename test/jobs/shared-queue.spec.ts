import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { JobEvent, JobStore } from '@gatehouse/jobs';
import { startPostgres } from '../support/postgres.js';
import { until } from '../support/until.js';
import { newInput } from './support/deliveries.js';
import { ERROR, jobsOptions, newJob, type SomeJobsOptions } from './support/open-store.js';
import { openPostgresJobs, type PostgresJobs } from '../../libs/jobs/src/postgres/open-postgres-jobs.js';

const PROGRAM = fileURLToPath(new URL('./support/shared-worker.ts', import.meta.url));
const LEASE_MS = 10_000;

const postgres = await startPostgres();
const opened: PostgresJobs[] = [];
const workers: Worker[] = [];

afterEach(async () => {
  for (const { child } of workers.splice(0)) child.kill('SIGKILL');
  for (const { store } of opened.splice(0)) await store.close();
});

/** A server, in this process: it takes submissions and works on none. */
async function openServer(url: string, options: SomeJobsOptions = {}): Promise<PostgresJobs> {
  const jobs = await openPostgresJobs({
    ...jobsOptions('', { leases: { leaseMs: LEASE_MS }, ...options }),
    url,
  });
  opened.push(jobs);
  return jobs;
}

interface Worker {
  readonly child: ChildProcess;
  /** Everything it has said. */
  readonly lines: string[];
}

async function startWorker(url: string, milliseconds: number, concurrency = 4): Promise<Worker> {
  const env = { ...process.env, DATABASE_URL: url, JOB_LEASE_MS: String(LEASE_MS) };
  const child = spawn(process.execPath, [PROGRAM, String(milliseconds), String(concurrency)], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const worker = { child, lines };
  workers.push(worker);
  await until(() => lines.includes('open'));
  return worker;
}

async function submitted(
  [first, second = first]: readonly [PostgresJobs, PostgresJobs?],
  count: number,
): Promise<readonly string[]> {
  const all = Array.from({ length: count }, () => newJob());
  await Promise.all(
    all.map((job, index) => (index % 2 === 0 ? first : second).queue.submit(job, newInput(job.id))),
  );
  return all.map(({ id }) => id);
}

async function allEnded(store: JobStore, count: number): Promise<boolean> {
  const { byStatus } = await store.stats();
  return byStatus.SUCCESS + byStatus.FAILED === count;
}

const ended = (worker: Worker, counted: boolean): readonly string[] =>
  worker.lines
    .filter((line) => line.startsWith('end ') && line.endsWith(` ${counted}`))
    .map((line) => line.split(' ')[1] ?? '');

describe('servers and workers on one database', () => {
  it('end 200 jobs, each once, although a worker is killed in the middle', async () => {
    const url = await postgres.createDatabase();
    const servers = [await openServer(url), await openServer(url)] as const;
    const [first, second] = [await startWorker(url, 50), await startWorker(url, 50)];
    const ids = await submitted(servers, 200);
    await until(() => ended(first, true).length >= 10);
    first.child.kill('SIGKILL');
    await until(() => allEnded(servers[0].store, 200));
    const { byStatus } = await servers[1].store.stats();
    expect(byStatus).toEqual({ PENDING: 0, RUNNING: 0, SUCCESS: 200, FAILED: 0 });
    // no job was ended twice, and what the dead one had begun was done by the other
    const ends = [...ended(first, true), ...ended(second, true)];
    expect(new Set(ends).size).toBe(ends.length);
    expect(ids.filter((id) => !ends.includes(id)).length).toBeLessThanOrEqual(4); // ended, and not said before the kill
  }, 90_000);

  it('stop a job that is cancelled on another server, at once, and tell its events on every one', async () => {
    const url = await postgres.createDatabase();
    const servers = [await openServer(url), await openServer(url)] as const;
    const worker = await startWorker(url, 60_000);
    const [id = ''] = await submitted([servers[0]], 1);
    const told: JobEvent[] = [];
    const following = (async () => {
      for await (const event of servers[1].events.follow(id, 0, new AbortController().signal))
        told.push(event);
    })();
    await until(() => worker.lines.some((line) => line.startsWith(`begin ${id} 1 `)));
    expect(await servers[1].store.cancel(id, ERROR)).toBe(true);
    await until(() => worker.lines.includes(`aborted ${id}`));
    await following;
    expect(told.map(({ status }) => status)).toEqual(['PENDING', 'RUNNING', 'FAILED']);
    expect(await servers[0].store.find(id)).toMatchObject({ status: 'FAILED', cancelled: true });
  }, 60_000);

  it('hand back what a worker that is stopped was at: another begins it at once, and it does not count', async () => {
    const url = await postgres.createDatabase();
    const server = await openServer(url, { leases: { leaseMs: LEASE_MS, maxAttempts: 1 } });
    const first = await startWorker(url, 60_000, 1);
    const [id = ''] = await submitted([server], 1);
    await until(() => first.lines.some((line) => line.startsWith(`begin ${id} 1 `)));
    const second = await startWorker(url, 10, 1);
    const exited = once(first.child, 'exit');
    first.child.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    expect(first.lines.at(-1)).toBe('closed');
    await until(() => second.lines.includes(`end ${id} true`));
  }, 60_000);
});

describe('a database that is restarted', () => {
  it.each(['in order', 'at once'] as const)(
    'in the middle (%s) loses nothing that was acknowledged',
    async (how) => {
      const url = await postgres.createDatabase();
      const server = await openServer(url);
      const worker = await startWorker(url, 20);
      const ids = await submitted([server], 60);
      await until(() => ended(worker, true).length >= 5);
      await postgres.stop(how);
      await expect(server.store.ping()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      await expect(server.queue.submit(newJob(), newInput())).rejects.toMatchObject({
        code: 'STORE_UNAVAILABLE',
      });
      await postgres.start();
      await until(() =>
        server.store.ping().then(
          () => true,
          () => false,
        ),
      );
      const more = await submitted([server], 5);
      await until(() => allEnded(server.store, 65));
      const found = await Promise.all([...ids, ...more].map((id) => server.store.find(id)));
      expect(found.filter((job) => job?.status !== 'SUCCESS')).toEqual([]);
    },
    90_000,
  );
});

describe('a job that its caller waits for', () => {
  it('is FAILED with WORKER_LOST by any other process when its own is gone', async () => {
    const url = await postgres.createDatabase();
    const leases = { leaseMs: 1000 };
    const [one, other] = [await openServer(url, { leases }), await openServer(url, { leases })];
    const [running, waiting] = [newJob({ requestId: 'r-1' }), newJob()];
    await one.store.create(running);
    await one.store.start(running.id, 'run');
    await one.store.create(waiting);
    await one.store.close();
    opened.splice(opened.indexOf(one), 1);
    for (const { id } of [running, waiting]) {
      await until(async () => (await other.store.find(id))?.status === 'FAILED');
      expect((await other.store.findWithResult(id))?.error?.details.code).toBe('WORKER_LOST');
    }
  }, 60_000);

  it('is held for as long as its process is at it', async () => {
    const url = await postgres.createDatabase();
    const leases = { leaseMs: 1000 };
    const [one, other] = [await openServer(url, { leases }), await openServer(url, { leases })];
    const job = newJob();
    await one.store.create(job);
    await one.store.start(job.id, 'run');
    await new Promise((resolve) => setTimeout(resolve, 3500));
    expect(await other.store.find(job.id)).toMatchObject({ status: 'RUNNING' });
  }, 60_000);
});
