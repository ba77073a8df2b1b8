import { Worker } from 'node:worker_threads';
import { Logger } from '@nestjs/common';
import { GatehouseError } from '@gatehouse/errors';
import type { RowQuery } from '../sql/search-queries.js';
import { builtModule } from './built-module.js';
import type { ReadAnswer, ReaderData, ReadRequest } from './reader-protocol.js';

interface Waiting {
  readonly resolve: (rows: readonly unknown[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Reads in a thread of its own what may take longer than the event loop may be held up: lists, counts, large results.
 * When the thread dies, what it had not answered fails, and the next query gets a new one.
 */
export class FarReader {
  private readonly logger = new Logger(FarReader.name);
  private readonly waiting = new Map<number, Waiting>();
  private thread: Worker | null = null;
  private asked = 0;
  private isClosed = false;

  /** @param path of a database file whose schema is up to date */
  constructor(private readonly path: string) {}

  /** @throws GatehouseError STORE_UNAVAILABLE where nothing can be read now */
  async all<Row>(query: RowQuery<Row>): Promise<readonly Row[]> {
    const { sql, parameters } = query.compile();
    return (await this.ask({ number: ++this.asked, sql, parameters })) as readonly Row[]; // the rows of that query
  }

  /** Runs a query that gives at most one row; otherwise as {@link all}. */
  async first<Row>(query: RowQuery<Row>): Promise<Row | null> {
    const [row] = await this.all(query);
    return row ?? null;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.thread?.terminate();
  }

  private ask(request: ReadRequest): Promise<readonly unknown[]> {
    return new Promise((resolve, reject) => {
      if (this.isClosed) throw unavailable(new Error('the store is closed'));
      this.thread ??= this.spawn();
      this.waiting.set(request.number, { resolve, reject });
      this.thread.postMessage(request);
    });
  }

  private spawn(): Worker {
    const workerData: ReaderData = { path: this.path };
    const worker = new Worker(builtModule('./reader-thread.js', import.meta.url), { workerData });
    let cause: unknown = new Error('the reader thread ended');
    worker.on('error', (error: unknown) => {
      cause = error;
    });
    worker.on('message', (answer: ReadAnswer) => {
      this.settle(answer);
    });
    worker.on('exit', () => {
      this.thread = null;
      if (!this.isClosed)
        this.logger.error({ cause: String(cause) }, 'the reader thread of the job store died');
      for (const { reject } of this.waiting.values()) reject(unavailable(cause));
      this.waiting.clear();
    });
    return worker;
  }

  private settle(answer: ReadAnswer): void {
    const waiting = this.waiting.get(answer.number);
    this.waiting.delete(answer.number);
    if ('rows' in answer) waiting?.resolve(answer.rows);
    else waiting?.reject(unavailable(new Error(answer.reason)));
  }
}

function unavailable(cause: unknown): GatehouseError {
  return new GatehouseError('STORE_UNAVAILABLE', {}, { cause });
}
