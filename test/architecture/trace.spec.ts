import { AnalysisExecutionService } from '@gatehouse/execution';
import { JobExecutionService, PluginExecutionService, ToolRunner } from '@gatehouse/execution/internal';
import { PluginRegistry } from '@gatehouse/plugins';
import { SandboxPool } from '@gatehouse/sandbox';
import { PluginHost } from '../../libs/plugins/src/host/plugin-host.js';
import { GuardedHandle } from '../../libs/plugins/src/registry/guarded-handle.js';
import { PluginEntry } from '../../libs/plugins/src/registry/plugin-entry.js';
import { PluginRelease } from '../../libs/plugins/src/registry/plugin-release.js';
import { AnalysisClient } from '../execution/support/analysis-client.js';
import { STEERED } from '../execution/support/steered-plugin.js';
import { sample } from '../support/images/samples.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { startServer } from '../support/start-server.js';
import { until } from '../support/until.js';

const trace: string[] = [];

/** Writes down whenever a method is entered; it does what it always does. */
function watch(
  type: { readonly name: string; readonly prototype: object },
  ...methods: readonly string[]
): void {
  for (const method of methods) {
    const real = Reflect.get(type.prototype, method) as (...given: unknown[]) => unknown; // a method, by its name
    Object.defineProperty(type.prototype, method, {
      value: function (this: unknown, ...given: unknown[]): unknown {
        // The decoder of images has a pool of its own, which runs no plugin.
        const isDecoder = type.name === 'SandboxPool' && !inPlugin(this);
        if (!isDecoder) trace.push(`${type.name}.${method}`);
        return Reflect.apply(real, this, given);
      },
    });
  }
}

const inPlugin = (pool: unknown): boolean =>
  String(Reflect.get(Object(Reflect.get(Object(pool), 'spec')), 'name')).startsWith('plugin:');

watch(AnalysisExecutionService, 'analyze', 'submit', 'analyzeBatch');
watch(JobExecutionService, 'createJob', 'runJob', 'submitJob', 'execute');
watch(PluginExecutionService, 'check', 'execute');
watch(ToolRunner, 'check', 'run');
watch(GuardedHandle, 'run');
watch(PluginEntry, 'run');
watch(PluginRelease, 'run');
watch(PluginHost, 'run');
watch(SandboxPool, 'call');
watch(PluginRegistry, 'updateExecutionMetrics');

const GATE = [
  'PluginExecutionService.execute',
  'ToolRunner.run',
  'GuardedHandle.run',
  'PluginEntry.run',
  'PluginRelease.run',
  'PluginHost.run',
  'SandboxPool.call',
  'PluginRegistry.updateExecutionMetrics',
];

const png = await sample('png');
const server = await startServer({ PLUGIN_PATHS: pluginFolder({ steered: STEERED }) });
const client = new AnalysisClient(server.url);
await client.started(['steered']);

afterAll(async () => {
  await server.close();
});

beforeEach(() => {
  trace.length = 0;
});

describe('a trace of one execution [PATH-01]', () => {
  it('shows each layer once, in order, when the caller waits', async () => {
    expect((await client.analyze('steered', png)).status).toBe(200);
    const jobs = [
      'JobExecutionService.createJob',
      'JobExecutionService.runJob',
      'JobExecutionService.execute',
    ];
    expect(trace).toEqual(['AnalysisExecutionService.analyze', ...jobs, ...GATE]);
  });

  it('shows the same when the plugin throws', async () => {
    expect((await client.analyze('steered', png, { act: 'throw' })).status).toBe(400);
    expect(trace.filter((step) => GATE.includes(step))).toEqual(GATE);
  });

  it('ends at the gate when the input is refused, and counts', async () => {
    expect((await client.analyze('steered', new Uint8Array([1, 2, 3]))).status).toBe(400);
    expect(trace.slice(-3)).toEqual([
      'PluginExecutionService.execute',
      'ToolRunner.run',
      'PluginRegistry.updateExecutionMetrics',
    ]);
  });

  it('shows two halves when nobody waits: the check at once, the gate later', async () => {
    const body = JSON.stringify({ plugin: 'steered', image: Buffer.from(png).toString('base64') });
    const answer = await fetch(`${server.url}/v1/analyze-execution/async`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(answer.status).toBe(200);
    await until(() => trace.includes('PluginRegistry.updateExecutionMetrics'));
    expect(trace).toEqual([
      'AnalysisExecutionService.submit',
      'JobExecutionService.submitJob',
      'PluginExecutionService.check',
      'ToolRunner.check',
      'JobExecutionService.execute',
      ...GATE,
    ]);
  });
});
