import { guardedMembers } from './guarded-members.ts';
import { guardedThings } from './guarded-things.ts';
import type { Allowance, ImportRule, Policy } from './policy.ts';

const LIFECYCLE = 'libs/contracts/src/lifecycle-state.ts';

const PROGRAM = 'libs/sandbox/src/program/';
const WATCHED =
  'It runs in the sandboxed process, where it takes away what a plugin must not have, and looks at what a plugin left behind in the language and in Node.';

/** The first code of a sandboxed process, which nothing of the server is in. */
const behindTheWall: readonly Allowance[] = [
  { kind: 'globals', file: `${PROGRAM}program-server.ts`, times: 1, why: WATCHED },
  { kind: 'patched', file: `${PROGRAM}program-server.ts`, times: 1, why: WATCHED },
  { kind: 'globals', file: `${PROGRAM}residue-watch.ts`, times: 5, why: WATCHED },
  { kind: 'patched', file: `${PROGRAM}residue-watch.ts`, times: 2, why: WATCHED },
  { kind: 'globals', file: `${PROGRAM}scrub-process.ts`, times: 1, why: WATCHED },
  { kind: 'require', file: `${PROGRAM}scrub-process.ts`, times: 1, why: WATCHED },
  { kind: 'require', file: `${PROGRAM}unref-watch.ts`, times: 1, why: WATCHED },
];

/**
 * What this repository is held to. A change here is a change of the promise: it is reviewed as one.
 *
 * @param imports the forbidden edges of the graph of imports
 */
export function gatehousePolicy(imports: readonly ImportRule[]): Policy {
  return {
    things: guardedThings,
    members: guardedMembers,
    gate: {
      file: 'libs/execution/src/tool-runner.ts',
      name: 'ToolRunner',
      method: 'run',
      signature:
        '(pluginName: string, payload: PluginPayload, control?: ExecutionControl): Promise<ExecutionOutcome>',
      vocabulary: {
        PluginPayload: 'libs/contracts/src/execution.ts',
        ExecutionControl: 'libs/contracts/src/execution.ts',
        ExecutionOutcome: 'libs/contracts/src/execution.ts',
      },
      run: 'PluginHandle.run',
      metrics: 'PluginRegistry.updateExecutionMetrics',
      before: {
        file: 'libs/execution/src/validation/input-validator.ts',
        name: 'InputValidator',
        member: 'validate',
      },
      after: {
        file: 'libs/execution/src/validation/output-validator.ts',
        name: 'OutputValidator',
        member: 'validate',
      },
    },
    modules: [
      {
        file: 'libs/execution/src/execution.module.ts',
        name: 'ExecutionModule',
        exports: ['AnalysisExecutionService', 'ExecutionJournal'],
        plainProviders: true,
      },
      {
        file: 'libs/plugins/src/plugins.module.ts',
        name: 'PluginsModule',
        exports: ['PluginRegistry', 'PluginManagementService'],
        plainProviders: false,
      },
    ],
    states: {
      object: { file: LIFECYCLE, name: 'LIFECYCLE_STATE' },
      type: { file: LIFECYCLE, name: 'LifecycleState' },
      names: ['LOADED', 'INITIALIZED', 'RUNNING', 'FAILED', 'UNAVAILABLE'],
      telling: ['LOADED', 'INITIALIZED', 'UNAVAILABLE'],
      except: [
        {
          files: 'scripts/scanner/policy/gatehouse-policy.ts',
          why: 'What is held against the declaration must not be taken from it.',
        },
        {
          files: 'libs/client/src/generated/api.ts',
          why: 'The types of the published client are written from the OpenAPI document, and import nothing of ours.',
        },
      ],
    },
    facade: {
      library: 'libs/execution/src/',
      from: 'apps/',
      names: ['AnalysisExecutionService'],
      // The journal reaches nothing: who has it hears of executions. It is subscribed to where an application is wired.
      modules: { ending: '.module.ts', names: ['ExecutionModule', 'ExecutionJournal'] },
    },
    typed: ['apps/', 'libs/'],
    allowances: [
      {
        kind: 'eval',
        file: 'libs/images/src/decoding/large-garbage.ts',
        times: 2,
        why: 'V8 gives `gc` to code in a new context only; the text is the literal name.',
      },
      {
        kind: 'eval',
        file: 'libs/plugins/src/manifest/within-time.ts',
        times: 2,
        why: 'Node stops what runs too long only in a script; the text is a literal that calls the task it is given.',
      },
      {
        kind: 'computed-import',
        file: 'libs/plugins/src/host/plugin-program.ts',
        times: 1,
        why: 'A plugin’s entry is known at run time only; it is imported in the sandboxed process, once.',
      },
      ...behindTheWall,
    ],
    roots: ['apps/', 'libs/', 'scripts/'],
    exempt: [
      {
        files: '**/*.spec.ts',
        why: 'Tests reach past the doors on purpose, and nobody runs them in a server. `tsc -b` compiles them.',
      },
      {
        files: 'apps/server/assets/docs/*.js',
        why: 'They run in the browser of who reads /docs; no module of the server imports them.',
      },
      {
        files: 'scripts/docs-page/*.js',
        why: 'It runs in the page at /docs, to try it; it is handed to a browser as text.',
      },
      {
        files: 'scripts/mutate/*.js',
        why: 'Jest loads its settings and its transformers as JavaScript; they import nothing of ours but those settings.',
      },
      {
        files: 'scripts/bench/programs/*.mjs',
        why: 'Programs of a few lines to measure ours against: plain servers, plain loops over a plugin. No server imports them.',
      },
    ],
    imports,
  };
}
