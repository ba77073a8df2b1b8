import { AppConfig } from '@gatehouse/config';
import { GatehouseError } from '@gatehouse/errors';
import type { EdgeAdapter } from '@gatehouse/http-edge';
import { JobManagementService } from '@gatehouse/jobs';
import { PluginManagementService } from '@gatehouse/plugins';
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/** Knows what must be there before work may be sent. */
@Injectable()
export class ReadinessService {
  constructor(
    private readonly plugins: PluginManagementService,
    private readonly jobs: JobManagementService,
    private readonly config: AppConfig,
    private readonly http: HttpAdapterHost<EdgeAdapter>,
  ) {}

  /** @throws GatehouseError NOT_READY naming what is missing */
  async check(): Promise<void> {
    if (this.http.httpAdapter.isStopping) throw notReady('it is being stopped');
    const missing = this.plugins.notReady(this.config.values.PLUGIN_REQUIRED);
    if (missing.length > 0) throw notReady(`required plugins that cannot work: ${missing.join(', ')}`);
    try {
      await this.jobs.ping();
    } catch (error) {
      throw notReady('the job store does not answer', error);
    }
  }
}

function notReady(problem: string, cause?: unknown): GatehouseError {
  return new GatehouseError('NOT_READY', { problem }, { cause });
}
