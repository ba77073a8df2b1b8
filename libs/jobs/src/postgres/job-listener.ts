import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { within } from '@gatehouse/postgres';
import { Client } from 'pg';

const CHANNEL = 'gatehouse_jobs';
/** Before it connects again, in milliseconds. */
const PAUSE_MS = 1000;
const CONNECT_MS = 5000;

/** What some process did to a job. `free`: it may be delivered. `again`: words may have been missed. */
export type JobWord =
  | {
      readonly what: 'queued' | 'sync' | 'free' | 'cancelled' | 'final' | 'progress' | 'gone';
      readonly jobId: string;
    }
  | { readonly what: 'run'; readonly jobId: string; readonly runId: string }
  | { readonly what: 'again' };

/** Hears what is done to jobs in whatever process, on a connection of its own (LISTEN), for as long as it lives. */
export class JobListener {
  private readonly logger = new Logger('JobListener');
  private readonly stopping = new AbortController();
  private readonly living: Promise<void>;

  constructor(
    private readonly url: string,
    private readonly hear: (word: JobWord) => void,
  ) {
    this.living = this.live();
  }

  /** Resolves when its connection is closed. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.living;
  }

  private async live(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.listen().catch((thrown: unknown) => {
        if (signal.aborted) return;
        this.logger.warn(
          { cause: String(thrown) },
          'this process does not hear what others do; it tries again',
        );
      });
      await delay(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Resolves or rejects when the connection is over, or is to be. */
  private async listen(): Promise<void> {
    const client = new Client({
      connectionString: this.url,
      application_name: 'gatehouse listener',
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
    });
    const { signal } = this.stopping;
    const { promise: over, resolve, reject } = Promise.withResolvers<undefined>();
    const end = (): void => {
      resolve(undefined);
    };
    signal.addEventListener('abort', end);
    client.on('error', reject);
    client.on('end', end);
    try {
      // a connection that is ended while it is being made says neither that it is there nor that it is not
      await Promise.race([this.begin(client).then(() => over), over]);
    } finally {
      signal.removeEventListener('abort', end);
      await within(CONNECT_MS, client.end()).catch(() => undefined);
    }
  }

  private async begin(client: Client): Promise<void> {
    client.on('notification', ({ payload }) => {
      const word = payload === undefined ? null : wordOf(payload);
      if (word !== null) this.hear(word);
    });
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    this.hear({ what: 'again' });
  }
}

/** Reads what `tell-jobs.migration.ts` says; null for what it does not. */
function wordOf(payload: string): JobWord | null {
  const [jobId = '', what = '', runId = ''] = payload.split(' ');
  switch (what) {
    case 'run':
      return { what, jobId, runId };
    case 'queued':
    case 'sync':
    case 'free':
    case 'cancelled':
    case 'final':
    case 'progress':
    case 'gone':
      return { what, jobId };
    default:
      return null;
  }
}
