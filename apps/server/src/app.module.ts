import { AuthModule } from '@gatehouse/auth';
import { ConfigModule, type SettingValues } from '@gatehouse/config';
import { GlobalExceptionFilter } from '@gatehouse/errors';
import { ObservabilityModule, TracingModule } from '@gatehouse/observability';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AnalysisModule } from './analysis/analysis.module.js';
import { GovernanceModule } from './governance/governance.module.js';
import { HealthModule } from './health/health.module.js';
import { JobsHttpModule } from './jobs/jobs-http.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { OpenApiModule } from './openapi/openapi.module.js';
import { PluginsHttpModule } from './plugins/plugins-http.module.js';
import { RootController } from './root/root.controller.js';
import { SERVER_VERSION } from './server-version.js';

/** The whole server, wired. */
@Module({
  imports: [
    ObservabilityModule,
    TracingModule.forService({ name: 'gatehouse-server', version: SERVER_VERSION }),
    AuthModule,
    AnalysisModule,
    JobsHttpModule,
    PluginsHttpModule,
    HealthModule,
    MetricsModule,
    GovernanceModule,
    OpenApiModule,
  ],
  controllers: [RootController],
  providers: [{ provide: APP_FILTER, useClass: GlobalExceptionFilter }],
})
export class AppModule {
  static forRoot(values: SettingValues): DynamicModule {
    return { module: AppModule, imports: [ConfigModule.forRoot(values)] };
  }
}
