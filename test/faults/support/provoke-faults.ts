import { hostMeasures } from '@gatehouse/sandbox';
import { leaksOf } from '../../execution/support/analysis-client.js';
import { isAlive, processesOf } from '../../sandbox/support/processes-of.js';
import { until } from '../../support/until.js';
import type { FaultFamily, PluginFault } from '../catalogue/plugin-fault.js';
import { FaultScene } from './fault-scene.js';
import { FaultTable } from './fault-table.js';
import { FAULT_TIMEOUT_MS } from './faulty-plugin.js';
import { placeFaults } from './place-faults.js';
import { childrenOf } from './server-resources.js';

/** What a server may have grown by after all of it: its caches, and what it has not collected yet. */
const GROWTH_MEGABYTES = 96;
/** So many hangs tell the best from the unlucky. */
const ENOUGH_HANGS = 5;

const measures = await hostMeasures();

/**
 * Defines the tests of some kinds of fault, on a server of their own: each fault over HTTP beside a good call, then what
 * is left of it, and at the end what the server holds compared with before.
 */
export async function provokeFaults(families: readonly FaultFamily[]): Promise<void> {
  const { faults, plugins } = placeFaults(families.flatMap(({ faults }) => faults));
  const scene = await FaultScene.open(plugins);
  afterAll(() => scene.server.dispose());
  const before = scene.resources();

  for (const { section, faults: kind } of families) {
    const table = new FaultTable(section);
    const placed = faults.filter(({ what }) => kind.some((fault) => fault.what === what));
    const hidden = placed.filter((fault) => !isShown(fault));
    describe(`${section}: a plugin that`, () => {
      afterAll(() => {
        table.writeReport();
      });
      it.each(placed.filter(isShown))(
        '$what costs its caller one answer and nobody else anything',
        async (fault) => {
          table.add(await scene.provoke(fault));
        },
      );
      for (const { what, needs } of hidden) {
        it.skip(`${what} (this machine has no ${String(needs)} to hold it with)`, () => undefined);
      }
      it('was seen doing what docs/faults.md says', () => {
        table.expectOnPage(hidden.map(({ what }) => what));
      });
      if (kind.filter(onlyHangs).length >= ENOUGH_HANGS) {
        it('hangs costs no more than 250 ms above its limit, on a machine that has the time', () => {
          expect(table.hangsMs.length).toBeGreaterThanOrEqual(ENOUGH_HANGS);
          // The best of them: a busy machine makes some late, a fault of ours would make all of them.
          expect(Math.min(...table.hangsMs)).toBeLessThan(FAULT_TIMEOUT_MS + 250);
        });
      }
    });
  }

  describe('after all of it', () => {
    it('every answer was a 200 or a 400, and none told of stacks or paths', () => {
      const offenders = scene.client.answers.filter(
        (answer) => ![200, 400].includes(answer.status) || leaksOf(answer).length > 0,
      );
      expect(offenders.map((answer) => [leaksOf(answer), answer.text])).toEqual([]);
    });

    it('the good plugin has answered each of its calls', async () => {
      const health = await scene.client.health('good');
      expect(health).toMatchObject({ success_count: scene.goodCalls, error_count: 0 });
    });

    it('the server holds no more descriptors, sockets, memory and temporary files than before', async () => {
      await until(() => scene.resources().descriptors <= before.descriptors);
      const after = scene.resources();
      expect(after.ownSockets).toBe(before.ownSockets);
      expect(after.residentMegabytes).toBeLessThan(before.residentMegabytes + GROWTH_MEGABYTES);
      expect(scene.strayFiles()).toEqual([]);
    });

    it('the server is the process it was, and ends leaving none behind', async () => {
      expect((await scene.client.get('/v1/health/live')).status).toBe(200);
      expect(scene.alive).toBe(true);
      const children = childrenOf(scene.pid);
      scene.server.process.kill('SIGTERM');
      await scene.server.ended();
      await until(() => ![...children, ...processesOf(scene.folder)].some(isAlive));
      expect(scene.server.output.stderr).toBe('');
    });
  });
}

const isShown = ({ needs }: PluginFault): boolean => needs === undefined || Boolean(measures[needs]);

const onlyHangs = ({ codes: [code, ...others] }: PluginFault): boolean =>
  code === 'PLUGIN_TIMED_OUT' && others.length === 0;
