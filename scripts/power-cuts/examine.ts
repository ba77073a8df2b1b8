import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { newJobId } from '@gatehouse/jobs';
import { digest } from './digest.ts';
import type { Examination, Found, FoundJob, FoundKey } from './found.ts';
import type { InputFacts } from './marks.ts';
import { openStore, type OpenedStore } from './opened-store.ts';

/* A process that opens stores and tells what is in them: each message is an examination, each answer what was found. */

const CONCURRENCY = 16;
const DELIVERED_WITHIN_MS = 30_000;
const NOTHING: Found = Object.freeze({ problem: null, jobs: [], images: {}, deliveries: {}, keys: [] });

async function examine(examination: Examination): Promise<Found> {
  try {
    const opened = await openStore(examination.dataDir);
    try {
      return await lookInto(opened, examination);
    } finally {
      await opened.application.close();
    }
  } catch (thrown) {
    return { ...NOTHING, problem: String(thrown) };
  }
}

async function lookInto(opened: OpenedStore, { dataDir, keys }: Examination): Promise<Found> {
  const raw = new DatabaseSync(join(dataDir, 'jobs.sqlite'), { readOnly: true });
  try {
    const [jobs, images] = [jobsIn(raw), imagesIn(join(dataDir, 'inputs'))];
    const deliveries = await deliver(opened, raw);
    const found = keys.map(async ({ key, fingerprint }): Promise<FoundKey> => {
      // another job's id, so that it is seen whether the first one's is known
      const verdict = await opened.keys.begin({ owner: null, key, fingerprint, jobId: newJobId() });
      return { key, verdict };
    });
    return { problem: damageOf(raw), jobs, images, deliveries, keys: await Promise.all(found) };
  } finally {
    raw.close();
  }
}

function jobsIn(raw: DatabaseSync): readonly FoundJob[] {
  const rows = raw.prepare('SELECT id, status, kind, cancelled, error_code, result FROM jobs').all();
  return rows.map((row) => ({
    id: String(row['id']),
    status: String(row['status']),
    kind: String(row['kind']),
    cancelled: row['cancelled'] === 1,
    code: row['error_code'] === null ? null : String(row['error_code']),
    result: row['result'] === null ? null : String(row['result']),
  }));
}

function imagesIn(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder);
  return Object.fromEntries(names.map((name) => [name, digest(readFileSync(join(folder, name)))]));
}

/** Works until the queue is empty, or for as long as that may take. */
async function deliver(
  { queue, store }: OpenedStore,
  raw: DatabaseSync,
): Promise<Record<string, InputFacts>> {
  const deliveries: Record<string, InputFacts> = {};
  queue.consume(async ({ job, input, runId }) => {
    const { image, options, maxAttempts } = input;
    deliveries[job.id] = { image: digest(image), options: JSON.stringify(options), maxAttempts };
    await store.finish(job.id, runId, { status: 'SUCCESS', result: {}, executionTimeMs: 1 });
  }, CONCURRENCY);
  const waiting = raw.prepare('SELECT 1 FROM jobs WHERE completed_at IS NULL LIMIT 1');
  const until = Date.now() + DELIVERED_WITHIN_MS;
  while (waiting.get() !== undefined && Date.now() < until) await sleep(2);
  return deliveries;
}

function damageOf(raw: DatabaseSync): string | null {
  const found = raw.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
  if (found !== 'ok') return `the database is damaged: ${String(found)}`;
  return raw.prepare('PRAGMA foreign_key_check').get() === undefined ? null : 'a row refers to none';
}

process.on('message', (examination: Examination) => {
  void examine(examination).then((found) => process.send?.(found));
});
