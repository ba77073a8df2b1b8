import { jest } from '@jest/globals';
import { OutputValidator, ToolRunner } from '@gatehouse/execution/internal';
import { PluginManagementService } from '@gatehouse/plugins';
import { processesOf } from '../sandbox/support/processes-of.js';
import { sample } from '../support/images/samples.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { until } from '../support/until.js';
import { openExecution } from './support/open-execution.js';
import { STEERED } from './support/steered-plugin.js';

const folder = pluginFolder({ steered: STEERED });
const { app, registry } = await openExecution({ steered: STEERED }, { PLUGIN_PATHS: folder });
const runner = app.get(ToolRunner);
const payload = { image: await sample('png'), mimeType: null, options: {} };

/** Puts other processes in the place of those that there are, and waits until the old ones have ended. */
async function renewed(): Promise<void> {
  const old = processesOf(folder);
  expect(old.length).toBeGreaterThan(0);
  await app.get(PluginManagementService).reload('steered');
  await until(() => processesOf(folder).every((pid) => !old.includes(pid)));
}

describe('what the gate held of a plugin', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each([
    ['an execution', {}],
    ['an execution that failed', { act: 'throw' }],
  ])('is let go after %s: a reload ends the processes [GATE-03] [STAB-02]', async (_, options) => {
    await runner.run('steered', { ...payload, options });
    await renewed();
  });

  it('is let go after a check: a reload ends the processes [GATE-03] [STAB-02]', async () => {
    expect(runner.check('steered', payload)).toBeNull();
    expect(runner.check('steered', { ...payload, image: new Uint8Array() })).not.toBeNull();
    await renewed();
  });

  it('is timed to its answer: judging that is not the plugin’s time [MET-02]', async () => {
    const now = performance.now.bind(performance);
    let ahead = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => now() + ahead);
    const outputs = app.get(OutputValidator);
    const validate = outputs.validate.bind(outputs);
    jest.spyOn(outputs, 'validate').mockImplementation((...given) => {
      ahead += 1e9; // eleven days
      validate(...given);
    });
    expect(await runner.run('steered', payload)).toEqual([expect.anything(), {}]);
    expect(ahead).toBe(1e9);
    expect(registry.health('steered')?.lastExecutionTimeMs).toBeLessThan(1e9);
  });
});
