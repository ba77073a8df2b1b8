import { Logger } from '@nestjs/common';
import { PgBoss } from 'pg-boss';

/** The queue of pg-boss that jobs wait in. Its entries have the ids of the jobs and say nothing else. */
export const QUEUE = 'jobs';

/** Where pg-boss keeps its own tables. */
const SCHEMA = 'gatehouse_queue';
/** Least that pg-boss takes for a heartbeat. */
const MIN_HEARTBEAT_SECONDS = 10;
/** How often it looks for entries whose heartbeat stopped. With a lease of 30 s they come again within 45 s. */
const MONITOR_SECONDS = 5;
const CONNECTIONS = 2;
const YEAR_SECONDS = 365 * 24 * 3600;
/** Longer than any plugin may take; less than the day that pg-boss allows. */
const EXPIRE_SECONDS = 23 * 3600;

/**
 * Starts pg-boss on the database of DATABASE_URL, with its tables where they are absent. How often a job may be tried is
 * for its row to say: an entry is delivered for as long as it is there.
 *
 * @param leaseMs how long after its last sign of life a worker counts as dead
 */
export async function openBoss(url: string, leaseMs: number): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'gatehouse queue',
    schema: SCHEMA,
    max: CONNECTIONS,
    connectionTimeoutMillis: 5000,
    schedule: false,
    registerInstance: false,
    superviseIntervalSeconds: MONITOR_SECONDS,
    monitorIntervalSeconds: MONITOR_SECONDS,
    maintenanceIntervalSeconds: 300,
    // A trace for each look into the queue would drown those of requests, which know of the queue themselves.
    openTelemetry: { enabled: false },
  });
  const logger = new Logger('JobQueue');
  boss.on('error', (error) => {
    logger.warn({ cause: String(error) }, 'the queue could not be looked after; it is tried again');
  });
  await boss.start();
  const options = {
    retryLimit: 1_000_000,
    retryDelay: 0,
    expireInSeconds: EXPIRE_SECONDS,
    retentionSeconds: YEAR_SECONDS,
    deleteAfterSeconds: 60,
    heartbeatSeconds: Math.max(MIN_HEARTBEAT_SECONDS, Math.ceil(leaseMs / 1000)),
  };
  await boss.createQueue(QUEUE, options);
  await boss.updateQueue(QUEUE, options); // of a server that was started before with other settings
  return boss;
}
