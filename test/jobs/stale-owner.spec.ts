import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../support/until.js';
import { newInput } from './support/deliveries.js';
import { HOMES } from './support/job-homes.js';
import { newJob } from './support/open-store.js';
import { spawnJobWorker, type JobServer } from './support/spawn-job-server.js';

const LEASE_MS = 2000;
/** How long the other one is at the job: until the first has said its last word. */
const TAKER_MS = 8000;
const TOKEN = /^begin \S+ (\d+) (\S+)$/;

/** All that a worker has said, as it says it. */
function linesOf(worker: JobServer): readonly string[] {
  const lines: string[] = [];
  void (async () => {
    for (let line = await worker.lines.next(); line.done !== true; line = await worker.lines.next()) {
      lines.push(line.value);
    }
  })();
  return lines;
}

async function begun(lines: readonly string[]): Promise<string> {
  await until(() => lines.some((line) => TOKEN.test(line)));
  return lines.map((line) => TOKEN.exec(line)?.[2]).find((token) => token !== undefined) ?? '';
}

describe.each(HOMES)('a worker that stood still for longer than its lease, in %s', (_name, newHome) => {
  it.each([
    ['although it goes on as if nothing had been', true],
    ['and is told to stop', false],
  ])(
    'writes nothing of a job that another took, %s',
    async (_, isStubborn) => {
      const home = await newHome();
      const { store, queue } = await home.open({ leases: { leaseMs: LEASE_MS } });
      const job = newJob();
      await queue.submit(job, newInput());
      await store.close();
      const { DATA_DIR: dataDir } = home.settings;
      const settings = { ...home.settings, JOB_LEASE_MS: String(LEASE_MS) };

      const stale = spawnJobWorker(settings, {
        milliseconds: isStubborn ? 1500 : 60_000,
        concurrency: 1,
        isStubborn,
      });
      const lines = linesOf(stale);
      const first = await begun(lines);
      stale.send('SIGSTOP');
      // Who stands still still has DATA_DIR: only somebody who takes its lock away lets another in beside it.
      if (dataDir !== undefined) rmSync(join(dataDir, 'gatehouse.lock'));
      const taker = spawnJobWorker(settings, { milliseconds: TAKER_MS, concurrency: 1 });
      const others = linesOf(taker);
      const second = await begun(others);
      const last = isStubborn ? `end ${job.id} false` : `aborted ${job.id}`;

      stale.send('SIGCONT');
      await until(() => lines.includes(last) || lines.includes(`end ${job.id} true`));
      // the job still runs, so it is the token alone that keeps an end from being taken
      const row = `SELECT status, attempts, run_id FROM jobs`;
      expect(await home.sql(row)).toEqual([{ status: 'RUNNING', attempts: 2, run_id: second }]);
      await stale.end('SIGKILL');
      expect(lines.at(-1)).toBe(last);
      expect(second).not.toBe(first);

      await until(() => others.includes(`end ${job.id} true`));
      expect(await home.sql(row)).toEqual([{ status: 'SUCCESS', attempts: 2, run_id: second }]);
      const events = await home.sql('SELECT status, attempt, message FROM job_events ORDER BY sequence');
      expect(events).toEqual([
        { status: 'PENDING', attempt: 0, message: null },
        { status: 'RUNNING', attempt: 1, message: null },
        { status: 'RUNNING', attempt: 2, message: null },
        { status: 'SUCCESS', attempt: 2, message: null },
      ]);
    },
    90_000,
  );
});
