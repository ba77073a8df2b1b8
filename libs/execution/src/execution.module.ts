import { Module } from '@nestjs/common';
import { ImagesModule } from '@gatehouse/images';
import { JobsModule } from '@gatehouse/jobs';
import { PluginsModule } from '@gatehouse/plugins';
import { AnalysisExecutionService } from './analysis-execution.service.js';
import { BatchExecution } from './batch-execution.js';
import { ExecutionAdmission } from './execution-admission.js';
import { ExecutionJournal } from './execution-journal.js';
import { ExecutionRecorder } from './execution-recorder.js';
import { JobExecutionService } from './job-execution.service.js';
import { JobFeed } from './job-feed.js';
import { JobWorker } from './job-worker.js';
import { PixelIntake } from './pixel-intake.js';
import { PluginExecutionService } from './plugin-execution.service.js';
import { ResultPictures } from './rendering/result-pictures.js';
import { ToolRunner } from './tool-runner.js';
import { InputValidator } from './validation/input-validator.js';
import { OutputValidator } from './validation/output-validator.js';

/** The governed path. Only its façade is exported, and the journal: ToolRunner cannot be injected from outside. */
@Module({
  imports: [PluginsModule, JobsModule, ImagesModule],
  providers: [
    AnalysisExecutionService,
    BatchExecution,
    ExecutionAdmission,
    ExecutionJournal,
    ExecutionRecorder,
    JobExecutionService,
    JobFeed,
    JobWorker,
    PixelIntake,
    PluginExecutionService,
    ResultPictures,
    ToolRunner,
    InputValidator,
    OutputValidator,
  ],
  exports: [AnalysisExecutionService, ExecutionJournal],
})
export class ExecutionModule {}
