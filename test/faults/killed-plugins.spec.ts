import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processesOf } from '../sandbox/support/processes-of.js';
import { seededRandom } from '../support/barcodes/seeded-random.js';
import { expectEnvelope } from '../support/expect-envelope.js';
import type { Answer } from '../support/http.js';
import { sample } from '../support/images/samples.js';
import type { PluginSource } from '../support/plugin-folder.js';
import { until } from '../support/until.js';
import { expectGood } from './support/expect-fault-answer.js';
import { FaultScene } from './support/fault-scene.js';

const SEED = 20261122;
/** Two kills each: at the third loss of a process a plugin is taken out of service. */
const VICTIMS = 8;
const KILLS_EACH = 2;
const CALLERS = 4;
const CALLS_EACH = 6;
const FLOW_MS = 150;

const victim: PluginSource = {
  manifest: { limits: { timeout_ms: 20_000 }, options_schema: { properties: { n: { type: 'integer' } } } },
  code: `export default {
    async run({ options: { n } }) {
      await new Promise((resolve) => setTimeout(resolve, 15));
      return { ok: true, n: n ?? -1, pid: process.pid };
    },
  };`,
};
const victims = Array.from({ length: VICTIMS }, (_, index) => `victim-${String(index).padStart(2, '0')}`);
const STRUCK = [
  ['SIGSEGV', 'PLUGIN_CRASHED'],
  ['SIGKILL', 'PLUGIN_CRASHED'],
  ['SIGTERM', 'PLUGIN_CRASHED'],
  ['SIGSTOP', 'PLUGIN_TIMED_OUT'],
] as const;
const struckBy = (signal: string): string => `struck-by-${signal.toLowerCase()}`;
const waiting: PluginSource = {
  manifest: { limits: { timeout_ms: 1000 }, options_schema: { properties: { wait: { type: 'boolean' } } } },
  code: `export default { run: ({ options }) => options.wait === true ? new Promise(() => {}) : { ok: true } };`,
};
const names = [...victims, 'idle', 'starting'];
const png = await sample('png', 16, 16);
const random = seededRandom(SEED);
const scene = await FaultScene.open({
  ...Object.fromEntries(names.map((name) => [name, victim])),
  ...Object.fromEntries(STRUCK.map(([signal]) => [struckBy(signal), waiting])),
});

/** Processes that have answered once: those that still start are looked at by themselves. */
const served = new Set<number>();

afterAll(() => scene.server.dispose());

const processesOfPlugin = (name: string): number[] => processesOf(join(scene.folder, name));

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it was faster
  }
}

describe('a plugin’s process that is killed from outside', () => {
  it('at any moment costs at most the call that ran in it, and no other plugin anything', async () => {
    let lost = 0;
    for (const name of victims) {
      const { answers, goods, kills } = await flowThroughKills(name);
      const failed = answers.filter(({ status }) => status !== 200);
      for (const answer of failed) expectEnvelope(answer, 'PLUGIN_CRASHED');
      expect(failed.length).toBeLessThanOrEqual(kills);
      expect(answers).toHaveLength(CALLERS * CALLS_EACH);
      goods.forEach(expectGood);
      expectGood(await scene.callWell(name));
      expect(await scene.client.health(name)).toMatchObject({
        success_count: answers.length - failed.length + 2, // the first and the last call of all
        error_count: failed.length,
      });
      lost += failed.length;
    }
    // Processes at work were met.
    expect(lost).toBeGreaterThan(0);
  }, 60_000);

  it('while it is idle costs no call', async () => {
    for (let count = 0; count < 10; count++) {
      await until(() => processesOfPlugin('idle').length === 1);
      processesOfPlugin('idle').forEach(kill);
      expectGood(await scene.callWell('idle'));
    }
    expect(await scene.client.health('idle')).toMatchObject({ error_count: 0 });
  });

  it.each(STRUCK)('by %s while it works costs its caller one answer', async (signal, code) => {
    const name = struckBy(signal);
    const answer = scene.client.analyze(name, png, { wait: true });
    await until(async () => (await scene.client.health(name)).state === 'RUNNING');
    for (const pid of processesOfPlugin(name)) process.kill(pid, signal);
    expect(expectEnvelope(await answer, code).plugin).toBe(name);
    expectGood(await scene.callWell(name));
  });

  it('while it starts costs no call that waits for it', async () => {
    for (let count = 0; count < 5; count++) {
      await until(() => processesOfPlugin('starting').length === 1);
      const before = processesOfPlugin('starting');
      before.forEach(kill);
      const call = scene.callWell('starting');
      await until(() => processesOfPlugin('starting').some((pid) => !before.includes(pid)));
      processesOfPlugin('starting').forEach(kill);
      expectGood(await call);
    }
    expect(await scene.client.health('starting')).toMatchObject({ error_count: 0 });
  });
});

interface Flow {
  readonly answers: readonly Answer[];
  readonly goods: readonly Answer[];
  readonly kills: number;
}

/** Calls a plugin all the while, and kills whatever process of it there is, at random moments. */
async function flowThroughKills(name: string): Promise<Flow> {
  const caller = async (index: number): Promise<Answer[]> => {
    const answers: Answer[] = [];
    for (let call = 0; call < CALLS_EACH; call++) {
      const n = index * CALLS_EACH + call;
      const answer = await scene.client.analyze(name, png, { n });
      answers.push(answer);
      if (answer.status !== 200) continue;
      const { result } = answer.json as { result: { n: number; pid: number } }; // see the plugin
      expect(result.n).toBe(n);
      served.add(result.pid);
    }
    return answers;
  };
  let over = false;
  const killer = async (): Promise<number> => {
    let kills = 0;
    while (kills < KILLS_EACH && !over) {
      await sleep(random.between(0, FLOW_MS));
      const pids = processesOfPlugin(name).filter((pid) => served.has(pid));
      pids.forEach(kill);
      kills += Math.min(1, pids.length);
    }
    return kills;
  };
  const good = async (): Promise<Answer[]> => {
    const answers: Answer[] = [];
    for (let count = 0; count < 10; count++) answers.push(await scene.callWell());
    return answers;
  };
  const flow = Promise.all(Array.from({ length: CALLERS }, (_, index) => caller(index))).finally(() => {
    over = true;
  });
  const [answers, goods, kills] = await Promise.all([flow, good(), killer()]);
  return { answers: answers.flat(), goods, kills };
}
