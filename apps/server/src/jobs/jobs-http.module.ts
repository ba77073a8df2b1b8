import { JobsModule } from '@gatehouse/jobs';
import { Module } from '@nestjs/common';
import { JobsController } from './jobs.controller.js';

@Module({ imports: [JobsModule], controllers: [JobsController] })
export class JobsHttpModule {}
