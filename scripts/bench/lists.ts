import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ConfigModule, readConfig } from '@gatehouse/config';
import { JobsModule, JobStore, type JobFilter } from '@gatehouse/jobs';
import { openPool } from '@gatehouse/postgres';
import { table } from '../demo/table.ts';
import { fillStatements } from './fill-jobs.ts';
import { listFilters } from './list-filters.ts';
import { quantile } from './measure/statistics.ts';

/*
 * What a page of the list costs among many jobs, by each filter, from the first page and from the middle of the list:
 * `npm run bench:lists [jobs]`, in SQLite; with DATABASE_URL of an empty database, in that.
 */

const JOBS = Number(process.argv[2] ?? '100000');
const PAGE = 50;
const CALLS = 200;

const dataDir = mkdtempSync(join(tmpdir(), 'gatehouse-bench-'));
const url = process.env['DATABASE_URL'] ?? '';
const settings = { DATABASE_URL: url, DATA_DIR: dataDir, JOB_RETENTION_COUNT: String(2 * JOBS) };

async function withStore(work: (store: JobStore) => Promise<void>): Promise<void> {
  const root = { module: JobsModule, imports: [ConfigModule.forRoot(readConfig(settings))] };
  const application = await NestFactory.createApplicationContext(root, {
    logger: false,
    abortOnError: false,
  });
  try {
    await work(application.get(JobStore));
  } finally {
    await application.close();
  }
}

async function fill(): Promise<void> {
  if (url === '') {
    const db = new DatabaseSync(join(dataDir, 'jobs.sqlite'));
    db.exec(`BEGIN; ${fillStatements(JOBS).join(';')}; COMMIT`);
    db.close();
    return;
  }
  const pool = openPool(url, { name: 'bench', max: 1, connectMs: 5000 });
  for (const statement of fillStatements(JOBS)) await pool.query(statement);
  await pool.query('analyze'); // as its autovacuum does before long
  await pool.end();
}

async function timesOf(
  store: JobStore,
  filter: JobFilter,
  cursor: string | null,
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let call = 0; call < CALLS; call++) {
    const before = performance.now();
    await store.list(filter, PAGE, cursor);
    times.push(performance.now() - before);
  }
  return times;
}

async function measure(store: JobStore): Promise<void> {
  const { jobs } = await store.list({ scope: 'everybody' }, 1, null);
  const newest = jobs[0]?.createdAt ?? new Date();
  const middle = new Date(newest.getTime() - (JOBS / 2) * 20);
  const { nextCursor } = await store.list({ scope: 'everybody', until: middle }, 1, null);
  const rows: string[][] = [];
  for (const [name, filter] of listFilters(newest)) {
    const found = await store.list(filter, PAGE, null);
    const [first, deep] = [await timesOf(store, filter, null), await timesOf(store, filter, nextCursor)];
    const figures = [first, deep].flatMap((times) => [quantile(times, 0.5), quantile(times, 0.95)]);
    rows.push([name, String(found.jobs.length), ...figures.map((figure) => figure.toFixed(2))]);
  }
  const heads = ['filter', 'jobs', 'first p50', 'p95', 'middle p50', 'p95'];
  const where = url === '' ? 'SQLite' : 'PostgreSQL';
  process.stdout.write(`${JOBS} jobs in ${where}, pages of ${PAGE}, ${CALLS} calls each; ms\n\n`);
  process.stdout.write(`${table(heads, rows)}\n`);
}

Logger.overrideLogger(['warn', 'error']);
try {
  await withStore(() => Promise.resolve()); // makes the tables
  await fill();
  await withStore(measure);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
