import type { GuardedMember, Site } from './policy.ts';

const REGISTRY = 'libs/plugins/src/registry/';
const GATE = 'libs/execution/src/tool-runner.ts';

const ONE_GATE =
  'A plugin that is run here is run without the checks, the limits, the envelope and the metrics of the gate. Call AnalysisExecutionService.analyze; inside the path, hand on to the next layer.';

const once = (file: string, within: string): readonly Site[] => [{ file, within, times: 1 }];

/** What only a few functions may mention. The runs are one chain: each link is called in one place, once. */
export const guardedMembers: readonly GuardedMember[] = [
  {
    of: 'PluginExecutionService',
    member: 'execute',
    rule: 'EXE002',
    sites: once('libs/execution/src/job-execution.service.ts', 'JobExecutionService.execute'),
    why: 'An execution that nobody made a job for is lost with its process. Make a job, and run that: JobExecutionService.',
  },
  {
    of: 'ToolRunner',
    member: 'run',
    rule: 'EXE002',
    sites: once('libs/execution/src/plugin-execution.service.ts', 'PluginExecutionService.execute'),
    why: 'The gate has one caller, so that every execution is logged and has a job. Call AnalysisExecutionService.analyze.',
  },
  {
    of: 'PluginHandle',
    member: 'run',
    rule: 'EXE001',
    sites: once(GATE, 'ToolRunner.run'),
    why: ONE_GATE,
  },
  { of: 'GuardedHandle', member: 'run', rule: 'EXE001', sites: [], why: ONE_GATE },
  {
    of: 'PluginEntry',
    member: 'run',
    rule: 'EXE001',
    sites: once(`${REGISTRY}guarded-handle.ts`, 'GuardedHandle.run'),
    why: ONE_GATE,
  },
  {
    of: 'PluginRelease',
    member: 'run',
    rule: 'EXE001',
    sites: once(`${REGISTRY}plugin-entry.ts`, 'PluginEntry.run'),
    why: ONE_GATE,
  },
  {
    of: 'PluginHost',
    member: 'run',
    rule: 'EXE001',
    sites: once(`${REGISTRY}plugin-release.ts`, 'PluginRelease.run'),
    why: ONE_GATE,
  },
  {
    of: 'SandboxPool',
    member: 'call',
    rule: 'EXE001',
    sites: [
      ...once('libs/plugins/src/host/plugin-host.ts', 'PluginHost.run'),
      // The decoder runs no plugin: its program is ours and turns files into pixels.
      { file: 'libs/images/src/decoding/image-decoder.ts', within: 'ImageDecoder.ask' },
    ],
    why: ONE_GATE,
  },
  {
    of: 'Plugin',
    member: 'run',
    rule: 'EXE001',
    // The other side of the wall: the program of a plugin's process.
    sites: once('libs/plugins/src/host/plugin-program.ts', 'pluginProgram.call'),
    why: ONE_GATE,
  },
  {
    of: 'PluginRegistry',
    member: 'handle',
    rule: 'EXE002',
    sites: [
      { file: GATE, within: 'ToolRunner.run', times: 1 },
      // Looks at the contract and runs nothing: PluginHandle.run may be mentioned in `run` alone.
      { file: GATE, within: 'ToolRunner.check' },
    ],
    why: 'Handles are for the gate, which lets go of each when its execution is over. To read of a plugin, ask PluginManagementService.',
  },
  {
    of: 'PluginRegistry',
    member: 'claimExecutionPermit',
    rule: 'EXE002',
    sites: once(GATE, 'ToolRunner.constructor'),
    why: 'The permit is given out once, and the gate takes it when it is made: whoever claims it first is the gate.',
  },
  {
    of: 'PluginRegistry',
    member: 'updateExecutionMetrics',
    rule: 'EXE004',
    sites: [
      { file: GATE, within: 'ToolRunner.run', times: 1 },
      // A refusal is counted like that of an execution.
      { file: GATE, within: 'ToolRunner.check' },
    ],
    why: 'Each execution is counted once, by the gate. A second writer would count it twice, or count what never ran.',
  },
  {
    of: 'ExecutionRecorder',
    member: 'write',
    rule: 'EXE004',
    sites: [
      { file: GATE, within: 'ToolRunner.run', times: 1 },
      { file: GATE, within: 'ToolRunner.check' },
    ],
    why: 'Each execution is told of once, by the gate: log and metrics would tell of what never ran. To hear of them, subscribe.',
  },
];
