import { Worker } from 'node:worker_threads';
import { Logger } from '@nestjs/common';
import type { Compilable } from 'kysely';
import { GatehouseError } from '@gatehouse/errors';
import { builtModule } from './built-module.js';
import { WriteRefused } from '../database/write-refused.js';
import type { WriteHaste } from '../job-store.js';
import type { WriteAnswer, WriterData, WriterMessage, WriteStatement, WriteUnit } from './writer-protocol.js';

interface Waiting {
  readonly resolve: (changes: readonly number[]) => void;
  readonly reject: (error: Error) => void;
}

/** A unit that is held back for company. */
interface HeldUnit {
  readonly unit: WriteUnit;
  readonly waiting: Waiting;
}

/** How long a write that nobody waits for is held back, in milliseconds. */
const SOON_MS = 10;

/** A thread with the units it has not answered yet. */
interface WriterThread {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
  /** Resolves when the thread is gone and everything that waited for it was told. */
  readonly gone: Promise<void>;
}

/**
 * The one way into the database for writes. A thread does them, so that no commit blocks the event loop; when the
 * thread dies, what it had not answered fails, and the next unit gets a new one.
 */
export class Writer {
  private readonly logger = new Logger(Writer.name);
  private thread: WriterThread | null = null;
  private posted = 0;
  private held: HeldUnit[] = [];
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  /** @param path of a database file whose schema is up to date */
  constructor(private readonly path: string) {}

  /**
   * Queues statements that take effect together. The order of calls is the order of writes.
   *
   * @param haste `soon` holds them back for the next write that is wanted `now`, to share its commit
   * @returns how many rows each statement changed, once that is durable
   * @throws WriteRefused where the database refuses them; GatehouseError STORE_UNAVAILABLE where nothing can
   *   be written now
   */
  post(statements: readonly WriteStatement[], haste: WriteHaste = 'now'): Promise<readonly number[]> {
    return new Promise((resolve, reject) => {
      if (this.closed) throw unavailable(new Error('the store is closed'));
      this.held.push({ unit: { number: ++this.posted, statements }, waiting: { resolve, reject } });
      if (haste === 'now') this.flush();
      else
        this.timer ??= setTimeout(() => {
          this.flush();
        }, SOON_MS);
    });
  }

  /** Queues one query; resolves with how many rows it changed. Otherwise as {@link post}. */
  async run(query: Compilable, haste: WriteHaste = 'now'): Promise<number> {
    const [changes = 0] = await this.runAll([query], haste);
    return changes;
  }

  /** Queues queries that take effect together; resolves with how many rows each changed. Otherwise as {@link post}. */
  runAll(queries: readonly Compilable[], haste: WriteHaste = 'now'): Promise<readonly number[]> {
    const statements = queries.map((query) => {
      const { sql, parameters } = query.compile();
      return { sql, parameters };
    });
    return this.post(statements, haste);
  }

  /** Ends the thread once all that was posted is stored. */
  async close(): Promise<void> {
    this.closed = true;
    this.flush();
    if (this.thread === null) return;
    send(this.thread.worker, 'close');
    await this.thread.gone;
  }

  /** Sends everything that is held back. */
  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const held = this.held.splice(0);
    if (held.length === 0) return;
    this.thread ??= this.spawn();
    for (const { unit, waiting } of held) this.thread.waiting.set(unit.number, waiting);
    try {
      send(
        this.thread.worker,
        held.map(({ unit }) => unit),
      );
    } catch (thrown) {
      // Nothing of it was sent: a value that no message can carry.
      for (const { unit, waiting } of held) {
        this.thread.waiting.delete(unit.number);
        waiting.reject(unavailable(thrown));
      }
    }
  }

  private spawn(): WriterThread {
    const workerData: WriterData = { path: this.path };
    const worker = new Worker(builtModule('./writer-thread.js', import.meta.url), { workerData });
    const waiting = new Map<number, Waiting>();
    let cause: unknown = new Error('the writer thread ended');
    worker.on('error', (error: unknown) => {
      cause = error;
    });
    worker.on('message', (answers: readonly WriteAnswer[]) => {
      for (const answer of answers) settle(waiting, answer);
    });
    const gone = new Promise<void>((resolve) => worker.once('exit', resolve)).then(() => {
      this.thread = null;
      if (!this.closed)
        this.logger.error({ cause: String(cause) }, 'the writer thread of the job store died');
      for (const { reject } of waiting.values()) reject(unavailable(cause));
    });
    return { worker, waiting, gone };
  }
}

function send(worker: Worker, message: WriterMessage): void {
  worker.postMessage(message);
}

function settle(waiting: Map<number, Waiting>, answer: WriteAnswer): void {
  const unit = waiting.get(answer.number);
  waiting.delete(answer.number);
  switch (answer.outcome) {
    case 'stored':
      unit?.resolve(answer.changes);
      break;
    case 'refused':
      unit?.reject(new WriteRefused(answer.reason));
      break;
    case 'lost':
      unit?.reject(unavailable(new Error(answer.reason)));
      break;
    default:
      answer satisfies never;
  }
}

function unavailable(cause: unknown): GatehouseError {
  return new GatehouseError('STORE_UNAVAILABLE', {}, { cause });
}
