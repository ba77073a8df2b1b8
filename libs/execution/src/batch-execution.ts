import { availableParallelism } from 'node:os';
import { Injectable, Logger } from '@nestjs/common';
import { EnvelopeError, isGatehouseError, toErrorBody, toErrorEnvelope } from '@gatehouse/errors';
import type { AnalysisReport, AnalysisRequest, BatchItem, BatchOutcome } from './analysis-request.js';
import { JobExecutionService } from './job-execution.service.js';
import { Lanes } from './lanes.js';

/** So many items of one batch are at work at once; each may hold a decoded image. */
const AT_ONCE = Math.min(4, availableParallelism());

/** What each item of a batch is done with. */
export type AnalyzeItem = (request: AnalysisRequest) => Promise<AnalysisReport>;

/** Executes several requests that came together. */
@Injectable()
export class BatchExecution {
  private readonly logger = new Logger(BatchExecution.name);
  readonly #jobs: JobExecutionService;

  constructor(jobs: JobExecutionService) {
    this.#jobs = jobs;
  }

  /**
   * Does all items, some at once, and none more of a plugin than it takes: a batch does not crowd itself out. What one
   * comes to is nothing to the others.
   *
   * @returns one outcome for each item, in their order
   * @throws the reason of the signal when it aborts: nobody waits any more
   */
  async run(
    items: readonly BatchItem[],
    analyze: AnalyzeItem,
    requestId: string | null,
    signal: AbortSignal,
  ): Promise<BatchOutcome[]> {
    const outcomes = new Array<BatchOutcome>(items.length);
    const lanes = new Lanes();
    const rest = items.entries();
    const takeOn = async (): Promise<void> => {
      for (const [index, item] of rest) {
        signal.throwIfAborted();
        outcomes[index] = await this.settle(item, requestId, (request) =>
          lanes.hold(request.plugin, this.#jobs.concurrencyOf(request.plugin), signal, () =>
            analyze(request),
          ),
        );
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, takeOn));
    return outcomes;
  }

  private async settle(
    item: BatchItem,
    requestId: string | null,
    analyze: AnalyzeItem,
  ): Promise<BatchOutcome> {
    try {
      if (isGatehouseError(item)) throw item;
      const { jobId, result } = await analyze(item);
      return { jobId, status: 'SUCCESS', result, error: null };
    } catch (thrown) {
      const envelope = toErrorEnvelope(thrown, { requestId });
      // What the gate wrapped, the journal has told already.
      const isTold = thrown instanceof EnvelopeError;
      if (envelope.type === 'InternalError' && !isTold) this.logger.error(envelope._internal.traceback);
      return { jobId: envelope.details.job_id, status: 'FAILED', result: null, error: toErrorBody(envelope) };
    }
  }
}
