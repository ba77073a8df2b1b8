import { JobsModule } from '@gatehouse/jobs';
import { PluginsModule } from '@gatehouse/plugins';
import { Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { ReadinessService } from './readiness.service.js';

@Module({
  imports: [PluginsModule, JobsModule],
  controllers: [HealthController],
  providers: [ReadinessService],
})
export class HealthModule {}
