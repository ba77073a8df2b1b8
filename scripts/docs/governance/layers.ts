import { guardedThings } from '../../scanner/policy/guarded-things.ts';

/** One layer of the path that every execution takes. */
export interface Layer {
  /** The class. */
  readonly name: string;
  readonly file: string;
  readonly does: string;
  readonly never: string;
  /** What the layer above calls. */
  readonly calledBy: string;
}

/** The path, from the outside in. What is guarded lies where the scanner's policy says. */
export const LAYERS: readonly Layer[] = [
  {
    name: 'AnalysisExecutionController',
    file: 'apps/server/src/analysis/analysis-execution.controller.ts',
    does: 'Reads the request, says whom it answers, shapes the answer.',
    never: 'Catches, builds errors, or knows more than the façade.',
    calledBy: 'POST /v1/analyze-execution',
  },
  {
    name: 'AnalysisExecutionService',
    file: 'libs/execution/src/analysis-execution.service.ts',
    does: 'The façade: now, later, or several at once; has the image acquired, holds a place.',
    never: 'Runs or stores anything itself.',
    calledBy: 'analyze · submit · analyzeBatch',
  },
  {
    name: 'JobExecutionService',
    file: fileOf('JobExecutionService'),
    does: 'Makes the job and takes its steps: PENDING → RUNNING → SUCCESS or FAILED.',
    never: 'Touches ToolRunner or a plugin.',
    calledBy: 'createJob, runJob · submitJob',
  },
  {
    name: 'PluginExecutionService',
    file: fileOf('PluginExecutionService'),
    does: 'Makes sure that there is such a plugin, and hands on.',
    never: 'Catches.',
    calledBy: 'execute',
  },
  {
    name: 'ToolRunner',
    file: fileOf('ToolRunner'),
    does: 'The gate: validates the input, runs, validates the output, envelopes, and in its finally counts and tells.',
    never: 'Throws.',
    calledBy: 'run',
  },
];

function fileOf(name: string): string {
  const thing = guardedThings.find((one) => one.name === name);
  if (thing === undefined) throw new Error(`The scanner's policy does not guard ${name}.`);
  return thing.file;
}
