/*
 * The door for tests. Nothing in apps/ or libs/ may come in here.
 */
export { afterDelivery } from './after-delivery.js';
export { ExecutionRecorder } from './execution-recorder.js';
export { isFault } from './is-fault.js';
export { isFailure } from './is-failure.js';
export { JobExecutionService } from './job-execution.service.js';
export { Lanes } from './lanes.js';
export { lifecycleAfter } from './lifecycle-after.js';
export { PhaseWatch } from './phase-watch.js';
export { PixelIntake } from './pixel-intake.js';
export { PluginExecutionService } from './plugin-execution.service.js';
export { Stopwatch } from './stopwatch.js';
export { ToolRunner } from './tool-runner.js';
export { InputValidator } from './validation/input-validator.js';
export { OutputValidator } from './validation/output-validator.js';
