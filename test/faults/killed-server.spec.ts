import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hostMeasures } from '@gatehouse/sandbox';
import { spawnServer, type ServerProcess } from '../../scripts/support/server-process.js';
import { AnalysisClient } from '../execution/support/analysis-client.js';
import { isAlive, processesOf } from '../sandbox/support/processes-of.js';
import { temporaryFolder } from '../sandbox/support/temporary-folder.js';
import { seededRandom } from '../support/barcodes/seeded-random.js';
import { sample } from '../support/images/samples.js';
import { pluginFolder } from '../support/plugin-folder.js';
import { until } from '../support/until.js';
import { childrenOf } from './support/server-resources.js';

const SEED = 42;
const STARTS = 2;
const HOST_STARTS = 12;
/** A process is spawned, and set to die with its host: what lies between is the moment to meet, in milliseconds. */
const SPAWNING_MS = 12;
/** From the server's first child to the last plugin's readiness, on a machine that has the time. */
const STARTING_MS = 700;

const SIGNALS = `for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR2', 'SIGPIPE']) process.on(signal, () => {});`;

const folder = pluginFolder({
  idle: {},
  spinning: { code: 'export default { run() { for (;;); } };' },
  deaf: { code: `export default { run() { ${SIGNALS} for (;;); } };` },
  waiting: { code: 'export default { run: () => new Promise(() => {}) };' },
  threaded: {
    code: `import { pbkdf2 } from 'node:crypto';
      export default { run: () => new Promise(() => { for (let n = 0; n < 4; n++) pbkdf2('a', 'b', 2 ** 31 - 1, 64, 'sha512', () => {}); }) };`,
  },
});
const busy = ['spinning', 'deaf', 'waiting', 'threaded'];
// It blocks its thread in the first line, as a loop would, so that it cannot notice that its server is gone.
const blocking = pluginFolder(
  Object.fromEntries(
    Array.from({ length: 4 }, (_, index) => [
      `blocking-${index}`,
      { code: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);' },
    ]),
  ),
);

const OWNER = fileURLToPath(new URL('../fixtures/programs/owner.mjs', import.meta.url));

const png = await sample('png', 64, 64);
const measures = await hostMeasures();
const mark = temporaryFolder();
const servers: ServerProcess[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.dispose()));
  for (const pid of processesOf(mark)) process.kill(pid, 'SIGKILL'); // what a test that failed has left
});

async function start(plugins: string): Promise<ServerProcess> {
  const server = await spawnServer({ PLUGIN_PATHS: plugins, LOG_LEVEL: 'silent' });
  servers.push(server);
  return server;
}

const whereItCan = measures.parentDeathSignal ? it : it.skip;

describe(`kill -9 of the server${measures.parentDeathSignal ? '' : ' (not shown: this machine has no setpriv)'}`, () => {
  whereItCan('leaves none of its processes: idle, spinning, deaf to signals, waiting, decoders', async () => {
    const server = await start(folder);
    const client = new AnalysisClient(await server.ready());
    await client.started(['idle', ...busy]);
    await client.analyze('idle', png); // a decoder has worked
    const calls = busy.map((plugin) => client.analyze(plugin, png).catch(() => 'its server is gone'));
    for (const plugin of busy) await until(async () => (await client.health(plugin)).state === 'RUNNING');
    const children = childrenOf(server.process.pid ?? 0);
    expect(children.length).toBeGreaterThan(busy.length + 1); // and decoders, and plugins that ship
    server.process.kill('SIGKILL');
    expect(await Promise.all(calls)).toEqual(busy.map(() => 'its server is gone'));
    await until(() => !children.some(isAlive));
    expect(processesOf(folder)).toEqual([]);
  });

  whereItCan(
    'in the middle of starting leaves none of those that start',
    async () => {
      const random = seededRandom(SEED);
      for (let count = 0; count < STARTS; count++) {
        const server = await start(blocking);
        const pid = server.process.pid ?? 0;
        await until(() => childrenOf(pid).length > 0);
        await sleep(random.between(0, STARTING_MS));
        const children = childrenOf(pid);
        server.process.kill('SIGKILL');
        await server.ended();
        await until(() => ![...children, ...processesOf(blocking)].some(isAlive));
      }
    },
    60_000,
  );

  whereItCan(
    'at the very moment of spawning leaves none of those that would never look',
    async () => {
      const random = seededRandom(SEED);
      for (let count = 0; count < HOST_STARTS; count++) {
        const host = spawn(process.execPath, [OWNER, mark, 'startWhatBlocks'], { stdio: 'ignore' });
        const spawned = (): boolean => processesOf(mark).some((pid) => pid !== host.pid);
        while (!spawned()) await turn();
        await sleep(random.between(0, SPAWNING_MS));
        host.kill('SIGKILL');
        await once(host, 'exit');
        await until(() => processesOf(mark).length === 0);
      }
    },
    60_000,
  );
});
