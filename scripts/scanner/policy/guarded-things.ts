import type { GuardedThing } from './policy.ts';

const REGISTRY = 'libs/plugins/src/registry/';
const GATE = 'libs/execution/src/tool-runner.ts';
const PATH_MODULE = 'libs/execution/src/execution.module.ts';
const DOOR = 'libs/execution/src/index.ts';
const TEST_DOOR = 'libs/execution/src/internal.ts';

const ASK_THE_FACADE =
  'Whoever wants a plugin to run asks AnalysisExecutionService, and has its input, its limits, its output and its metrics looked after.';

const NEST = 'node_modules/@nestjs/';

/** What gives out every provider there is. It may be held where an application is put together, as what it is. */
const containers: readonly GuardedThing[] = [
  ['INestApplicationContext', `${NEST}common/interfaces/nest-application-context.interface.d.ts`],
  ['INestApplication', `${NEST}common/interfaces/nest-application.interface.d.ts`],
  ['NestExpressApplication', `${NEST}platform-express/interfaces/nest-express-application.interface.d.ts`],
].map(([name = '', file = '']) => ({
  name,
  file,
  rule: 'EXE002',
  holders: ['apps/', 'libs/plugin-testkit/src/', 'scripts/'],
  why: `The container has the gate and all behind it in it. ${ASK_THE_FACADE}`,
}));

/** What only a few may hold, in the order of the path from the outside in. */
export const guardedThings: readonly GuardedThing[] = [
  {
    name: 'ExecutionRecorder',
    file: 'libs/execution/src/execution-recorder.ts',
    rule: 'EXE007',
    holders: ['libs/execution/src/'],
    except: [DOOR],
    why: 'Who has the recorder could tell of executions that never were. To hear of them, subscribe to ExecutionJournal.',
  },
  {
    name: 'JobExecutionService',
    file: 'libs/execution/src/job-execution.service.ts',
    rule: 'EXE007',
    holders: ['libs/execution/src/'],
    except: [DOOR],
    why: 'A job that is run past the façade has no image that was looked at and no place that was counted. Inject AnalysisExecutionService.',
  },
  {
    name: 'PluginExecutionService',
    file: 'libs/execution/src/plugin-execution.service.ts',
    rule: 'EXE007',
    holders: [
      'libs/execution/src/plugin-execution.service.ts',
      'libs/execution/src/job-execution.service.ts',
      PATH_MODULE,
      TEST_DOOR,
    ],
    why: 'An execution that begins here has no job: it would be lost with its process. Inject AnalysisExecutionService.',
  },
  {
    name: 'ToolRunner',
    file: GATE,
    rule: 'EXE002',
    holders: [GATE, 'libs/execution/src/plugin-execution.service.ts', PATH_MODULE, TEST_DOOR],
    why: `The gate has one caller, PluginExecutionService, so that every execution has a job and a log line. ${ASK_THE_FACADE}`,
  },
  {
    name: 'PluginRegistry',
    file: `${REGISTRY}plugin-registry.ts`,
    rule: 'EXE002',
    holders: ['libs/plugins/src/', GATE, 'libs/execution/src/plugin-execution.service.ts'],
    why: 'The registry gives out plugins, so it is held where plugins are kept and run, and nowhere else. To read how they are doing, or to reload them, inject PluginManagementService.',
  },
  {
    name: 'PluginHandle',
    file: `${REGISTRY}plugin-handle.ts`,
    rule: 'EXE002',
    holders: [
      `${REGISTRY}plugin-handle.ts`,
      `${REGISTRY}guarded-handle.ts`,
      `${REGISTRY}plugin-registry.ts`,
      'libs/plugins/src/index.ts',
      GATE,
    ],
    why: `Who holds a plugin is one step from running it unchecked, so the gate alone does, for one execution. ${ASK_THE_FACADE}`,
  },
  {
    name: 'ExecutionPermit',
    file: `${REGISTRY}execution-permit.ts`,
    rule: 'EXE002',
    holders: [
      `${REGISTRY}execution-permit.ts`,
      `${REGISTRY}plugin-handle.ts`,
      `${REGISTRY}guarded-handle.ts`,
      `${REGISTRY}plugin-registry.ts`,
      'libs/plugins/src/index.ts',
      GATE,
    ],
    why: `The permit is the right to run plugins; there is one to a registry, and it is the gate's. ${ASK_THE_FACADE}`,
  },
  {
    name: 'createExecutionPermit',
    file: `${REGISTRY}execution-permit.ts`,
    rule: 'EXE002',
    holders: [`${REGISTRY}execution-permit.ts`, `${REGISTRY}plugin-registry.ts`],
    why: 'A second permit would be a second gate. The registry makes its own and gives it out once.',
  },
  {
    name: 'GuardedHandle',
    file: `${REGISTRY}guarded-handle.ts`,
    rule: 'EXE002',
    holders: [`${REGISTRY}guarded-handle.ts`, `${REGISTRY}plugin-registry.ts`],
    why: 'Only the registry makes handles: it alone knows the permit that they must ask for.',
  },
  {
    name: 'PluginEntry',
    file: `${REGISTRY}plugin-entry.ts`,
    rule: 'EXE002',
    holders: [REGISTRY, 'libs/plugins/src/management/plugin-reloader.ts'],
    why: 'An entry runs its plugin without asking for a permit, so it never leaves the registry. What leaves is a handle.',
  },
  {
    name: 'PluginEntries',
    file: `${REGISTRY}plugin-entries.ts`,
    rule: 'EXE002',
    holders: [REGISTRY, 'libs/plugins/src/management/plugin-reloader.ts', 'libs/plugins/src/open-plugins.ts'],
    why: 'The entries run their plugins without asking for a permit, so they never leave the registry. Ask PluginManagementService.',
  },
  {
    name: 'PluginRelease',
    file: `${REGISTRY}plugin-release.ts`,
    rule: 'EXE002',
    holders: [
      REGISTRY,
      'libs/plugins/src/management/plugin-reloader.ts',
      'libs/plugins/src/loader/plugin-source.ts',
    ],
    why: 'A release runs its code without asking for a permit, so it stays behind the registry. What leaves is a handle.',
  },
  {
    name: 'PluginHost',
    file: 'libs/plugins/src/host/plugin-host.ts',
    rule: 'EXE002',
    holders: [
      'libs/plugins/src/host/plugin-host.ts',
      `${REGISTRY}plugin-release.ts`,
      'libs/plugins/src/loader/plugin-source.ts',
    ],
    why: 'The host is the plugin’s own processes: what they are asked goes through the release, which counts it and takes a plugin that breaks them out of service.',
  },
  {
    name: 'SandboxPool',
    file: 'libs/sandbox/src/pool/sandbox-pool.ts',
    rule: 'EXE002',
    holders: [
      'libs/sandbox/src/',
      'libs/plugins/src/host/plugin-host.ts',
      'libs/images/src/decoding/image-decoder.ts',
    ],
    why: 'Whoever starts sandboxed processes can start a plugin’s program in them. Plugins are started by PluginHost, the image decoder by ImageDecoder; a third program is named in the policy, with its why.',
  },
  {
    name: 'Plugin',
    file: 'libs/contracts/src/plugin.ts',
    rule: 'EXE002',
    holders: [
      'libs/contracts/src/',
      'libs/plugin-sdk/src/',
      'libs/vision/*/src/index.ts',
      'libs/plugins/src/host/plugin-program.ts',
    ],
    why: `A plugin's own object exists in its sandboxed process only; in the server it would run unlimited and uncounted. ${ASK_THE_FACADE}`,
  },
  {
    name: 'pluginProgram',
    file: 'libs/plugins/src/host/plugin-program.ts',
    rule: 'EXE002',
    holders: ['libs/plugins/src/host/plugin-program.ts', 'libs/plugins/src/host/plugin-process.ts'],
    why: `The program loads a plugin into the process that it is made in, which is the plugin's own, and never the server. ${ASK_THE_FACADE}`,
  },
  ...containers,
];
