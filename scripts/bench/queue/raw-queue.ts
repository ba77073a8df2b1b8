import { randomUUID } from 'node:crypto';
import { Pool, type PoolClient } from 'pg';
import { PgBoss, type Job, type WorkOptions } from 'pg-boss';
import type { TimedQueue } from './timed-queue.ts';

const QUEUE = 'images';
/** As many connections as the queue of the server has. */
const CONNECTIONS = 4;
const TABLES = `
  create table if not exists job (id uuid primary key, status text not null, created_at timestamptz not null default now());
  create table if not exists image (id uuid primary key, bytes bytea not null)`;

/**
 * What one would write on pg-boss: a row for the job and one for its image, which commit together with the entry of the
 * queue; a worker that reads the image, and records the end in a transaction that drops it.
 */
export async function openRawQueue(connectionString: string): Promise<TimedQueue> {
  const pool = new Pool({ connectionString, max: CONNECTIONS });
  await pool.query(TABLES);
  const boss = new PgBoss({ connectionString, max: CONNECTIONS, useListenNotify: true, schedule: false });
  boss.on('error', (error) => process.stderr.write(`pg-boss: ${String(error)}\n`));
  await boss.start();
  await boss.createQueue(QUEUE, { notify: true });
  return {
    submit: (image) => submit(pool, boss, image),
    consume: async (atOnce, onStart, onDone) => {
      const work = async ({ data: { id } }: Job<Entry>): Promise<void> => {
        await pool.query(`update job set status = 'RUNNING' where id = $1`, [id]);
        await pool.query('select bytes from image where id = $1', [id]);
        onStart(id);
        await inTransaction(pool, async (client) => {
          await client.query(`update job set status = 'SUCCESS' where id = $1`, [id]);
          await client.query('delete from image where id = $1', [id]);
        });
        onDone();
      };
      await boss.work<Entry>(QUEUE, pollingOf(atOnce), async (batch) => {
        await Promise.all(batch.map(work));
      });
    },
    close: async () => {
      await boss.stop({ graceful: false, close: true });
      await pool.end();
    },
  };
}

/** Batches, one at work while the other is fetched: one entry at a time is fetched twice a second, whatever waits. */
function pollingOf(atOnce: number): WorkOptions {
  return {
    localConcurrency: 2,
    batchSize: Math.max(2, atOnce / 2),
    burstWhenBatchFull: true,
    pollingIntervalSeconds: 0.5,
    notifyPollingIntervalSeconds: 0.5,
  };
}

/** What the queue itself holds of a job. */
interface Entry {
  readonly id: string;
}

async function submit(pool: Pool, boss: PgBoss, image: Buffer): Promise<string> {
  const id = randomUUID();
  await inTransaction(pool, async (client) => {
    await client.query(`insert into job (id, status) values ($1, 'PENDING')`, [id]);
    await client.query('insert into image (id, bytes) values ($1, $2)', [id, image]);
    const db = { executeSql: async (text: string, values: unknown[] = []) => client.query(text, values) };
    await boss.send(QUEUE, { id }, { db });
  });
  return id;
}

async function inTransaction(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await work(client);
    await client.query('commit');
  } catch (thrown) {
    await client.query('rollback');
    throw thrown;
  } finally {
    client.release();
  }
}
