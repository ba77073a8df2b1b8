import { until } from '../support/until.js';
import { newInput } from './support/deliveries.js';
import { HOMES } from './support/job-homes.js';
import { newJob } from './support/open-store.js';
import { spawnJobWorker, type JobServer } from './support/spawn-job-server.js';

const JOBS = 2000;
const WORKERS = 8;
const SUBMITTERS = 16;

/** Counts what a worker says. */
class Tally {
  isOpen = false;
  readonly claims: { readonly id: string; readonly attempt: string; readonly runId: string }[] = [];
  readonly ends: string[] = [];

  constructor(worker: JobServer) {
    void this.listen(worker);
  }

  private async listen({ lines }: JobServer): Promise<void> {
    for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
      const [word, id = '', attempt = '', runId = ''] = line.value.split(' ');
      if (word === 'open') this.isOpen = true;
      if (word === 'begin') this.claims.push({ id, attempt, runId });
      if (word === 'end') this.ends.push(line.value);
    }
  }
}

const [, newHome] = HOMES.find(([name]) => name === 'PostgreSQL') ?? [];

// Who has DATA_DIR has it for itself; see lease-machine.spec for claims of one row by several connections.
describe(`${WORKERS} processes that race for ${JOBS} jobs`, () => {
  it('claim each once', async () => {
    const home = await newHome?.();
    if (home === undefined) throw new Error('there is no PostgreSQL');
    const { store, queue } = await home.open();
    const jobs = Array.from({ length: JOBS }, () => newJob());
    const toSubmit = jobs.values();
    await Promise.all(
      Array.from({ length: SUBMITTERS }, async () => {
        for (const job of toSubmit) await queue.submit(job, newInput());
      }),
    );
    const orders = { milliseconds: 0, concurrency: 4 };
    const workers = Array.from({ length: WORKERS }, () => spawnJobWorker(home.settings, orders));
    const tallies = workers.map((worker) => new Tally(worker));
    await until(async () => (await store.stats()).byStatus.SUCCESS === JOBS);
    await until(() => tallies.flatMap(({ ends }) => ends).length >= JOBS);
    await Promise.all(workers.map((worker) => worker.end('SIGTERM')));

    const claims = tallies.flatMap((tally) => tally.claims);
    expect(claims).toHaveLength(JOBS);
    expect(new Set(claims.map(({ id }) => id)).size).toBe(JOBS);
    expect(new Set(claims.map(({ runId }) => runId)).size).toBe(JOBS);
    expect(claims.filter(({ attempt }) => attempt !== '1')).toEqual([]);
    const ends = tallies.flatMap((tally) => tally.ends);
    expect(ends.filter((line) => !line.endsWith(' true'))).toEqual([]);
    expect(await home.sql('SELECT id FROM jobs WHERE attempts <> 1')).toEqual([]);
    const runs = await home.sql(
      `SELECT job_id FROM job_events WHERE status = 'RUNNING' AND fraction IS NULL`,
    );
    expect(runs).toHaveLength(JOBS);
    expect(tallies.filter(({ isOpen }) => !isOpen)).toEqual([]);
  }, 180_000);
});
