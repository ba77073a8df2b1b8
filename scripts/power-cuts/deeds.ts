import { randomBytes, randomUUID } from 'node:crypto';
import type { ErrorBody } from '@gatehouse/contracts';
import { newJobId, type JobFinal, type NewJob } from '@gatehouse/jobs';
import type { Chance } from './chance.ts';
import { digest } from './digest.ts';
import type { InputFacts } from './marks.ts';
import type { OpenedStore } from './opened-store.ts';
import type { Witness } from './witness.ts';

const IMAGE_BYTES = [1, 300, 512, 4096, 5000, 20_000, 150_000] as const;
const RESULT_BYTES = [0, 50, 6000] as const;
const SUCCEEDS = 0.7;

/** What a server does with a store. Everything is told to a witness before it is asked for and once it is so. */
export class Deeds {
  /** One of them, picked by chance. */
  readonly any: (chance: Chance) => Promise<unknown>;
  private readonly opened: OpenedStore;
  private readonly witness: Witness;
  private readonly inputs = new Map<string, InputFacts>();
  /** Jobs of requests that are not answered yet: an answer cannot tell of a job that was erased. */
  private readonly unanswered = new Set<string>();
  private readonly succeeded: string[] = [];
  private readonly failed: string[] = [];

  constructor(opened: OpenedStore, witness: Witness) {
    this.opened = opened;
    this.witness = witness;
    const deeds = [
      (chance: Chance) => this.submit(chance),
      (chance: Chance) => this.submit(chance),
      (chance: Chance) => this.submitAndCancel(chance),
      (chance: Chance) => this.submitWithKey(chance),
      (chance: Chance) => this.callStepByStep(chance),
      (chance: Chance) => this.call(chance),
      () => this.erase(),
      () => this.retry(),
    ] as const;
    this.any = (chance) => chance.oneOf(deeds)(chance);
  }

  /** Ends a job that was delivered. */
  async work(id: string, runId: string, chance: Chance): Promise<void> {
    this.witness.acknowledged({ is: 'running', id });
    const ended = await this.finish(id, runId, chance);
    if (ended !== null && !this.unanswered.has(id)) this[ended].push(id);
  }

  private async finish(id: string, runId: string, chance: Chance): Promise<'succeeded' | 'failed' | null> {
    const result = { of: id, text: 'x'.repeat(chance.oneOf(RESULT_BYTES)) };
    const isSuccess = chance.happens(SUCCEEDS);
    const final: JobFinal = isSuccess
      ? { status: 'SUCCESS', result, executionTimeMs: 1 }
      : { status: 'FAILED', error: errorOf('PLUGIN_THREW'), cancelled: false, executionTimeMs: 1 };
    const fact = isSuccess
      ? ({ is: 'succeeded', id, result: JSON.stringify(result) } as const)
      : ({ is: 'failed', id } as const);
    const isSo = await this.witness.tell(fact, () => this.opened.store.finish(id, runId, final));
    return isSo ? fact.is : null;
  }

  private async submit(chance: Chance, id = newJobId()): Promise<string> {
    const image = randomBytes(chance.oneOf(IMAGE_BYTES));
    const [options, maxAttempts] = [{ of: id }, 1 + chance.below(3)];
    const input = { image: digest(image), options: JSON.stringify(options), maxAttempts };
    this.inputs.set(id, input);
    await this.witness.tell({ is: 'queued', id, input }, () =>
      this.opened.queue.submit(newJob(id), { image, mimeType: 'image/png', options, maxAttempts }),
    );
    return id;
  }

  private async submitAndCancel(chance: Chance): Promise<void> {
    const id = await this.submit(chance);
    const error = errorOf('JOB_CANCELLED');
    await this.witness.tell({ is: 'cancelled', id }, () => this.opened.store.cancel(id, error));
  }

  private async submitWithKey(chance: Chance): Promise<void> {
    const { keys } = this.opened;
    const request = { key: randomUUID(), fingerprint: randomUUID(), jobId: newJobId() };
    this.unanswered.add(request.jobId);
    this.witness.asked({ is: 'begun', request });
    const verdict = await keys.begin({ owner: null, ...request });
    if (verdict.state !== 'begun') throw new Error(`a new key is ${verdict.state}`);
    this.witness.acknowledged({ is: 'begun', request });
    await this.submit(chance, request.jobId);
    const answer = JSON.stringify({ job_id: request.jobId });
    await this.witness.tell({ is: 'answered', request, answer }, () =>
      keys.complete(verdict.token, { status: 200, body: answer }, [request.jobId]),
    );
    this.unanswered.delete(request.jobId);
  }

  private async callStepByStep(chance: Chance): Promise<void> {
    const [job, runId] = [newJob(), randomUUID()];
    const { store } = this.opened;
    await this.witness.tell({ is: 'created', id: job.id }, () => store.create(job));
    await this.witness.tell({ is: 'running', id: job.id }, () => store.start(job.id, runId));
    await this.finish(job.id, runId, chance);
  }

  /** As a server does it: only the end is awaited. */
  private async call(chance: Chance): Promise<void> {
    const [job, runId] = [newJob(), randomUUID()];
    this.witness.asked({ is: 'created', id: job.id });
    void this.opened.store.create(job, 'soon');
    this.witness.asked({ is: 'running', id: job.id });
    void this.opened.store.start(job.id, runId, 'soon');
    await this.finish(job.id, runId, chance);
  }

  private async erase(): Promise<void> {
    const id = this.succeeded.pop();
    if (id !== undefined) await this.witness.tell({ is: 'erased', id }, () => this.opened.store.erase(id));
  }

  private async retry(): Promise<void> {
    const id = this.failed.pop();
    const input = id === undefined ? undefined : this.inputs.get(id);
    if (id === undefined || input === undefined) return; // none failed, or it is of an earlier process
    const again = newJob();
    this.inputs.set(again.id, input);
    const fact = { is: 'queued', id: again.id, input } as const;
    await this.witness.tell(fact, () => this.opened.queue.resubmit(id, again));
  }
}

function newJob(id = newJobId()): NewJob {
  return { id, plugin: 'ocr', requestId: `request of ${id}`, owner: null };
}

function errorOf(code: string): ErrorBody {
  const details = { code, retryable: false, request_id: null, job_id: null, errors: [] };
  return {
    type: 'ExecutionError',
    message: code,
    details,
    plugin: 'ocr',
    timestamp: '2026-11-22T09:00:00.000Z',
  };
}
