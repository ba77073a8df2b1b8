import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '@gatehouse/config';
import { GatehouseError } from '@gatehouse/errors';
import { EdgeAdapter } from '@gatehouse/http-edge';
import { JobsModule, JobStore, newJobId } from '@gatehouse/jobs';
import { Controller, HttpCode, Post, Query, UseInterceptors } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { BodyBudget } from '@gatehouse/http-edge';
import { AnalysisBodyInterceptor } from '../../../apps/server/src/analysis/analysis-body.interceptor.js';
import { AnalysisBodyMiddleware } from '../../../apps/server/src/analysis/analysis-body.middleware.js';
import { AppModule } from '../../../apps/server/src/app.module.js';
import { configureApp } from '../../../apps/server/src/configure-app.js';
import { serverLimits } from '../../../apps/server/src/server-limits.js';
import { Idempotent } from '../../../apps/server/src/idempotency/idempotent.decorator.js';
import { JobIdToBe } from '../../../apps/server/src/idempotency/job-id-to-be.decorator.js';
import type { JobsHome } from '../../jobs/support/job-homes.js';
import { Access } from '../../../apps/server/src/openapi/access.decorator.js';

/** What a submission is told: how long it takes, and at which step it goes wrong. */
interface Steps {
  readonly ms?: string;
  readonly fail?: 'before' | 'after';
}

/** Stores jobs that nobody runs, as an asynchronous route does. */
@Controller('submit')
class SubmittingController {
  constructor(private readonly jobs: JobStore) {}

  @Post()
  @Access('analyze')
  @HttpCode(200)
  @Idempotent('same-job')
  @UseInterceptors(AnalysisBodyInterceptor)
  async submit(
    @Query() { ms = '0', fail }: Steps,
    @JobIdToBe() id: string = newJobId(),
  ): Promise<{ job_id: string; status: string }> {
    await sleep(Number(ms));
    if (fail === 'before') throw new GatehouseError('PLUGIN_NOT_FOUND', { plugin: 'none' });
    await this.jobs.create({ id, plugin: 'none', requestId: null, owner: null });
    if (fail === 'after') throw new GatehouseError('STORE_UNAVAILABLE', {});
    return { job_id: id, status: 'PENDING' };
  }
}

/** Starts the whole server with one more route, POST /submit. */
export async function startSubmitting(where: JobsHome['settings']): Promise<NestExpressApplication> {
  const values = readConfig({ ...where, PLUGIN_ONLY: 'none', LOG_LEVEL: 'silent' });
  const module = await Test.createTestingModule({
    imports: [AppModule.forRoot(values), JobsModule],
    controllers: [SubmittingController],
    providers: [AnalysisBodyMiddleware, BodyBudget],
  }).compile();
  const adapter = new EdgeAdapter(serverLimits(values));
  const app = module.createNestApplication<NestExpressApplication>(adapter, {
    bodyParser: false,
    logger: false,
  });
  await configureApp(app);
  await app.listen(0, '127.0.0.1');
  return app;
}
