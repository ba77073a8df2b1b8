import { AppConfig } from '@gatehouse/config';
import { EnvelopeError, GatehouseError, toErrorEnvelope } from '@gatehouse/errors';
import type { EdgeAdapter } from '@gatehouse/http-edge';
import { JobManagementService } from '@gatehouse/jobs';
import { PluginManagementService } from '@gatehouse/plugins';
import { Injectable, Logger } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { StoreProbe } from './store-probe.js';

/** Why the server cannot do its work. */
interface Problem {
  /** As anybody may know it. */
  readonly problem: string;
  /** As only the log may. */
  readonly cause?: string;
}

/** Knows what must be there before work may be sent. */
@Injectable()
export class ReadinessService {
  private readonly logger = new Logger('Readiness');
  private readonly store: StoreProbe;
  private told: string | null = null;

  constructor(
    private readonly plugins: PluginManagementService,
    jobs: JobManagementService,
    private readonly config: AppConfig,
    private readonly http: HttpAdapterHost<EdgeAdapter>,
  ) {
    this.store = new StoreProbe(() => jobs.ping());
  }

  /**
   * The log is told of each change, and not of each question.
   *
   * @throws EnvelopeError NOT_READY naming what is missing
   */
  async check(requestId: string): Promise<void> {
    const found = await this.find();
    this.tell(found);
    if (found === null) return;
    const { problem } = found;
    throw new EnvelopeError(toErrorEnvelope(new GatehouseError('NOT_READY', { problem }), { requestId }));
  }

  private async find(): Promise<Problem | null> {
    if (this.http.httpAdapter.isStopping) return { problem: 'it is being stopped' };
    const missing = this.plugins.notReady(this.config.values.PLUGIN_REQUIRED);
    if (missing.length > 0) return { problem: `required plugins that cannot work: ${missing.join(', ')}` };
    const cause = await this.store.problem();
    return cause === null ? null : { problem: 'the job store cannot be used', cause };
  }

  private tell(found: Problem | null): void {
    if ((found?.problem ?? null) === this.told) return;
    this.told = found?.problem ?? null;
    if (found === null) this.logger.log('the server is ready again');
    else this.logger.warn(found, 'the server is not ready');
  }
}
